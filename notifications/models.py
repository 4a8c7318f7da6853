"""What concerns a person: one row in their bell for each thing, and what is still to be pushed or mailed of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Self

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import User

MOST_ACTORS = 20  # kept by name; the count goes on
COUNTED = 99  # a badge says no more than "99+"


def thing(about: models.Model) -> tuple[str, int]:
    """How a row names what it is about: `feed.post` and its key. There is no foreign key to apps on the right."""
    return about._meta.label_lower, about.pk


class NotificationQuerySet(models.QuerySet):
    def visible_to(self, person: User) -> Self:
        """One's own, and nobody else's."""
        return self.filter(person=person)

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)

    def about(self, about: models.Model) -> Self:
        about_type, about_id = thing(about)
        return self.filter(about_type=about_type, about_id=about_id)


class Notification(models.Model):
    """Something a person should know of one thing: who did it, how often since it was last read.

    It holds no words: its kind makes them when they are read, for that reader, with rights looked at again.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    about_type = models.CharField(max_length=60)
    about_id = models.BigIntegerField()
    actors = ArrayField(models.BigIntegerField(), default=list)  # the latest first
    actor_count = models.IntegerField(default=0)
    times = models.IntegerField(default=1)
    detail = models.JSONField(default=dict)  # of the latest time: which comment, for the link
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True)  # it stood in a list they opened
    read_at = models.DateTimeField(null=True)  # they opened the thing, or said so

    objects = NotificationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "about_type", "about_id"], name="notifications_notification_once"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-changed_at", "-id"], name="notifications_newest"),
            models.Index(fields=["person"], name="notifications_unread", condition=Q(read_at=None)),
            models.Index(fields=["about_type", "about_id"], name="notifications_about"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about_type}:{self.about_id}"

    @property
    def is_read(self) -> bool:
        return self.read_at is not None

    @property
    def tag(self) -> str:
        """The same thing has the same name on every device, so a later push takes the place of the earlier."""
        return f"{self.kind}:{self.about_id}"


class Choice(models.Model):
    """That a person wants one kind by one channel, or does not; without a row the kind's own default holds."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    channel = models.CharField(max_length=8)
    wanted = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind", "channel"], name="notifications_choice_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.channel} {self.wanted}"


class DeliveryQuerySet(models.QuerySet):
    def due(self, now: datetime) -> Self:
        """What nobody works on though its time has come: still waiting, or its worker died."""
        return self.filter(Q(leased_until=None) | Q(leased_until__lte=now), due_at__lte=now)

    def claim(self, channel: str, *, most: int, lease: timedelta) -> list[Delivery]:
        """Take up to `most` to work on them; what other workers hold is left to them."""
        now = timezone.now()
        with transaction.atomic():
            free = self.due(now).filter(channel=channel).order_by("due_at")[:most]
            rows = list(free.select_for_update(skip_locked=True, of=("self",)).select_related("notification__person"))
            taken = self.filter(pk__in=[row.pk for row in rows])
            taken.update(leased_until=now + lease, attempts=F("attempts") + 1)
        for row in rows:
            row.attempts += 1
        return rows

    def finish(self, rows: Sequence[Delivery]) -> None:
        """They are sent: forget them, except what was notified again meanwhile and so is due once more."""
        each = Q()
        for row in rows:
            each |= Q(pk=row.pk, round=row.round)
        if rows and self.filter(each)._raw_delete(self.db) < len(rows):
            self.filter(pk__in=[row.pk for row in rows]).update(leased_until=None)

    def put_off(self, row: Delivery, pause: timedelta) -> None:
        """It did not work; try again after a pause."""
        mine = self.filter(pk=row.pk, round=row.round)
        if not mine.update(leased_until=None, due_at=timezone.now() + pause):
            self.filter(pk=row.pk).update(leased_until=None)

    def release(self, rows: list[Delivery]) -> None:
        """Give back what was not come to."""
        for row in rows:
            self.filter(pk=row.pk, attempts=row.attempts).update(leased_until=None, attempts=row.attempts - 1)


class Delivery(models.Model):
    """One push or mail that is still to be sent. What is done has no row; a worker that dies leaves its lease."""

    class Channel(models.TextChoices):
        PUSH = "push", _("Push")
        MAIL = "mail", _("Mail")

    notification = models.ForeignKey(Notification, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    attempts = models.IntegerField(default=0)
    round = models.IntegerField(default=1)  # grows when it is notified again while this one waits or is under way

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notification", "channel"], name="notifications_delivery_once"),
        ]
        indexes = [models.Index(fields=["channel", "due_at"], name="notifications_delivery_due")]

    def __str__(self) -> str:
        return f"{self.channel} of {self.notification_id}"


class PushKey(models.Model):
    """The company's own key pair for Web Push (VAPID), made once: devices trust what is signed with it."""

    only = models.BooleanField(default=True, unique=True, editable=False)
    private_key = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(only=True), name="notifications_pushkey_only_one")]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d}"


class PushSubscription(models.Model):
    """A device that a person lets us push to. It goes with the session in which it was made.

    `address` is where the push service takes messages for it; whoever knows it and the two secrets may write
    to the device, so it is shown to nobody.
    """

    LONGEST_ADDRESS = 1000

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="push_subscriptions")
    device = models.ForeignKey(UserSession, on_delete=models.CASCADE, related_name="+")
    address = models.CharField(max_length=LONGEST_ADDRESS, unique=True)
    public_key = models.CharField(max_length=100)
    secret = models.CharField(max_length=40)
    created_at = models.DateTimeField(default=timezone.now)
    pushed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-created_at"], name="notifications_devices")]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d}"
