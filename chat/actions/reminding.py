"""Reminders: a message rings at its reader's own bell again, at the time they chose."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chat.later import reminders_of
from chat.models import Message, Reminder
from chat.notifications import REMINDER
from chat.tasks import ring
from content.times import checked_time
from core.errors import Conflict
from notifications.actions import notify
from people.models import User

MOST_REMINDERS = 500


def remind(*, person: User, message: Message, remind_at: datetime) -> Reminder:
    """Ring at that time; one that was set for this message before rings then instead."""
    checked_time(remind_at, "remind_at")
    try:
        with transaction.atomic():
            return _remind(person, message, remind_at)
    except IntegrityError:  # two devices at once: the other one's row is there now
        with transaction.atomic():
            return _remind(person, message, remind_at)


def _remind(person: User, message: Message, remind_at: datetime) -> Reminder:
    row = Reminder.objects.select_for_update().filter(person=person, message=message, done_at=None).first()
    if row is None:
        if Reminder.objects.filter(person=person, done_at=None).count() >= MOST_REMINDERS:
            raise Conflict("too_many_reminders", _("You have %(most)s reminders already.") % {"most": MOST_REMINDERS})
        row = Reminder(person=person, message=message, remind_at=remind_at)
        row.save(force_insert=True)
    else:
        row.remind_at = remind_at
        row.save(update_fields=["remind_at"])
    at = remind_at.astimezone(UTC).isoformat()
    ring.send(key=f"chat.reminder:{row.pk}:{at}", due=remind_at, reminder=row.pk, at=at)
    return row


@transaction.atomic
def forget_reminder(*, person: User, message: Message) -> None:
    Reminder.objects.filter(person=person, message=message, done_at=None).delete()


@transaction.atomic
def remind_due(*, reminder: int, at: datetime) -> None:
    """The time has come that was chosen. Who may not see the message any more hears nothing."""
    row = Reminder.objects.select_related("person", "message").filter(pk=reminder, done_at=None, remind_at=at).first()
    if row is None:
        return
    may_see = row.person.is_active and reminders_of(row.person).filter(pk=row.pk).exists()
    taken = Reminder.objects.filter(pk=reminder, done_at=None, remind_at=at).update(done_at=timezone.now())
    if taken and may_see:
        notify(kind=REMINDER, people=[row.person_id], about=row.message)
