"""A person's own notifications; those of others are 404."""

from __future__ import annotations

from django.http import Http404

from core.rest import to_pk
from notifications.models import COUNTED, Notification, NotificationQuerySet
from people.models import User

NEWEST = ("changed_at", "pk")


def notification_for(person: User, pk: object) -> Notification:
    row = Notification.objects.visible_to(person).select_related("person").filter(pk=to_pk(pk)).first()
    if row is None:
        raise Http404
    return row


def notifications_of(person: User) -> NotificationQuerySet:
    return Notification.objects.visible_to(person)


def unread_count(person: User) -> int:
    """How many are unread; 100 means "more than 99"."""
    return Notification.objects.visible_to(person).unread()[: COUNTED + 1].count()
