"""Invites: letters that let one address in."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.user import User
from people.roles import Right

INVITE_LIVES = timedelta(days=14)
FIRST_ADMINS_INVITE_LIVES = timedelta(days=7)


class InviteQuerySet(models.QuerySet):
    def unused(self) -> InviteQuerySet:
        """Neither claimed nor revoked; may have run out, and can then be renewed."""
        return self.filter(claimed_at__isnull=True, revoked_at__isnull=True)

    def open(self, now: datetime | None = None) -> InviteQuerySet:
        return self.unused().filter(expires_at__gt=now or timezone.now())

    def visible_to(self, person: User) -> InviteQuerySet:
        """One's own; who looks after people sees all."""
        return self if person.may(Right.MANAGE_PEOPLE) else self.filter(invited_by=person)


class Invite(models.Model):
    """A letter that lets one address in. Of its link only a hash is kept."""

    address = models.EmailField(_("address"))
    role = models.CharField(_("role"), max_length=8, choices=User.Role.choices, default=User.Role.MEMBER)
    message = models.TextField(_("message"), blank=True, max_length=1000)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="en")
    invited_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="invites_sent")
    token_hash = models.CharField(max_length=64, unique=True)
    sent = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    claimed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    objects = InviteQuerySet.as_manager()

    class Meta:
        verbose_name = _("invite")
        verbose_name_plural = _("invites")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["address"],
                condition=Q(claimed_at__isnull=True, revoked_at__isnull=True),
                name="people_invite_one_unused_per_address",
            ),
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def state(self) -> str:
        """`claimed`, `revoked`, `expired` or `open`."""
        if self.claimed_at:
            return "claimed"
        if self.revoked_at:
            return "revoked"
        return "expired" if self.expires_at <= timezone.now() else "open"

    @property
    def is_new(self) -> bool:
        """Not written down yet."""
        return self._state.adding

    def new_token(self) -> str:
        """A fresh secret for the link; the one before stops working once this row is saved."""
        token = secrets.token_urlsafe(24)
        self.token_hash = token_hash(token)
        return token


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
