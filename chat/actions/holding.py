"""Looking before writing: a message as it is while nobody else can change it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chat.models import Message, Thread
from core.errors import Conflict


def held(*, message: Message) -> Message:
    """The message as it is now, its thread locked until the transaction ends: always the thread first."""
    thread = Thread.objects.select_for_update(no_key=True).get(pk=message.thread_id)
    fresh: Message = Message.objects.shown().get(pk=message.pk)
    fresh.thread = thread
    if fresh.deleted_at:
        raise Conflict("deleted", _("This message was removed meanwhile."))
    return fresh
