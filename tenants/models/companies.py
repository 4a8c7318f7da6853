"""Companies, their hosts, mail domains and history."""

from __future__ import annotations

import base64
import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_tenants.models import DomainMixin, TenantMixin

from core.schema import inside_public
from tenants.countries import country_name

BASE_SCHEMA = "base"  # empty product tables, migrated by each release; new companies are cloned from it


def new_schema_name() -> str:
    """`c` and ten base-32 letters: tells nothing, is never derived from the host, never reused."""
    return "c" + base64.b32encode(secrets.token_bytes(7)).decode().lower()[:10]


def logo_path(company: Company, name: str) -> str:
    """`<schema>/brand/<name>`: the schema first, as with every file of a company."""
    return f"{company.schema_name}/brand/{name}"


GROUP_KINDS = ("open", "closed", "secret")  # of groups, which stand to the right of this


class CompanyQuerySet(models.QuerySet):
    def live(self) -> CompanyQuerySet:
        return self.filter(state=Company.State.LIVE)

    def taking_work(self) -> CompanyQuerySet:
        """Companies whose tasks may run now."""
        return self.live().filter(paused=False)

    def with_schema(self) -> CompanyQuerySet:
        """Companies whose schema stands (suspended and closed ones too), for migrations and counts."""
        return self.filter(provisioned_at__isnull=False)

    def in_the_pilot(self) -> CompanyQuerySet:
        """Those that hold one of the pilot's places."""
        return self.exclude(state=Company.State.CLOSED)


class Company(TenantMixin):
    """One allow-listed company; its people, feed, groups and threads live in its own schema."""

    class State(models.TextChoices):
        PROVISIONING = "provisioning", _("being set up")
        LIVE = "live", _("live")
        SUSPENDED = "suspended", _("suspended")
        CLOSED = "closed", _("closed")

    class SignUp(models.TextChoices):
        JOINS = "joins", _("joins at once")
        ASKS = "asks", _("asks first")
        OFF = "off", _("by invite only")

    class GroupMakers(models.TextChoices):
        EVERYBODY = "everybody", _("everybody")
        EDITORS = "editors", _("who looks after contents")

    auto_create_schema = False
    auto_drop_schema = False

    schema_name = models.CharField(max_length=63, unique=True, default=new_schema_name, editable=False)
    name = models.CharField(_("name"), max_length=120)
    state = models.CharField(_("state"), max_length=16, choices=State.choices, default=State.PROVISIONING)
    paused = models.BooleanField(_("paused"), default=False, help_text=_("Reads work, writes answer 503."))
    seat_limit = models.IntegerField(_("seat limit"), null=True, blank=True)
    pilot_end = models.DateField(_("end of the pilot"), null=True, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="en")
    colour = models.CharField(_("colour"), max_length=7, default="#2f6f5e")
    logo = models.ImageField(_("logo"), upload_to=logo_path, blank=True, editable=False)
    brand_version = models.IntegerField(default=1, editable=False)
    set_up_at = models.DateTimeField(null=True, editable=False)  # its admins put the list of first steps away
    sign_up = models.CharField(
        _("with an address of a proven mail domain one"), max_length=8, choices=SignUp.choices, default=SignUp.JOINS
    )
    second_factor_required = models.BooleanField(_("a second factor is required"), default=False)
    group_makers = models.CharField(
        max_length=10, choices=GroupMakers.choices, default=GroupMakers.EVERYBODY, editable=False
    )
    group_kinds = models.CharField(max_length=40, default=",".join(GROUP_KINDS), editable=False)  # that may be made
    admin_email = models.EmailField(_("first admin"), blank=True)
    why_shut = models.TextField(_("reason shown to its people"), blank=True, editable=False)
    pilot_told = models.IntegerField(null=True, editable=False)  # how many days were left at the last notice
    created_at = models.DateTimeField(_("listed"), default=timezone.now, editable=False)
    provisioned_at = models.DateTimeField(_("set up"), null=True, editable=False)
    erase_at = models.DateField(_("erased from"), null=True, blank=True, editable=False)

    objects = CompanyQuerySet.as_manager()

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def kinds_to_make(self) -> list[str]:
        """The kinds of groups that may be made."""
        return self.group_kinds.split(",")

    @property
    def takes_work(self) -> bool:
        """Whether tasks may run in it now; those of a suspended or paused company wait."""
        return self.state == self.State.LIVE and not self.paused

    @property
    def takes_sign_in(self) -> bool:
        """Whether its people may sign in, be it only to read why it is suspended."""
        return self.state in {self.State.LIVE, self.State.SUSPENDED} and not self.paused

    @property
    def host(self) -> str:
        """The company's primary host name, without port."""
        with inside_public():
            return Host.objects.filter(tenant=self, is_primary=True).values_list("domain", flat=True).first() or ""

    @property
    def country_name(self) -> str:
        return country_name(self.country)

    @property
    def logo_url(self) -> str:
        """Where everybody may see the logo, for mails and apps; empty without one."""
        return f"{self.url}/icon-192.png?v={self.brand_version}" if self.logo else ""

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
    """What operators did to a company: who, what, when and why. Rows are only ever added."""

    class What(models.TextChoices):
        LISTED = "listed", _("listed")
        PROVISIONED = "provisioned", _("set up")
        SUSPENDED = "suspended", _("suspended")
        RESUMED = "resumed", _("resumed")
        CLOSED = "closed", _("closed")
        PAUSED = "paused", _("paused")
        UNPAUSED = "unpaused", _("writing switched on again")
        EDITED = "edited", pgettext_lazy("company", "edited")
        ADMIN_INVITED = "admin_invited", _("link for an admin sent")
        DOMAIN_ADDED = "domain_added", _("mail domain added")
        DOMAIN_REMOVED = "domain_removed", _("mail domain removed")

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="changes")
    at = models.DateTimeField(_("when"), default=timezone.now)
    who = models.CharField(_("who"), max_length=254)
    what = models.CharField(_("what"), max_length=20, choices=What.choices)
    before = models.CharField(_("before"), max_length=254, blank=True)
    after = models.CharField(_("after"), max_length=254, blank=True)
    why = models.TextField(_("why"), blank=True)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_what_display()} · {self.who}"

    @property
    def before_text(self) -> str:
        return _in_words(self.before)

    @property
    def after_text(self) -> str:
        return _in_words(self.after)


def _in_words(value: str) -> str:
    """A state as people call it; hosts, addresses and terms as they are."""
    return str(dict(Company.State.choices).get(value, value))


class ProvisionStep(models.Model):
    """One step of setting a company up, as the operators see it. Written anew by each attempt."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="steps")
    place = models.IntegerField()
    name = models.CharField(max_length=20)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["company", "name"], name="tenants_step_once_per_company")]

    def __str__(self) -> str:
        return f"{self.name} {self.state}"

    @property
    def seconds(self) -> float | None:
        """How long it took, where it has ended."""
        return (self.ended_at - self.started_at).total_seconds() if self.started_at and self.ended_at else None


class CompanyCounts(models.Model):
    """What the operators' list shows of a company; gathered by a task, never across schemas on a request."""

    company = models.OneToOneField(Company, on_delete=models.CASCADE, primary_key=True, related_name="counts")
    people = models.BigIntegerField(_("people"), default=0)
    active = models.BigIntegerField(_("active in 7 days"), default=0)
    messages = models.BigIntegerField(_("messages"), default=0)
    storage = models.BigIntegerField(_("storage"), default=0)
    counted_at = models.DateTimeField(_("counted"), default=timezone.now)

    class Meta:
        verbose_name = _("counts")
        verbose_name_plural = _("counts")

    def __str__(self) -> str:
        return f"{self.people} / {self.active} / {self.messages}"
