"""Devices that may be pushed to: they come and go with their session."""

from __future__ import annotations

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from notifications.models import Delivery, PushSubscription
from notifications.tasks import mail, push, test_push
from people.models import User

MOST = 20  # devices of one person; the oldest goes


@transaction.atomic
def subscribe(*, person: User, device: UserSession, address: str, public_key: str, secret: str) -> PushSubscription:
    """Push to this device from now on. A browser that somebody else used before is theirs no more."""
    kept, _is_new = PushSubscription.objects.update_or_create(
        address=address,
        defaults={
            "person": person,
            "device": device,
            "public_key": public_key,
            "secret": secret,
            "created_at": timezone.now(),
        },
    )
    mine = PushSubscription.objects.filter(person=person).order_by("-created_at", "-pk")
    PushSubscription.objects.filter(pk__in=list(mine.values_list("pk", flat=True)[MOST:])).delete()
    return kept


@transaction.atomic
def unsubscribe(*, subscription: PushSubscription) -> None:
    subscription.delete()


@transaction.atomic
def send_test(*, subscription: PushSubscription) -> None:
    """One push to one device, now."""
    test_push.send(subscription=subscription.pk)


def end_for(*, person: User) -> None:
    """They left: their devices hear nothing more, and what was on its way stays here."""
    PushSubscription.objects.filter(person=person).delete()
    Delivery.objects.filter(notification__person=person).delete()


def hand_over_due(*, now: datetime) -> None:
    """The sweep asks: wake the worker for what became due, or was left by one that died."""
    turn = int(now.timestamp()) // 10
    due = set(Delivery.objects.due(now).values_list("channel", flat=True).distinct())
    if Delivery.Channel.PUSH in due:
        push.send(key=f"notifications.push:{turn}")
    if Delivery.Channel.MAIL in due:
        mail.send(key=f"notifications.mail:{turn}")
