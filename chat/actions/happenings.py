"""What happened in a thread, as a line between its messages: who came, who went, what it is called now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection

from chat.events import MessageSent
from chat.fragments import message_html
from chat.models import Member, Message, Thread
from chat.serializers import message_data
from people.models import User
from people.serializers import person_ref
from realtime.publish import publish

# The line takes the next place, and nobody has one more to read for it: who had read everything has read this too,
# for the others it counts like something they said themselves. Who put the thread away does not get it back.
PASSED_BY = """
    UPDATE chat_member SET
        read_seq = CASE WHEN read_seq = %(before)s THEN %(seq)s ELSE read_seq END,
        own_after_read = CASE WHEN read_seq = %(before)s THEN 0 ELSE own_after_read + 1 END,
        delivered_seq = CASE WHEN delivered_seq = %(before)s THEN %(seq)s ELSE delivered_seq END,
        archived_seq = CASE WHEN archived_seq >= %(before)s THEN %(seq)s ELSE archived_seq END
    WHERE thread_id = %(thread)s AND left_at IS NULL
"""


QUIET = {
    "pinned",
    "unpinned",
    "became_admin",
    "made_admin",
    "unmade_admin",
}  # leave the thread where it stands in lists


def note_event(*, thread: Thread, what: str, by: User, people: Iterable[User] = (), **detail: Any) -> Message:
    """Write the line and tell everybody who is in the thread now. Call it in the transaction of what happened.

    `what` is a key of `chat.event_words.WORDS`; `people` are those to whom it happened, `detail` what else the
    words name. The thread takes one version, so that whoever tells of the change itself needs none of their own.
    """
    place = thread.advance(message=True, quietly=what in QUIET)
    told = {"what": what, "people": [person_ref(person) for person in people], **detail}
    message = Message(
        thread=thread, seq=place.seq, version=place.version, author=by, kind=Message.Kind.EVENT, detail=told
    )
    message.save(force_insert=True)
    with connection.cursor() as cursor:
        cursor.execute(PASSED_BY, {"seq": place.seq, "before": place.seq - 1, "thread": thread.pk})
    here = Member.objects.here().filter(thread=thread, from_seq__lt=place.seq)
    publish(
        MessageSent(**message_data(message), html=message_html(message)),
        to=list(here.values_list("person_id", flat=True)),
    )
    return message
