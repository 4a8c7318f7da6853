"""Mail domains: said to be ours, proven, given up."""

from __future__ import annotations

import secrets
from datetime import timedelta
from functools import partial

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from administration import letters, proof
from administration.actions.company import change_company, has_domain, locked
from administration.models import DomainClaim
from audit.actions import record
from core.errors import Conflict, Refusal
from core.limits import limit
from core.schema import inside_public
from jobs.mail import queue_letter
from people.models import User
from tenants.mail_domains import known_domain
from tenants.models import Company, MailDomain

CODE_LIVES = timedelta(minutes=30)
MOST_CLAIMS = 20


@transaction.atomic
def claim_domain(*, company: Company, by: User, domain: str) -> str:
    """Begin to prove a domain, and answer its name as it is kept. Saying so twice is saying so once.

    Whether it is another company's plays no part here: that would tell anybody who is listed. It is looked at when
    the domain is proven, and told to those alone who look after it.
    """
    domain = known_domain(domain)
    locked(company=company)
    with inside_public():
        if MailDomain.objects.filter(company=company, domain=domain).exists():
            return domain
    if not DomainClaim.objects.filter(domain=domain).exists():
        if DomainClaim.objects.count() >= MOST_CLAIMS:
            text = _("Prove or remove one of the domains that wait first.")
            raise Conflict("too_many", text, fields={"domain": [text]})
        DomainClaim.objects.create(domain=domain)
        record(who=by, what="administration.domain_claimed", on_whom=domain)
    return domain


def mail_code(*, company: Company, claim: DomainClaim, box: str, by: User) -> None:
    """Mail a code to one of the boxes that belong to those who look after a domain. The code before stops working."""
    if box not in proof.BOXES:
        text = _("Take one of the boxes of the list.")
        raise Refusal("box", text, fields={"box": [text]})
    limit(f"domain:mail:{claim.domain}", rate=5 / 3600, burst=5)
    limit("domain:mail", rate=20 / 3600, burst=20)
    digits = f"{secrets.randbelow(10**6):06}"
    with transaction.atomic():
        now = DomainClaim.objects.select_for_update().filter(pk=claim.pk).first()
        if now is None:  # another admin removed or proved it meanwhile
            raise Http404
        now.mailed_to, now.code_hash = f"{box}@{now.domain}", now.hash_of(digits)
        now.code_until, now.tries = timezone.now() + CODE_LIVES, 0
        now.save(update_fields=["mailed_to", "code_hash", "code_until", "tries"])
        letter = letters.domain_code(company=company, domain=now.domain, code=digits, admin=by)
        queue_letter(to=now.mailed_to, letter=letter, company=company)
        record(who=by, what="administration.domain_code_sent", on_whom=now.mailed_to)


def prove_domain(*, company: Company, claim: DomainClaim, way: str, by: User, code: str = "") -> None:
    """Look whether the domain is proven in one of the three ways; from then on it is the company's.

    Raises Refusal where it is not, and where another company of this installation has it: then nothing is kept.
    """
    checks = {
        "mail": partial(_check_code, claim, code),
        "file": partial(proof.look_at_site, claim.domain, claim.token),
        "dns": partial(proof.look_into_dns, claim.domain, claim.token),
    }
    if way not in checks:
        text = _("A domain is proven by mail, by a file or by DNS.")
        raise Refusal("way", text, fields={"way": [text]})
    limit(f"domain:prove:{claim.domain}", rate=1 / 10, burst=10)
    checks[way]()
    if not _own(company, claim, by, way):
        _drop(claim, by)
        text = _("%(domain)s is proven for another network of this installation. Please write to its operators.")
        text %= {"domain": claim.domain}
        raise Conflict("domain_taken", text, fields={"domain": [text]})


def _check_code(claim: DomainClaim, code: str) -> None:
    if not DomainClaim.objects.spend_try(claim.pk):  # committed before the comparison, whatever comes of it
        text = _("This code is too old, or was tried too often. Please ask for a new one.")
        raise Refusal("code_dead", text, fields={"code": [text]})
    claim.refresh_from_db()
    if not claim.code_matches("".join(sign for sign in code if sign.isdigit())):
        text = _("This is not the code we sent.")
        raise Refusal("code_wrong", text, fields={"code": [text]})


@transaction.atomic
def _own(company: Company, claim: DomainClaim, by: User, way: str) -> bool:
    """False where another company has it. Of two clicks the second finds it done."""
    locked(company=company)
    with inside_public():
        try:
            with transaction.atomic():
                MailDomain.objects.create(company=company, domain=claim.domain, proven_at=timezone.now())
        except IntegrityError:
            owned = MailDomain.objects.get(domain=claim.domain)
            if owned.company_id != company.pk:
                return False
            if owned.proven_at:
                return True
            owned.proven_at = timezone.now()
            owned.save(update_fields=["proven_at"])
    DomainClaim.objects.filter(pk=claim.pk).delete()
    record(who=by, what="administration.domain_proven", on_whom=claim.domain, way=way)
    return True


@transaction.atomic
def remove_domain(*, company: Company, by: User, domain: str) -> bool:
    """Nobody signs up with this domain any more; who is in stays in. With the last one sign-up is by invite only.

    False if it was not there: a second click changes nothing.
    """
    now = locked(company=company)
    claim = DomainClaim.objects.filter(domain=domain).first()
    if claim is not None:
        _drop(claim, by)
    with inside_public():
        gone, _rows = MailDomain.objects.filter(company=company, domain=domain).delete()
    if gone:
        record(who=by, what="administration.domain_removed", on_whom=domain)
        if now.sign_up != Company.SignUp.OFF and not has_domain(company=now):
            change_company(company=now, by=by, changes={"sign_up": Company.SignUp.OFF})
    return bool(gone or claim)


@transaction.atomic
def _drop(claim: DomainClaim, by: User) -> None:
    DomainClaim.objects.filter(pk=claim.pk).delete()
    record(who=by, what="administration.domain_claim_dropped", on_whom=claim.domain)
