"""Seen, read, unread: on one device, and so on all of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone

from notifications import access
from notifications.events import NotificationRead
from notifications.kinds import Kind
from notifications.models import Delivery, Notification, NotificationQuerySet
from notifications.showing import Entry, entries_for
from people.models import User
from realtime.publish import publish


@transaction.atomic
def look(*, person: User, rows: Sequence[Notification]) -> list[Entry]:
    """What the person sees in these rows. What they may not see any more leaves their bell for good."""
    entries = entries_for(person, rows)
    kept = {entry.row.pk for entry in entries}
    gone = [row for row in rows if row.pk not in kept]
    if gone:
        Notification.objects.filter(pk__in=[row.pk for row in gone]).delete()
        _tell(person, [row.tag for row in gone])
    return entries


@transaction.atomic
def mark_seen(*, person: User) -> None:
    """They opened the list: what stands in it is not new any more, and needs no push."""
    access.notifications_of(person).filter(seen_at=None).update(seen_at=timezone.now())


@transaction.atomic
def read(*, notification: Notification) -> None:
    """One of them was read."""
    _read(notification.person, Notification.objects.filter(pk=notification.pk))


@transaction.atomic
def unread(*, notification: Notification) -> None:
    """Back to unread, to come back to it later."""
    if Notification.objects.filter(pk=notification.pk, read_at__isnull=False).update(read_at=None):
        _tell(notification.person, [])


@transaction.atomic
def read_about(*, person: User, about: Model) -> None:
    """The person opened the thing: all that the bell says of it is read. For apps to call; mostly costs one query."""
    _read(person, Notification.objects.filter(person=person).about(about))


@transaction.atomic(savepoint=False)
def read_where(*, person: User, where: Q) -> None:
    """The same for many things at once, those that `where` finds among the rows; costs one query too."""
    _read(person, Notification.objects.filter(where, person=person))


@transaction.atomic
def read_all(*, person: User) -> datetime:
    """Everything; the moment it happened is what `undo_read_all` wants."""
    now = timezone.now()
    _read(person, access.notifications_of(person), now=now, tell_all=True)
    return now


@transaction.atomic
def undo_read_all(*, person: User, read_at: datetime) -> None:
    """What was read together in that moment is unread again."""
    if Notification.objects.filter(person=person, read_at=read_at).update(read_at=None):
        _tell(person, [])


@transaction.atomic
def forget(*, about: Model, but: Collection[Kind] = ()) -> None:
    """The thing is gone for everyone: so is what bells say of it, and what was on its way; `but` not these kinds."""
    rows = Notification.objects.about(about).exclude(kind__in=[kind.name for kind in but])
    waiting = list(rows.unread())
    rows.delete()
    people, tags = {row.person_id for row in waiting}, sorted({row.tag for row in waiting})
    publish(NotificationRead(unread=None, tags=tags), to=people)


def _read(person: User, rows: NotificationQuerySet, *, now: datetime | None = None, tell_all: bool = False) -> None:
    found = list(rows.unread().order_by("pk"))
    if not found:
        return
    now, ids = now or timezone.now(), [row.pk for row in found]
    Notification.objects.filter(pk__in=ids).update(read_at=now, seen_at=now)
    Delivery.objects.filter(notification__in=ids, leased_until=None).delete()
    _tell(person, None if tell_all else [row.tag for row in found])


def _tell(person: User, tags: list[str] | None) -> None:
    publish(NotificationRead(unread=access.unread_count(person), tags=tags), to=[person.pk])
