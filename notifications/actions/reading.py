"""Seen, read, unread: on one device, and so on all of them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from notifications import access
from notifications.events import NotificationRead
from notifications.models import Delivery, Notification, NotificationQuerySet
from people.models import User
from realtime.publish import publish


@transaction.atomic
def mark_seen(*, person: User) -> None:
    """They opened the list: what stands in it is not new any more, and needs no push."""
    Notification.objects.filter(person=person, seen_at=None).update(seen_at=timezone.now())


@transaction.atomic
def read(*, notification: Notification) -> None:
    """One of them was read."""
    _read(notification.person, Notification.objects.filter(pk=notification.pk))


@transaction.atomic
def read_about(*, person: User, about: Model) -> None:
    """The person opened the thing: all that the bell says of it is read. For apps to call; costs one query mostly."""
    _read(person, Notification.objects.filter(person=person).about(about))


@transaction.atomic
def read_all(*, person: User) -> list[int]:
    """Everything; returns which rows, so that it can be undone."""
    return _read(person, Notification.objects.filter(person=person), tell_all=True)


@transaction.atomic
def unread(*, person: User, ids: Iterable[int]) -> None:
    """Back to unread: one of them, or what `read_all` read."""
    rows = Notification.objects.filter(person=person, pk__in=list(ids), read_at__isnull=False)
    if rows.update(read_at=None):
        _tell(person, [])


@transaction.atomic
def forget(*, about: Model) -> None:
    """The thing is gone for everyone: so is what bells say of it, and what was on its way."""
    rows = Notification.objects.about(about)
    waiting = list(rows.unread())
    rows.delete()
    people, tags = {row.person_id for row in waiting}, sorted({row.tag for row in waiting})
    publish(NotificationRead(unread=None, tags=tags), to=people)


def _read(person: User, rows: NotificationQuerySet, *, tell_all: bool = False) -> list[int]:
    found = list(rows.unread().order_by("pk"))
    if not found:
        return []
    now, ids = timezone.now(), [row.pk for row in found]
    Notification.objects.filter(pk__in=ids).update(read_at=now, seen_at=now)
    Delivery.objects.filter(notification__in=ids, leased_until=None).delete()
    _tell(person, None if tell_all else [row.tag for row in found])
    return ids


def _tell(person: User, tags: list[str] | None) -> None:
    publish(NotificationRead(unread=access.unread_count(person), tags=tags), to=[person.pk])
