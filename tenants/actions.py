"""What operators do with companies: list, suspend, resume, close."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from tenants import hooks
from tenants.models import Company, CompanyChange, Host, MailDomain, remember_hosts

ERASE_AFTER = timedelta(days=90)


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
) -> Company:
    """Put a company on the list; it is being set up until `provision` is through. Hosts and domains are unique."""
    company = Company.objects.create(
        name=name, language=language, country=country, seat_limit=seat_limit, pilot_end=pilot_end
    )
    Host.objects.create(domain=host.lower(), tenant=company, is_primary=True)
    for domain in mail_domains:
        MailDomain.objects.create(company=company, domain=domain.lower(), proven_at=timezone.now())
    CompanyChange.objects.create(company=company, who=who, after=company.state, why=why)
    return company


@transaction.atomic
def change_state(*, company: Company, to: str, who: str, why: str) -> None:
    """Move a company to another state, at every door at once: pages, API, tasks, open sockets."""
    before = company.state
    company.state = to
    company.erase_at = timezone.localdate() + ERASE_AFTER if to == Company.State.CLOSED else None
    company.save(update_fields=["state", "erase_at"])
    CompanyChange.objects.create(company=company, who=who, before=before, after=to, why=why)
    transaction.on_commit(lambda: remember_hosts(company))  # before sockets close, or they come back in
    hooks.company_doors_changed(company=company)
