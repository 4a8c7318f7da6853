"""Mailing what is due and still unread. Each mail is finished by itself: a worker that dies repeats the one in flight
at most, with the Message-ID it had, and loses none."""

from __future__ import annotations

import hashlib
import logging
import smtplib
import time
from dataclasses import dataclass, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone, translation

from core.schema import entered
from jobs.mail import deliver_letter
from notifications.models import Delivery
from notifications.showing import entries_for
from notifications.stopping import stop_link
from tenants.models import Company, company_here

logger = logging.getLogger(__name__)

PORTION = 25
LEASE = timedelta(seconds=30)
RUN = 60.0
TRIES = 8


def mail_what_is_due() -> int:
    """Mail until nothing is due; returns how many rows were worked on."""
    end, done, company = time.monotonic() + RUN, 0, _sender(company_here())
    while time.monotonic() < end:
        rows = Delivery.objects.claim(Delivery.Channel.MAIL, most=PORTION, lease=LEASE)
        if not rows or not _mail(rows, company):
            break
        done += len(rows)
    return done


@dataclass(frozen=True)
class _Sender:
    """The company as letters show it, looked up once for all of them."""

    name: str
    colour: str
    url: str
    logo_url: str
    language: str


def _sender(company: Company) -> _Sender:
    return _Sender(company.name, company.colour, company.url, company.logo_url, company.language)


def _mail(rows: list[Delivery], company: _Sender) -> bool:
    """Over one connection to the mail server. False: it is away."""
    until = time.monotonic() + LEASE.total_seconds() - settings.EMAIL_TIMEOUT
    server = get_connection()
    try:
        for number, row in enumerate(rows):
            if time.monotonic() > until:
                Delivery.objects.release(rows[number:])
                return True
            if not _mail_one(row, company, server):
                Delivery.objects.release(rows[number + 1 :])
                return False
    finally:
        server.close()
    return True


def _mail_one(row: Delivery, company: _Sender, server: BaseEmailBackend) -> bool:
    notification, person = row.notification, row.notification.person
    try:
        is_deadly = row.attempts > 2 * TRIES
        if not notification.is_read and person.is_active and person.email and not is_deadly:
            language = translation.override(person.language or company.language)
            with language, timezone.override(ZoneInfo(person.time_zone)):
                _send(row, company, server)
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as refused:
        logger.warning("a mail was refused: %s", type(refused).__name__)
        _later(row)
    except (OSError, smtplib.SMTPException) as away:
        logger.warning("the mail server is away: %s", away)
        _later(row)
        return False
    except Exception:
        logger.exception("a letter could not be written")
        _later(row)
    else:
        Delivery.objects.finish([row])
    return True


def _later(row: Delivery) -> None:
    if row.attempts < TRIES:
        Delivery.objects.put_off(row, timedelta(seconds=15 * 2**row.attempts))
    else:
        Delivery.objects.finish([row])


def _send(row: Delivery, company: _Sender, server: BaseEmailBackend) -> None:
    person = row.notification.person
    for entry in entries_for(person, [row.notification]):
        if entry.kind.letter is None:
            continue
        letter = entry.kind.letter(person, row.notification, entry.shown)
        link = f"{company.url}{letter.link}" if letter.link.startswith("/") else letter.link
        server.open()
        deliver_letter(
            to=str(person.email),
            letter=replace(letter, link=link, stop=stop_link(company.url, person, entry.kind)),
            company=company,
            message_id=message_id(row),
            connection=server,
        )


def message_id(row: Delivery) -> str:
    """The same for every try; another one once it was notified again."""
    mark = f"{entered()}:{row.pk}:{row.round}"
    return f"<{hashlib.sha256(mark.encode()).hexdigest()[:32]}@{settings.PUBLIC_HOST}>"
