"""From a form on the public host to a decision: apply, prove the address, ask, answer, list, decline."""

from __future__ import annotations

import logging
import secrets
from datetime import date, timedelta
from functools import partial

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Conflict, Refusal
from core.limits import limit
from tenants import letters
from tenants.actions.companies import list_company, set_up_company
from tenants.host_names import suggest_label
from tenants.mail_domains import domain_of, is_public_provider, public_provider_text
from tenants.models import Application, ApplicationChange, Company
from tenants.models.applications import code_fields

logger = logging.getLogger(__name__)
State = Application.State
UNPROVEN_LIVES = timedelta(days=1)
PILOT_DAYS = 90
ITSELF = "open registration"


def apply(
    *, company: str, country: str, headcount: int, email: str, why: str, language: str, address: str
) -> Application:
    """Note what somebody at `address` (the network's) filled in, and mail a code that proves the work address.

    What is known about the company plays no part, so neither the answer nor its time tells anything.
    """
    domain = domain_of(email)
    if is_public_provider(domain):
        text = public_provider_text(domain)
        raise Refusal("public_provider", text, fields={"email": [text]})
    limit(f"apply:from:{address}", rate=20 / 3600, burst=20)
    limit(f"apply:to:{email.lower()}", rate=5 / 3600, burst=5)
    with transaction.atomic():
        application = Application.objects.create(
            company=company,
            country=country,
            headcount=headcount,
            email=email,
            domain=domain,
            why=why,
            language=language,
        )
        _mail_code(application)
    return application


def send_code(*, application: Application) -> None:
    """Another code; the one before stops working."""
    limit(f"apply:again:{application.pk}", rate=1 / 600, burst=3)
    limit(f"apply:to:{application.email.lower()}", rate=5 / 3600, burst=5)
    with transaction.atomic():
        _mail_code(application)


def _mail_code(application: Application) -> None:
    digits = f"{secrets.randbelow(10**6):06}"
    for field, value in code_fields(application, digits).items():
        setattr(application, field, value)
    application.save(update_fields=["code_hash", "code_until", "tries"])
    letters.post_applicant(application, partial(letters.code, application, digits))


def prove(*, application: Application, digits: str) -> None:
    """The code was right: from here on it is an application, with a number. Raises Refusal if it was not."""
    if not Application.objects.spend_try(application.pk):  # committed before the comparison, whatever comes of it
        text = _("This code is too old, or was tried too often. Please ask for a new one.")
        raise Refusal("code_dead", text, fields={"code": [text]})
    application.refresh_from_db()
    if not application.code_matches(digits):
        text = _("This is not the code we sent.")
        raise Refusal("code_wrong", text, fields={"code": [text]})
    with transaction.atomic():
        _receive(application)


def _receive(application: Application) -> None:
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE tenants_application IN SHARE ROW EXCLUSIVE MODE")  # numbers without gaps
    application.refresh_from_db()
    if application.proven_at:
        return
    application.number = (Application.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    application.proven_at, application.code_hash = timezone.now(), ""
    application.save(update_fields=["number", "proven_at", "code_hash"])
    ApplicationChange.objects.create(application=application, who=application.email, after=State.RECEIVED)
    letters.post_applicant(application, partial(letters.received, application))
    if settings.REGISTRATION == "open":
        from tenants.tasks import list_itself

        list_itself.send(application=application.pk)


@transaction.atomic
def ask(*, application: Application, question: str, who: str) -> None:
    """Ask the applicant something; the application waits for the answer."""
    _move(application, [State.RECEIVED, State.ASKED], State.ASKED, who, question)
    letters.post_applicant(application, partial(letters.asked, application, question))


@transaction.atomic
def answer(*, application: Application, text: str) -> None:
    """The applicant's answer brings the application back into the queue, at its old place."""
    _move(application, [State.ASKED], State.RECEIVED, application.email, text)


@transaction.atomic
def decline(*, application: Application, reason: str, who: str) -> None:
    """Say no, with the reason the applicant reads."""
    _move(application, [State.RECEIVED, State.ASKED], State.DECLINED, who, reason)
    letters.post_applicant(application, partial(letters.declined, application, reason))


@transaction.atomic
def list_application(
    *,
    application: Application,
    who: str,
    host: str,
    mail_domains: list[str],
    seat_limit: int | None,
    pilot_end: date | None,
    language: str,
    name: str = "",
    why: str = "",
) -> Company:
    """Put the applicant's company on the list and have its network made; the applicant becomes its first admin."""
    _move(application, [State.RECEIVED, State.ASKED], State.LISTED, who, why)
    company = list_company(
        name=name or application.company,
        host=host,
        mail_domains=mail_domains,
        who=who,
        why=why or _("Application number %(number)s") % {"number": application.number},
        language=language,
        country=application.country,
        seat_limit=seat_limit,
        pilot_end=pilot_end,
        admin_email=application.email,
    )
    application.listed_as = company
    application.save(update_fields=["listed_as"])
    letters.post_applicant(application, partial(letters.listed, application, company))
    set_up_company(company=company)
    return company


def list_itself(*, application: int) -> None:
    """Open registration: a proven application needs no operator, unless something stands in its way."""
    found = Application.objects.open().filter(pk=application).first()
    if found is None:
        return
    try:
        list_application(
            application=found,
            who=ITSELF,
            host=suggest_label(found.company, found.domain),
            mail_domains=[found.domain],
            seat_limit=None,
            pilot_end=None,
            language=found.language,
        )
    except Refusal as refusal:  # its domain is listed already, or the places are taken: for an operator to decide
        logger.info("application %s waits for an operator: %s", found.number, refusal)


def forget_unproven() -> int:
    """Drop what was filled in and never proven."""
    gone, _rows = Application.objects.filter(proven_at=None, created_at__lt=timezone.now() - UNPROVEN_LIVES).delete()
    return gone


def _move(application: Application, allowed: list[str], to: str, who: str, text: str) -> None:
    """Change the state under the row's lock, so that two operators cannot both decide."""
    now = Application.objects.proven().select_for_update().get(pk=application.pk)
    if now.state not in allowed:
        raise Conflict(
            "decided", _("Somebody was faster: this application is %(state)s.") % {"state": now.get_state_display()}
        )
    application.state = to
    application.save(update_fields=["state"])
    ApplicationChange.objects.create(application=application, who=who, before=now.state, after=to, text=text)
