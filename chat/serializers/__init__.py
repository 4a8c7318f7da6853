"""Threads and messages as the API and events show them.

The functions write them, the classes describe them in the OpenAPI document; a test holds the two together.
"""

from chat.serializers.asked import EditedMessage, NewMessage, ReadUpTo
from chat.serializers.messages import (
    QUOTED,
    Changes,
    MessageInList,
    MessageList,
    MessageShape,
    Quote,
    message_data,
    message_rows,
    quote_data,
    quote_of,
    shown_rows,
)
from chat.serializers.threads import (
    FEW,
    Pointer,
    ThreadList,
    ThreadMember,
    ThreadShape,
    face,
    people_in,
    seen_of,
    thread_data,
    thread_event,
    thread_rows,
)

__all__ = [
    "FEW",
    "QUOTED",
    "Changes",
    "EditedMessage",
    "MessageInList",
    "MessageList",
    "MessageShape",
    "NewMessage",
    "Pointer",
    "Quote",
    "ReadUpTo",
    "ThreadList",
    "ThreadMember",
    "ThreadShape",
    "face",
    "message_data",
    "message_rows",
    "people_in",
    "quote_data",
    "quote_of",
    "seen_of",
    "shown_rows",
    "thread_data",
    "thread_event",
    "thread_rows",
]
