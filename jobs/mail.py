"""Mails: written down in the transaction that wants them, sent by the worker with a Message-ID that never changes."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from email.utils import formataddr
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django_tenants.utils import get_public_schema_name

from core.schema import entered


class Sender(Protocol):
    """The company whose name and colour a letter carries."""

    name: str
    colour: str

    @property
    def url(self) -> str: ...

    @property
    def logo_url(self) -> str: ...


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What a mail says, once; templates/mail/ writes it as text and as HTML."""

    subject: str
    paragraphs: tuple[str, ...] = ()
    quote: str = ""  # a person's own words
    code: str = ""
    action: str = ""  # what the button says…
    link: str = ""  # …and where it leads
    small: tuple[str, ...] = ()  # the fine print: until when, what if it was not you
    stop: str = ""  # where one click, without signing in, stops mails of this sort


def queue_letter(*, to: str, letter: Letter, company: Sender | None, key: str | None = None) -> None:
    """Send a letter through the worker, in the language that is active now."""
    queue_mail(to=to, key=key, **write(letter, company))


def deliver_letter(
    *, to: str, letter: Letter, company: Sender | None, message_id: str, connection: BaseEmailBackend | None = None
) -> None:
    """Hand a letter to the mail server now; for tasks. `connection`: one that is open already."""
    deliver(to=to, message_id=message_id, stop=letter.stop, connection=connection, **write(letter, company))


def write(letter: Letter, company: Sender | None) -> dict[str, str]:
    """Subject, both bodies and the sender's name."""
    context = {"letter": letter, "company": company, "home": company.url if company else settings.PUBLIC_URL}
    return {
        "subject": letter.subject,
        "text": render_to_string("mail/letter.txt", context).strip() + "\n",
        "html": render_to_string("mail/letter.html", context),
        "sender": company.name if company else "",
    }


def queue_mail(*, to: str, subject: str, text: str, html: str = "", sender: str = "", key: str | None = None) -> None:
    """Send one mail through the worker, from the schema entered now.

    `sender` is a display name (the company's). With a `key`, a second call does nothing.
    """
    from jobs.tasks import send_company_mail, send_platform_mail

    task = send_platform_mail if entered() == get_public_schema_name() else send_company_mail
    task.send(
        key=key,
        to=to,
        subject=subject,
        text=text,
        html=html,
        sender=sender,
        message_id=new_message_id(),
    )


def new_message_id() -> str:
    """Made when a mail is asked for, so that a repeat after a kill carries the same."""
    return f"<{uuid.uuid4().hex}@{settings.PUBLIC_HOST}>"


def deliver(
    *,
    to: str,
    subject: str,
    text: str,
    html: str,
    sender: str,
    message_id: str,
    stop: str = "",
    connection: BaseEmailBackend | None = None,
) -> None:
    """Hand one mail to the mail server. A repeat after a kill carries the same Message-ID."""
    headers = {"Message-ID": message_id, "Auto-Submitted": "auto-generated"}
    if stop:  # mail programs show a button for these two
        headers |= {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    mail = EmailMultiAlternatives(
        _one_line(subject),
        text,
        formataddr((_one_line(sender), settings.MAIL_ADDRESS)) if sender else settings.DEFAULT_FROM_EMAIL,
        [to],
        headers=headers,
        connection=connection,
    )
    if html:
        mail.attach_alternative(html, "text/html")
    mail.send()


def _one_line(words: str) -> str:
    """People's and companies' names stand in headers, and a header with two lines is never sent."""
    return " ".join(words.split())
