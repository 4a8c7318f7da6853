"""The lean road: the few addresses that Work Chat asks all day, without what only the others need.

Twenty layers of middleware and REST framework's own wrapping cost more than saying something does. Here the same
questions are asked in the same order, each once: whose host, who is signed in, may they, is it a page of ours that
asks. **Only what is plain is answered here. Whatever is not goes on by the full road**, which refuses it in its own
words: a stranger, a suspended company, a missing second factor, a forged form, an odd header, a broken body.
So nothing is refused here, and nothing let in that the full road would not (tests/people/test_lean_road.py).

The addresses are marked where they are listed: `core.lean.lean_path`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, cached_property
from zoneinfo import ZoneInfo

import orjson
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware
from django.utils import timezone, translation
from rest_framework.authentication import CSRFCheck
from rest_framework.response import Response
from rest_framework.views import APIView

from core.lean import Road, road_for
from core.origin import answering
from core.renderer import JSONRenderer
from core.rest import answer_error
from people import actions
from people.middleware import language_of
from people.sessions import person_of_session
from tenants.middleware import enter_open_company
from tenants.second_factor import lacks_second_factor

Answer = Callable[[HttpRequest], HttpResponse]

MOST_BYTES = 256 * 1024
ACCEPTED = {"", "*/*", "application/json", "application/json, text/plain, */*"}
JSON = {"application/json", "application/json; charset=utf-8"}
MAKES_NO_CHANGE = "GET"


class LeanRoadMiddleware:
    """First in the list: answers what it can, and knows nothing of the rest."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        road = road_for(request.method, request.path_info)
        answer = self.answer(request, road) if road and is_plain(request) else None
        return self.get_response(request) if answer is None else answer

    def answer(self, request: HttpRequest, road: Road) -> HttpResponse | None:
        """None for whatever the full road has to look at."""
        company = enter_open_company(request)
        if company is None:
            return None
        key, by_cookie = session_key_of(request)
        person = person_of_session(key) if key else None
        if person is None or not person.is_active or not person.joined_at or lacks_second_factor(company, person):
            return None
        if by_cookie and not comes_from_our_page(request):
            return None
        request.user = person
        language = language_of(request)
        with answering(request), translation.override(language), timezone.override(ZoneInfo(person.time_zone)):
            actions.note_seen(person=person)
            actions.note_used(person=person, session_key=key)
            response = self.write(ask(request, road), road)
        response.headers["Content-Language"] = language
        return response

    def write(self, said: Response, road: Road) -> HttpResponse:
        body = JSONRenderer().render(said.data)
        head = {**said.headers, "Content-Type": "application/json", "Content-Length": str(len(body))}
        head |= {"Allow": methods_of(road.view), "Vary": "Cookie"}
        return HttpResponse(body, status=said.status_code, headers={**self.walls, **head})

    @cached_property
    def walls(self) -> dict[str, str]:
        """The headers that the full road puts on everything, as its own layers write them; the same each time."""
        request, bare = HttpRequest(), HttpResponse()
        request.META = {"wsgi.url_scheme": settings.PUBLIC_SCHEME, "SERVER_NAME": "x", "SERVER_PORT": "1"}
        if settings.PUBLIC_SCHEME == "https" and settings.SECURE_PROXY_SSL_HEADER:
            request.META[settings.SECURE_PROXY_SSL_HEADER[0]] = settings.SECURE_PROXY_SSL_HEADER[1]
        for layer in (SecurityMiddleware, CSPMiddleware, XFrameOptionsMiddleware):
            bare = layer(self.get_response).process_response(request, bare)
        return {name: value for name, value in bare.headers.items() if name != "Content-Type"}


@cache
def methods_of(view: type[APIView]) -> str:
    """What the full road says of it; there whoever answers GET answers HEAD."""
    asked = view()
    if hasattr(asked, "get"):
        asked.head = asked.get
    return ", ".join(asked.allowed_methods)


def is_plain(request: HttpRequest) -> bool:
    """JSON asked for in the usual way, and not much of it; over TLS where that is asked for."""
    head = request.META
    if head.get("HTTP_ACCEPT", "") not in ACCEPTED or "format=" in head.get("QUERY_STRING", ""):
        return False
    if settings.SECURE_SSL_REDIRECT and not request.is_secure():
        return False
    if request.method == MAKES_NO_CHANGE:
        return True
    size = head.get("CONTENT_LENGTH") or ""
    if not size.isdigit() or int(size) > MOST_BYTES or head.get("CONTENT_TYPE", "").lower() not in JSON:
        return False
    return reads(request)


def reads(request: HttpRequest) -> bool:
    """Whether its body is JSON; what it says becomes `request.data`."""
    try:
        request.data = orjson.loads(request.body)
    except orjson.JSONDecodeError:
        return False
    return True


def session_key_of(request: HttpRequest) -> tuple[str, bool]:
    """An app's token or a page's cookie, and whether it is the cookie: browsers send that along unasked."""
    token = request.META.get("HTTP_X_SESSION_TOKEN", "")
    key = token or request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    return (key if key.isascii() and key.isalnum() else ""), not token


def comes_from_our_page(request: HttpRequest) -> bool:
    """What REST framework asks of a request that is signed in by a cookie."""
    check = CSRFCheck(lambda _request: HttpResponse())
    check.process_request(request)
    return check.process_view(request, None, (), {}) is None


def ask(request: HttpRequest, road: Road) -> Response:
    """The view's answer, or the API's words for what went wrong."""
    request.query_params = request.GET
    view = road.view()
    try:
        return getattr(view, str(request.method).lower())(request, **road.kwargs)
    except Exception as problem:
        said = answer_error(problem, {"view": view, "request": request})
        if said is None:
            raise
        return said
