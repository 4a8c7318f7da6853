"""Companies, their hosts and mail domains. All of it lives in the public schema."""

from __future__ import annotations

import base64
import secrets

from django.conf import settings
from django.core.cache import cache
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tenants.models import DomainMixin, TenantMixin

from core.schema import inside_public

BASE_SCHEMA = "base"  # empty product tables, migrated by each release; new companies are cloned from it


def new_schema_name() -> str:
    """`c` and ten base-32 letters: tells nothing, is never derived from the host, never reused."""
    return "c" + base64.b32encode(secrets.token_bytes(7)).decode().lower()[:10]


class CompanyQuerySet(models.QuerySet):
    def live(self) -> CompanyQuerySet:
        return self.filter(state=Company.State.LIVE)

    def with_schema(self) -> CompanyQuerySet:
        """Companies whose schema stands (suspended ones too), for migrations and sweeps."""
        return self.exclude(state=Company.State.PROVISIONING)


class Company(TenantMixin):
    """One allow-listed company; its people, feed, groups and threads live in its own schema."""

    class State(models.TextChoices):
        PROVISIONING = "provisioning", _("being set up")
        LIVE = "live", _("live")
        SUSPENDED = "suspended", _("suspended")
        CLOSED = "closed", _("closed")

    auto_create_schema = False
    auto_drop_schema = False

    schema_name = models.CharField(max_length=63, unique=True, default=new_schema_name, editable=False)
    name = models.CharField(_("name"), max_length=120)
    state = models.CharField(_("state"), max_length=16, choices=State.choices, default=State.PROVISIONING)
    paused = models.BooleanField(_("paused"), default=False, help_text=_("Reads work, writes answer 503."))
    seat_limit = models.IntegerField(_("seat limit"), null=True, blank=True)
    pilot_end = models.DateField(_("end of the pilot"), null=True, blank=True)
    country = models.CharField(_("country"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="en")
    colour = models.CharField(_("colour"), max_length=7, default="#2f6f5e")
    brand_version = models.IntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("listed"), default=timezone.now, editable=False)
    erase_at = models.DateField(_("erased on"), null=True, blank=True)

    objects = CompanyQuerySet.as_manager()

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def takes_work(self) -> bool:
        """Whether tasks may run in it now; those of a suspended company wait."""
        return self.state == self.State.LIVE

    @property
    def host(self) -> str:
        """The company's primary host name, without port."""
        with inside_public():
            return Host.objects.filter(tenant=self, is_primary=True).values_list("domain", flat=True).first() or ""

    @property
    def url(self) -> str:
        """Where its people go, e.g. `https://brema.example.com`, without a slash at the end."""
        return f"{settings.PUBLIC_SCHEME}://{self.host}{settings.PUBLIC_PORT}"


class Host(DomainMixin):
    """A host name under which one company answers."""

    class Meta:
        verbose_name = _("host")
        verbose_name_plural = _("hosts")


class MailDomain(models.Model):
    """A mail domain of a company. It belongs to one company only; `proven_at` opens domain sign-up."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="mail_domains")
    domain = models.CharField(_("mail domain"), max_length=253, unique=True)
    proven_at = models.DateTimeField(_("proven"), null=True, blank=True)

    class Meta:
        verbose_name = _("mail domain")
        verbose_name_plural = _("mail domains")
        ordering = ["domain"]

    def __str__(self) -> str:
        return self.domain


class CompanyChange(models.Model):
    """Who changed a company's state, when and why. Rows are only ever added."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="changes")
    at = models.DateTimeField(default=timezone.now)
    who = models.CharField(max_length=254)
    before = models.CharField(max_length=16, blank=True)
    after = models.CharField(max_length=16)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.who}: {self.before} → {self.after}"


# Looking a company up ------------------------------------------------------------------------------------------

HOST_SECONDS = 300


def _host_key(host: str) -> str:
    return f"host:{host}"


def company_for_host(host: str) -> Company | None:
    """The company that answers under `host` (no port, lower case), whatever its state; None if there is none.

    Cached for all processes. A change of state writes the cache (`remember_host`), a reader only ever
    adds to it: so a reader that looked before the change cannot put the old state back.
    """
    with inside_public():
        row = cache.get(_host_key(host))
        if row is None:
            found = Host.objects.select_related("tenant").filter(domain=host).first()
            row = _as_row(found.tenant) if found else {}
            cache.add(_host_key(host), row, HOST_SECONDS if found else 5)
    return _from_row(row) if row else None


def remember_hosts(company: Company) -> None:
    """Make every process see the company as it is now. Call it after the commit of a change."""
    with inside_public():
        for host in Host.objects.filter(tenant=company).values_list("domain", flat=True):
            cache.set(_host_key(host), _as_row(company), HOST_SECONDS)


def _as_row(company: Company) -> dict[str, object]:
    return {f.attname: getattr(company, f.attname) for f in Company._meta.concrete_fields}


def _from_row(row: dict[str, object]) -> Company:
    return Company.from_db("default", list(row), list(row.values()))
