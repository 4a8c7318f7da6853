"""What operators do with companies: list, set up, suspend, resume, close, pause, edit."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Conflict, Refusal
from core.schema import inside
from tenants import hooks
from tenants.host_names import free_host
from tenants.mail_domains import free_domain
from tenants.models import Company, CompanyChange, Host, MailDomain, remember_hosts

ERASE_AFTER = timedelta(days=90)
What = CompanyChange.What
STATE_CHANGES: dict[str, What] = {
    Company.State.LIVE: What.RESUMED,
    Company.State.SUSPENDED: What.SUSPENDED,
    Company.State.CLOSED: What.CLOSED,
}


@transaction.atomic
def list_company(
    *,
    name: str,
    host: str,
    mail_domains: list[str],
    who: str,
    why: str = "",
    language: str = "en",
    country: str = "",
    seat_limit: int | None = None,
    pilot_end: date | None = None,
    admin_email: str = "",
) -> Company:
    """Put a company on the list; its network is made by `set_up_company`. Hosts and domains are unique.

    Raises Refusal where the pilot is full, the host reserved or taken, or a domain not the company's to have.
    """
    _one_at_a_time()
    check_place()
    host, domains = free_host(host), [free_domain(domain) for domain in dict.fromkeys(mail_domains)]
    company = Company.objects.create(
        name=name,
        language=language,
        country=country,
        seat_limit=seat_limit,
        pilot_end=pilot_end,
        admin_email=admin_email.lower(),
    )
    Host.objects.create(domain=host, tenant=company, is_primary=True)
    for domain in domains:
        MailDomain.objects.create(company=company, domain=domain, proven_at=timezone.now())
    _note(company, who, What.LISTED, why, after=host)
    return company


def check_place(*, wanted: int = 1) -> None:
    """Raises Conflict unless the pilot has so many places left."""
    taken = Company.objects.in_the_pilot().count()
    if taken + wanted > settings.PILOT_SIZE:
        raise Conflict(
            "pilot_full",
            _("The pilot is full: %(taken)s of %(size)s places are taken. Close a company, or raise PILOT_SIZE.")
            % {"taken": taken, "size": settings.PILOT_SIZE},
        )


@transaction.atomic
def set_up_company(*, company: Company) -> None:
    """Have the worker make the company's network; also the way to try again after a failure."""
    from tenants.tasks import set_up

    set_up.send(company=company.pk)


@transaction.atomic
def change_state(*, company: Company, to: str, who: str, why: str, shown: str = "") -> None:
    """Move a company to another state, at every door at once: pages, API, tasks, open sockets.

    `shown` is the reason its people read; `why` is for operators and the company's own log.
    """
    company.refresh_from_db()
    before = company.state
    if to == before:
        return
    _check_move(company, to)
    company.state = to
    company.why_shut = shown if to == Company.State.SUSPENDED else ""
    company.erase_at = timezone.localdate() + ERASE_AFTER if to == Company.State.CLOSED else None
    company.save(update_fields=["state", "why_shut", "erase_at"])
    what = What.PROVISIONED if before == Company.State.PROVISIONING and to == "live" else STATE_CHANGES[to]
    _note(company, who, what, why, before=before, after=to)
    _tell_all_processes(company)
    hooks.company_doors_changed(company=company)


def _check_move(company: Company, to: str) -> None:
    if to == Company.State.PROVISIONING:
        raise Conflict("state", _("A company is set up once."))
    if to != Company.State.CLOSED and company.provisioned_at is None:
        raise Conflict("not_set_up", _("This company is not set up yet."))
    if to == Company.State.LIVE and company.pilot_end and company.pilot_end < timezone.localdate():
        raise Conflict("pilot_over", _("The pilot of this company is over. Give it a new end first."))


@transaction.atomic
def pause(*, company: Company, paused: bool, who: str, why: str) -> None:
    """Make a company read-only for a move or a restore, or writable again."""
    company.paused = paused
    company.save(update_fields=["paused"])
    _note(company, who, What.PAUSED if paused else What.UNPAUSED, why)
    _tell_all_processes(company)
    hooks.company_doors_changed(company=company)


@transaction.atomic
def edit_company(
    *,
    company: Company,
    who: str,
    why: str,
    name: str,
    seat_limit: int | None,
    pilot_end: date | None,
    language: str,
    country: str,
) -> None:
    """Change what operators may change; a new end of the pilot is announced anew."""
    company.refresh_from_db()
    wanted = {
        "name": name,
        "seat_limit": seat_limit,
        "pilot_end": pilot_end,
        "language": language,
        "country": country,
    }
    changed = {field: value for field, value in wanted.items() if getattr(company, field) != value}
    if not changed:
        return
    before = ", ".join(f"{field}: {getattr(company, field)}" for field in changed)
    if "pilot_end" in changed:
        changed["pilot_told"] = None
    for field, value in changed.items():
        setattr(company, field, value)
    company.save(update_fields=[*changed])
    after = ", ".join(f"{field}: {value}" for field, value in changed.items() if field != "pilot_told")
    _note(company, who, What.EDITED, why, before=before[:254], after=after[:254])
    _tell_all_processes(company)


@transaction.atomic
def invite_admin(*, company: Company, email: str, who: str, why: str = "") -> None:
    """Send a link of seven days that makes `email` an admin: the first one anew, or a second one."""
    if company.provisioned_at is None:
        raise Conflict("not_set_up", _("This company is not set up yet."))
    if company.state != Company.State.LIVE:
        raise Conflict("not_live", _("Resume the company first: behind a closed door the link would not open."))
    if not company.admin_email:
        company.admin_email = email
        company.save(update_fields=["admin_email"])
    with inside(company):
        hooks.admin_link_wanted(company=company, email=email.lower())
    _note(company, who, What.ADMIN_INVITED, why, after=email)


@transaction.atomic
def add_mail_domain(*, company: Company, domain: str, who: str, why: str = "") -> None:
    """Give a company one more mail domain; the operator vouches for it. Raises Refusal if it is not to be had."""
    domain = free_domain(domain)
    try:
        with transaction.atomic():
            MailDomain.objects.create(company=company, domain=domain, proven_at=timezone.now())
    except IntegrityError:  # another operator was faster
        raise Conflict("mail_domain", _("%(domain)s was just taken.") % {"domain": domain}) from None
    _note(company, who, What.DOMAIN_ADDED, why, after=domain)


@transaction.atomic
def remove_mail_domain(*, company: Company, domain: str, who: str, why: str = "") -> None:
    """Nobody signs up with this domain any more; who is in stays in."""
    gone, _rows = MailDomain.objects.filter(company=company, domain=domain).delete()
    if not gone:
        raise Refusal("mail_domain", _("%(domain)s is not a mail domain of this company.") % {"domain": domain})
    _note(company, who, What.DOMAIN_REMOVED, why, before=domain)


def _one_at_a_time() -> None:
    """Two listings at once must not both get the last place, or the same host: until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE tenants_company IN SHARE ROW EXCLUSIVE MODE")


def _note(company: Company, who: str, what: str, why: str, before: str = "", after: str = "") -> None:
    """In the operators' history, and in the company's own log once it has one."""
    CompanyChange.objects.create(company=company, who=who, what=what, before=before, after=after, why=why)
    if company.provisioned_at is not None:
        with inside(company):
            hooks.company_changed(company=company, who=who, what=f"company_{what}", why=why, before=before, after=after)


def _tell_all_processes(company: Company) -> None:
    """On commit. To be asked for before sockets are told to close, or they would come back in."""
    transaction.on_commit(lambda: remember_hosts(company))
