"""Mails: written down in the transaction that wants them, sent by the worker with a Message-ID that never changes."""

from __future__ import annotations

import uuid
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django_tenants.utils import get_public_schema_name

from core.schema import entered


def queue_mail(*, to: str, subject: str, text: str, html: str = "", sender: str = "", key: str | None = None) -> None:
    """Send one mail through the worker, from the schema entered now.

    `sender` is a display name (the company's). With a `key`, a second call does nothing.
    """
    from jobs.tasks import send_company_mail, send_platform_mail

    task = send_platform_mail if entered() == get_public_schema_name() else send_company_mail
    task.send(
        key=key,
        to=to,
        subject=" ".join(subject.split()),
        text=text,
        html=html,
        sender=sender,
        message_id=f"<{uuid.uuid4().hex}@{settings.PUBLIC_HOST}>",
    )


def deliver(*, to: str, subject: str, text: str, html: str, sender: str, message_id: str) -> None:
    """Hand one mail to the mail server. A repeat after a kill carries the same Message-ID."""
    mail = EmailMultiAlternatives(
        subject,
        text,
        formataddr((sender, settings.MAIL_ADDRESS)) if sender else settings.DEFAULT_FROM_EMAIL,
        [to],
        headers={"Message-ID": message_id, "Auto-Submitted": "auto-generated"},
    )
    if html:
        mail.attach_alternative(html, "text/html")
    mail.send()
