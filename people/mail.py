"""What the worker answers an address that knocked."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone, translation

from core.schema import inside_public
from jobs.mail import Letter, deliver_letter
from people import letters
from people.access import Door, Standing, standing_of
from people.models import User
from tenants.models import Company, company_here

CODE_LIVES = timedelta(minutes=10)


def answer_sign_up(*, address: str, code: str, language: str, asked_at: str, message_id: str) -> None:
    """A code for those who may come in (or are in), a kind word for those who could be, silence for the rest."""
    if _too_late(asked_at):
        return
    company = company_here()
    standing = standing_of(company, address)
    with translation.override(_language(standing, language)):
        if standing.door in {Door.MEMBER, Door.WELCOME, Door.ASKS}:
            letter = letters.sign_up_code(company=company, code=code)
        else:
            letter = _kind_word(company, standing)
        _post(letter, to=address, company=company, message_id=message_id)


def answer_in_company(
    *, kind: str, address: str, language: str, code: str, detail: dict[str, str], asked_at: str, message_id: str
) -> None:
    if code and _too_late(asked_at):
        return
    company = company_here()
    standing = standing_of(company, address)
    with translation.override(_language(standing, language)):
        if kind != "unknown_account":
            letter = letters.account(kind, code=code, **detail)
        elif standing.door is Door.WELCOME:
            letter = letters.no_account_yet(company=company, link=f"{company.url}/accounts/signup/")
        elif standing.door is Door.ASKS:
            letter = letters.may_ask(company=company, link=f"{company.url}/accounts/signup/")
        else:
            letter = _kind_word(company, standing)
        _post(letter, to=address, company=company, message_id=message_id)


def answer_operator(
    *, kind: str, address: str, language: str, code: str, detail: dict[str, str], asked_at: str, message_id: str
) -> None:
    """On the public host only operators have accounts; others hear nothing."""
    if code and _too_late(asked_at):
        return
    with inside_public(), translation.override(language):
        letter = None if kind == "unknown_account" else letters.account(kind, code=code, **detail)
        _post(letter, to=address, company=None, message_id=message_id)


def _too_late(asked_at: str) -> bool:
    """The task waited (a suspended company, a stopped worker) and the code is dead: a mail would only puzzle."""
    return timezone.now() - datetime.fromisoformat(asked_at) > CODE_LIVES


def _kind_word(company: Company, standing: Standing) -> Letter | None:
    if standing.door is Door.ELSEWHERE and standing.elsewhere is not None:
        return letters.other_host(here=company, company=standing.elsewhere)
    if standing.door is Door.FULL:
        return letters.full(company=company)
    if standing.door is Door.UNINVITED:
        return letters.uninvited(company=company)
    if standing.door is Door.LEFT:
        return letters.left(company=company)
    return None


def _language(standing: Standing, asked: str) -> str:
    person: User | None = standing.person
    return (person.language if person else "") or asked


def _post(letter: Letter | None, *, to: str, company: Company | None, message_id: str) -> None:
    if letter is not None:
        deliver_letter(to=to, letter=letter, company=company, message_id=message_id)
