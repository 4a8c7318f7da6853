"""Messages on the bar above their thread: any member may put one there and take it off."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from chat.actions.happenings import note_event
from chat.actions.saying import must_be_said
from chat.actions.threads import lock
from chat.events import PinsChanged
from chat.models import Member, Message, Pin, Thread
from chat.peace import must_be_free_to_write
from core.errors import Conflict, Refusal
from people.models import User
from realtime.publish import publish

MOST = 50


@transaction.atomic
def pin_message(*, message: Message, by: User) -> tuple[Pin, bool]:
    """The pin and whether it is new; a line between the messages tells who pinned."""
    must_be_said(message=message)
    thread = message.thread
    lock(thread=thread, by=by)
    must_be_free_to_write(thread, by)
    if Message.objects.filter(pk=message.pk).exclude(deleted_at=None).exists():
        raise Conflict("deleted", _("This message was removed meanwhile."))
    known = Pin.objects.filter(message=message).select_related("by").first()
    if known:
        return known, False
    if Pin.objects.filter(thread=thread, message__deleted_at=None).count() >= MOST:
        raise Refusal("too_many", _("At most %(most)s messages can be pinned. Unpin one first.") % {"most": MOST})
    pin = Pin.objects.create(message=message, thread=thread, by=by)
    note_event(thread=thread, what="pinned", by=by, message=str(message.pk))
    _tell(thread, message)
    return pin, True


@transaction.atomic
def unpin_message(*, message: Message, by: User) -> None:
    thread = message.thread
    lock(thread=thread, by=by)
    must_be_free_to_write(thread, by)
    if Pin.objects.filter(message=message).delete()[0]:
        thread.advance(quietly=True)
        _tell(thread, message)


def _tell(thread: Thread, message: Message) -> None:
    """To those who see the message; what is pinned they ask for."""
    here = Member.objects.here().filter(thread=thread, from_seq__lt=message.seq)
    publish(
        PinsChanged(thread=str(thread.pk), version=thread.version), to=list(here.values_list("person_id", flat=True))
    )
