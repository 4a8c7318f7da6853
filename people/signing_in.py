"""Signing somebody in who has proven who they are outside allauth's own pages."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse

from people.models import User


def sign_in(request: HttpRequest, person: User, *, by: str, to: str | None = None) -> HttpResponse:
    """Through allauth's stages, so that a second factor is asked for where there is one."""
    record_authentication(request, person, method=by, email=person.email)
    return perform_login(request, person, redirect_url=to, email=person.email)
