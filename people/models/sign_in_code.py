"""Codes shown on a signed-in screen that sign in a phone."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.invite import token_hash
from people.models.user import User

SIGN_IN_CODE_LIVES = timedelta(minutes=5)
STATES = ("open", "used", "expired")


class SignInCodeQuerySet(models.QuerySet):
    def unused(self) -> SignInCodeQuerySet:
        return self.filter(used_at__isnull=True)

    def open(self, now: datetime | None = None) -> SignInCodeQuerySet:
        return self.unused().filter(expires_at__gt=now or timezone.now(), person__is_active=True)


class SignInCode(models.Model):
    """One QR code: signs one phone in as its person, once. Of its link only a hash is kept.

    It hangs on the device that showed it, and goes with it when that signs out.
    """

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    shown_on = models.ForeignKey(UserSession, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_by = models.CharField(
        max_length=300, blank=True, help_text="What the browser or app that used it calls itself."
    )

    objects = SignInCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign-in code")
        verbose_name_plural = _("sign-in codes")

    def __str__(self) -> str:
        return f"{self.person} {self.created_at:%Y-%m-%d %H:%M}"

    @property
    def state(self) -> str:
        """`open`, `used` or `expired`."""
        if self.used_at:
            return "used"
        return "expired" if self.expires_at <= timezone.now() else "open"

    @staticmethod
    def new_token() -> tuple[str, str]:
        """A secret for the link, and the hash of it to keep."""
        token = secrets.token_urlsafe(24)
        return token, token_hash(token)
