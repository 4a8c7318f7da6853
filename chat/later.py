"""What a person put off: their own messages to come and reminders, and nobody else's."""

from __future__ import annotations

from django.db.models import F, QuerySet
from django.http import Http404

from chat.models import Reminder, ScheduledMessage, Thread
from content.models import File
from core.rest import to_pk
from people.models import User

SCHEDULED_ORDER = ("send_at", "id")
REMINDERS_ORDER = ("remind_at", "id")


def scheduled_of(person: User) -> QuerySet[ScheduledMessage]:
    """What waits, and what could not be sent until its author has seen why."""
    open_ones = ScheduledMessage.objects.filter(author=person).exclude(state=ScheduledMessage.State.SENT)
    return open_ones.select_related("thread", "author")


def scheduled_for(person: User, pk: object) -> ScheduledMessage:
    found = ScheduledMessage.objects.filter(author=person, pk=to_pk(pk)).select_related("thread", "author").first()
    if found is None:
        raise Http404
    return found


def waiting_in(thread: Thread, person: User) -> int:
    """How many messages of this person wait in a thread."""
    waiting = ScheduledMessage.State.WAITING
    return ScheduledMessage.objects.filter(author=person, thread=thread, state=waiting).count()


def reminders_of(person: User) -> QuerySet[Reminder]:
    """Open ones, of messages the person may still see."""
    mine = Reminder.objects.filter(person=person, done_at=None, message__deleted_at=None)
    in_sight = mine.filter(
        message__thread__members__person=person,
        message__thread__members__left_at=None,
        message__seq__gt=F("message__thread__members__from_seq"),
    )
    return in_sight.select_related("message__author", "message__thread")


def reminder_for(person: User, message_id: object) -> Reminder:
    """The person's open reminder of a message they may still see."""
    found = reminders_of(person).filter(message=to_pk(message_id)).first()
    if found is None:
        raise Http404
    return found


def may_read_file(person: User, file: File) -> bool:
    """What waits with a message is its author's alone."""
    return ScheduledMessage.objects.filter(pk=file.holder or 0, author=person).exists()


def audience(scheduled: int) -> list[int]:
    return list(ScheduledMessage.objects.filter(pk=scheduled).values_list("author_id", flat=True))
