"""How allauth behaves in a company, and for operators on the public host."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.template.loader import render_to_string

from jobs.mail import queue_mail


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Operators are added by `manage.py operator add` only."""
        return request.company is not None

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Through the worker: so a reply takes the same time whether or not a mail goes out."""
        company = self.request.company
        context = {**context, "company": company}
        queue_mail(
            to=email,
            subject=render_to_string(f"{template_prefix}_subject.txt", context),
            text=render_to_string(f"{template_prefix}_message.txt", context),
            sender=company.name if company else "",
        )
