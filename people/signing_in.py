"""Signing somebody in who has proven who they are outside allauth's own pages."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.headless.internal.sessionkit import new_session
from django.http import HttpRequest, HttpResponse

from people.models import SignInCode, User

BY_CODE = "sign_in_code"


def sign_in(request: HttpRequest, person: User, *, by: str, to: str | None = None) -> HttpResponse:
    """Through allauth's stages, so that a second factor is asked for where there is one."""
    record_authentication(request, person, method=by, email=person.email)
    return perform_login(request, person, redirect_url=to, email=person.email)


def sign_in_phone(request: HttpRequest, code: SignInCode) -> HttpResponse:
    """By a code that was used up just now. No further factor is asked for: the screen that showed the code has
    gone through them, and its person had shown there, minutes ago, that it is them."""
    request.signs_in_from = code.shown_on.user_agent
    record_authentication(request, code.person, method=BY_CODE)
    adapter = get_adapter()
    adapter.login(request, code.person)
    return adapter.post_login(
        request,
        code.person,
        email_verification="none",
        signal_kwargs=None,
        email=code.person.email,
        signup=False,
        redirect_url=None,
    )


def sign_in_app(request: HttpRequest, code: SignInCode) -> str:
    """The same for an app, in a session of its own; returns the token it sends as X-Session-Token."""
    before = request.session, request.user
    request.session, request.signs_in_app = new_session(), True
    try:
        sign_in_phone(request, code)
        request.session.save()
        return request.session.session_key
    finally:
        request.session, request.user = before
        request.META["CSRF_COOKIE_NEEDS_UPDATE"] = False
