"""What a company's admins have on their desk: mail domains to be proven, people who ask to come in."""

from __future__ import annotations

import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.models import User

MARK = "workplace-domain="


def new_token() -> str:
    return MARK + secrets.token_hex(16)


class DomainClaimQuerySet(models.QuerySet):
    def spend_try(self, pk: int) -> bool:
        """Count a code that is about to be compared; False if none may be any more."""
        live = self.filter(pk=pk, tries__lt=DomainClaim.TRIES, code_until__gt=timezone.now()).exclude(code_hash="")
        return bool(live.update(tries=F("tries") + 1))


class DomainClaim(models.Model):
    """A mail domain this company says is its own, until it has proven it.

    It stands in the company's own schema: any company may say so, and none learns from another's claim or domain.
    """

    TRIES = 5

    domain = models.CharField(_("mail domain"), max_length=253, unique=True)
    token = models.CharField(max_length=60, default=new_token)  # to be put on the site, or into its DNS
    mailed_to = models.CharField(max_length=254, blank=True)
    code_hash = models.CharField(max_length=64, blank=True)
    code_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)

    objects = DomainClaimQuerySet.as_manager()

    class Meta:
        ordering = ["domain"]

    def __str__(self) -> str:
        return self.domain

    @property
    def code_is_out(self) -> bool:
        """Whether a code was mailed that may still be typed."""
        return bool(self.code_hash and self.code_until and self.code_until > timezone.now())

    def hash_of(self, digits: str) -> str:
        return salted_hmac(f"administration.domain:{self.token}", digits, algorithm="sha256").hexdigest()

    def code_matches(self, digits: str) -> bool:
        return constant_time_compare(self.hash_of(digits), self.code_hash)


class JoinRequestQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        return self.filter(state=JoinRequest.State.WAITING)


class JoinRequest(models.Model):
    """Somebody with a proven address of the company's who asks to come in, where sign-up asks first."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("request", "waiting")
        ACCEPTED = "accepted", pgettext_lazy("request", "accepted")
        DECLINED = "declined", pgettext_lazy("request", "declined")

    address = models.EmailField(_("address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="en")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    asked_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["state", "asked_at", "id"], name="administration_request_by_age")]

    def __str__(self) -> str:
        return self.name
