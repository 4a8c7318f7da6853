"""“Find my company”: the page says the same to everyone; only the right mailbox learns something."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from core.limits import limit, wait_for
from tenants import letters
from tenants.addressees import Addressee
from tenants.mail_domains import company_of_mail_domain, domain_of
from tenants.models import Company


def find_company(*, email: str, language: str, address: str) -> None:
    """Have the worker look and write, so that the page takes the same time for every address.

    A mailbox that is asked about too often hears nothing more; the page does not tell that either.
    """
    from tenants.tasks import mail_hosts

    limit(f"find:from:{address}", rate=30 / 3600, burst=30)
    if not wait_for(f"find:to:{email.lower()}", rate=3 / 3600, burst=3):
        with transaction.atomic():
            mail_hosts.send(email=email, language=language)


def mail_hosts(*, email: str, language: str) -> None:
    """Mail the company's address to somebody whose mail domain is the company's; nothing to anybody else."""
    company = company_of_mail_domain(domain_of(email))
    if company is not None and company.state in {Company.State.LIVE, Company.State.SUSPENDED}:
        letters.post(Addressee(email, language), partial(letters.your_company, company))
