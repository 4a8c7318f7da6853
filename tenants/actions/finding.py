"""“Find my company”: the page says the same to everyone; only the right mailbox learns something."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from tenants import letters
from tenants.addressees import Addressee
from tenants.mail_domains import company_of_mail_domain, domain_of
from tenants.models import Company


@transaction.atomic
def find_company(*, email: str, language: str) -> None:
    """Have the worker look and write, so that the page takes the same time for every address."""
    from tenants.tasks import mail_hosts

    mail_hosts.send(email=email, language=language)


def mail_hosts(*, email: str, language: str) -> None:
    """Mail the company's address to somebody whose mail domain is the company's; nothing to anybody else."""
    company = company_of_mail_domain(domain_of(email))
    if company is not None and company.state in {Company.State.LIVE, Company.State.SUSPENDED}:
        letters.post(Addressee(email, language), partial(letters.your_company, company))
