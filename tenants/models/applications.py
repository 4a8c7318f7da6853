"""Applications: companies that ask to join the pilot, and the code that proves the applicant's address."""

from __future__ import annotations

import hmac
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.signing import Signer
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from tenants.countries import country_name
from tenants.models.companies import Company, MailDomain

CODE_LIFE = timedelta(minutes=10)
CODE_TRIES = 5


class ApplicationQuerySet(models.QuerySet):
    def proven(self) -> ApplicationQuerySet:
        """Whose address is proven; before that it is no application yet."""
        return self.filter(proven_at__isnull=False)

    def open(self) -> ApplicationQuerySet:
        """What an operator can decide on now, oldest first; one that was asked waits for its answer."""
        return self.proven().filter(state=Application.State.RECEIVED).order_by("proven_at", "pk")

    def undecided(self) -> ApplicationQuerySet:
        return self.proven().filter(state__in=[Application.State.RECEIVED, Application.State.ASKED])

    def with_neighbours(self) -> ApplicationQuerySet:
        """`others` from the same mail domain, and the name of the company that owns it, if one does."""
        same = Application.objects.proven().filter(domain=OuterRef("domain")).exclude(pk=OuterRef("pk"))
        count = same.order_by().values("domain").annotate(n=Count("pk")).values("n")
        owner = MailDomain.objects.filter(domain=OuterRef("domain")).values("company__name")
        namesake = Company.objects.filter(name__iexact=OuterRef("company"))
        return self.annotate(
            others=Coalesce(Subquery(count), 0), owner=Subquery(owner[:1]), has_namesake=Exists(namesake)
        )

    def spend_try(self, pk: int) -> bool:
        """Count one try at the code, before it is compared: so no burst of parallel guesses gets a sixth."""
        alive = self.filter(pk=pk, proven_at=None, tries__lt=CODE_TRIES, code_until__gt=timezone.now())
        return bool(alive.update(tries=F("tries") + 1))


class Application(models.Model):
    """A company asks to join. It has a number, and is one, once the applicant's address is proven."""

    class State(models.TextChoices):
        RECEIVED = "received", _("received")
        ASKED = "asked", _("question asked")
        LISTED = "listed", _("listed")
        DECLINED = "declined", _("declined")

    number = models.IntegerField(_("number"), null=True, unique=True, editable=False)
    company = models.CharField(_("company"), max_length=120)
    country = models.CharField(_("country"), max_length=2)
    headcount = models.IntegerField(_("people in the company"))
    email = models.EmailField(_("work address"))
    domain = models.CharField(_("mail domain"), max_length=253, db_index=True, editable=False)
    why = models.TextField(_("why you would like to join"), max_length=2000)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="en")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.RECEIVED)
    listed_as = models.ForeignKey(Company, null=True, on_delete=models.PROTECT, related_name="applications")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    proven_at = models.DateTimeField(_("received on"), null=True, editable=False)
    code_hash = models.CharField(max_length=64, blank=True, editable=False)
    code_until = models.DateTimeField(null=True, editable=False)
    tries = models.IntegerField(default=0, editable=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["proven_at", "pk"]
        indexes = [models.Index(fields=["state", "proven_at"], name="tenants_application_queue")]

    def __str__(self) -> str:
        return f"{self.number} · {self.company}" if self.number else self.company

    @property
    def key(self) -> str:
        """What stands in the secret link: the row, signed, so that no secret needs keeping."""
        return _signer().sign(str(self.pk))

    @property
    def url(self) -> str:
        return f"{settings.PUBLIC_URL}/applications/{self.key}/"

    @property
    def country_name(self) -> str:
        return country_name(self.country)

    def hash_code(self, code: str) -> str:
        return salted_hmac(f"application-code:{self.pk}", code, algorithm="sha256").hexdigest()

    def code_matches(self, code: str) -> bool:
        return hmac.compare_digest(self.code_hash, self.hash_code(code))


class ApplicationChange(models.Model):
    """Who changed an application's state, when, and the words that went with it: question, answer, reason."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField(_("when"), default=timezone.now)
    who = models.CharField(_("who"), max_length=254)
    before = models.CharField(_("before"), max_length=10, choices=Application.State.choices, blank=True)
    after = models.CharField(_("after"), max_length=10, choices=Application.State.choices)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"

    @property
    def is_question(self) -> bool:
        return self.after == Application.State.ASKED

    @property
    def is_answer(self) -> bool:
        return self.before == Application.State.ASKED and self.after == Application.State.RECEIVED


def pk_of_key(key: str) -> int | None:
    """The application a secret link names, or None if the link is not one of ours."""
    from django.core.signing import BadSignature

    try:
        return int(_signer().unsign(key))
    except (BadSignature, ValueError):
        return None


def _signer() -> Signer:
    return Signer(salt="tenants.application")


def code_fields(application: Application, code: str) -> dict[str, Any]:
    """The columns of a fresh code: ten minutes, five tries."""
    return {"code_hash": application.hash_code(code), "code_until": timezone.now() + CODE_LIFE, "tries": 0}
