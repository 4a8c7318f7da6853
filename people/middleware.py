"""What each request of a person brings along: language, time zone, and the sign-in page for strangers."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from allauth.core.ratelimit import respond_429
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions import middleware as sessions
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation.trans_real import parse_accept_lang_header

from core.limits import wait_for
from people import actions
from tenants.second_factor import lacks_second_factor

LANGUAGE_COOKIE = "language"
WANTED = "wanted_before_second_factor"


class SessionMiddleware(sessions.SessionMiddleware):
    """Django's, but an unknown key takes no cookie away.

    Signing in and a new password give the session another key. What left with the old one a moment before, a style
    sheet say, is answered after it: that answer would delete the cookie that holds the new key, and sign out.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.session.is_unknown:
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        return super().process_response(request, response)


class LanguageAndZoneMiddleware:
    """The person's own language beats the choice made in this browser, that the browser's, that the company's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        zone = request.user.time_zone if request.user.is_authenticated else "UTC"
        request.LANGUAGE_CODE = language
        with translation.override(language), timezone.override(ZoneInfo(zone)):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def language_of(request: HttpRequest) -> str:
    known = dict(settings.LANGUAGES)
    wishes = [request.user.language] if request.user.is_authenticated else []
    wishes.append(request.COOKIES.get(LANGUAGE_COOKIE, ""))
    wishes += [code.split("-")[0] for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", ""))]
    wishes.append(request.company.language if request.company else settings.LANGUAGE_CODE)
    return next((code for code in wishes if code in known), settings.LANGUAGE_CODE)


class MembersOnlyMiddleware:
    """A company's pages are for its people: everything is closed unless the view says `@open_to_strangers`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        if request.company is None or getattr(view, "open_to_strangers", False) or is_open(request.path):
            return None
        if request.user.is_authenticated and request.user.joined_at:
            return None
        return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)


class SecondFactorMiddleware:
    """Where a company asks for a second factor, who has none can set one up, sign out, and nothing else.

    The API says so itself (`MembersOnly`), the socket's door looks too (tenants/websocket.py).
    """

    OPEN = ("/accounts/2fa/", "/accounts/reauthenticate/", "/accounts/logout/", "/language/")
    ANSWER_THEMSELVES = ("/api/", "/_allauth/")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        company = request.company
        if company is None or not company.second_factor_required or not request.user.is_authenticated:
            return None
        if getattr(view, "open_to_strangers", False) or request.path.startswith(self.OPEN + self.ANSWER_THEMSELVES):
            return None
        if not lacks_second_factor(company, request.user):
            return None
        if request.method == "GET" and "xhtml" in request.headers.get("Accept", "xhtml"):  # a page, no part of one
            request.session[WANTED] = request.get_full_path()
        return redirect("mfa_required")


class CodeTriesMiddleware:
    """Bounds how often codes are tried in one session. allauth counts its five tries in the session itself, which
    a hundred requests at the same moment would each read before the first has counted."""

    CODES = (
        "/accounts/login/code/confirm/",
        "/accounts/password/reset/confirm/",
        "/accounts/confirm-email/",
        "/_allauth/app/v1/auth/code/confirm",
        "/_allauth/app/v1/auth/password/reset",
        "/_allauth/app/v1/auth/email/verify",
    )
    TRIED_BY_READING = ("X-Password-Reset-Key", "X-Email-Verification-Key")  # an app's GET may carry a code too

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path in self.CODES and self.tries_a_code(request):
            session = self.session_of(request)
            if wait_for(f"codes:{session[:64]}", rate=1 / 60, burst=10):
                return respond_429(request)
        return self.get_response(request)

    def tries_a_code(self, request: HttpRequest) -> bool:
        return request.method != "GET" or any(name in request.headers for name in self.TRIED_BY_READING)

    @staticmethod
    def session_of(request: HttpRequest) -> str:
        """The one that holds the code: an app's by its token, a page's by its cookie, whatever else is sent along."""
        if request.path.startswith("/_allauth/"):
            return request.headers.get("X-Session-Token", "")
        return request.session.session_key or ""


class SeenMiddleware:
    """Notes that a person was here, for the count of those active; a paused company is not written to."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        company = request.company
        if company and company.takes_work and not company.paused and request.user.is_authenticated:
            actions.note_seen(person=request.user)
            if request.session.session_key:  # an app has none here; its token is looked after in authentication.py
                actions.note_used(person=request.user, session_key=request.session.session_key)
        return response


def is_open(path: str) -> bool:
    """Sign-in itself, and the API, which answers 401 in its own words."""
    return path.startswith(("/accounts/", "/api/", "/_allauth/", "/static/"))


def open_to_strangers(view):
    """Mark a view that signed-out people may open (brand, manifest, invite, offline page)."""
    view.open_to_strangers = True
    return view
