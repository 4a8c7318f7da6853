"""Which browsers somebody has used before: each keeps a signed list of the people who signed in by it."""

from __future__ import annotations

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse

from core.schema import entered
from people.models import User

COOKIE = "known"
YEAR = 365 * 24 * 3600
MOST = 10  # people of one browser; of a shop's shared screen the last ones


def knows(request: HttpRequest, person: User) -> bool:
    return str(person.pk) in _people(request)


def remember(request: HttpRequest, response: HttpResponse, person: User) -> None:
    people = [*(other for other in _people(request) if other != str(person.pk)), str(person.pk)][-MOST:]
    value = _signer().sign(".".join(people))
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(COOKIE, value, max_age=YEAR, samesite="Lax", secure=secure, httponly=True)


def _people(request: HttpRequest) -> list[str]:
    try:
        return _signer().unsign(request.COOKIES.get(COOKIE, "")).split(".")
    except BadSignature:
        return []


def _signer() -> Signer:
    return Signer(salt=f"people.known_devices:{entered()}")
