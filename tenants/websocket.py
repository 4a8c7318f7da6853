"""A socket's way into a company: host → company → session or token → person, in one step.

Setting the tenant when a socket connects is wrong: all sockets of a process share database threads,
and the last to connect would win. So the scope carries company and person, and every later look into
the database goes through `in_company`.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any

from allauth.headless.internal.sessionkit import authenticate_by_x_session_token
from django.conf import settings
from django.db import DatabaseError
from psycopg_pool import PoolTimeout

from core.schema import inside
from tenants.context import off_loop
from tenants.models import Company, company_for_host
from tenants.second_factor import lacks_second_factor

logger = logging.getLogger(__name__)
Scope = dict[str, Any]


class CompanySocket:
    """Fills `scope["company"]`, `["user"]` and `["session_key"]`, or refuses the handshake.

    `scope["look_again"]` answers the same question later: a socket outlives the moment it was let in.
    """

    def __init__(self, inner: Callable[..., Awaitable[None]]) -> None:
        self.inner = inner

    async def __call__(self, scope: Scope, receive: Callable, send: Callable) -> None:
        visitor = visitor_of(scope)
        try:
            found = await visitor.look() if visitor else None
        except AWAY as away:
            logger.warning("a socket is refused, since the database is away: %s", away)
            found = None
        if visitor is None or found is None:
            return await refuse(receive, send)
        company, person = found
        entered = {"company": company, "user": person, "session_key": visitor.session_key, "look_again": visitor.look}
        return await self.inner({**scope, **entered}, receive, send)


AWAY = (DatabaseError, PoolTimeout)


@dataclass(frozen=True)
class Visitor:
    """Who knocks: at which host, with which session."""

    host: str
    session_key: str

    async def look(self) -> tuple[Company, Any] | None:
        """Company and person if they may come in now; raises one of AWAY if nobody can tell."""
        return await off_loop(lambda: company_and_person(self.host, self.session_key))


def visitor_of(scope: Scope) -> Visitor | None:
    """None for whoever brings no session, or a browser's session from another site's page."""
    headers = {name.decode("latin1").lower(): value.decode("latin1") for name, value in scope["headers"]}
    token = headers.get("x-session-token", "")
    key = token or session_cookie(headers.get("cookie", ""))
    if not (key.isascii() and key.isalnum()) or not (token or same_origin(headers)):
        return None
    return Visitor(headers.get("host", "").rsplit(":", 1)[0].lower(), key)


def company_and_person(host: str, session_key: str) -> tuple[Company, Any] | None:
    """The live company behind a host and the person behind a session of that company; None if either fails."""
    company = company_for_host(host)
    if company is None or company.state != Company.State.LIVE:
        return None
    with inside(company):
        person = person_of(session_key)
        if person is None or lacks_second_factor(company, person):
            return None
    return company, person


def person_of(session_key: str) -> Any | None:
    """Who is signed in by this session of the company entered now, and still belongs to it."""
    found = authenticate_by_x_session_token(session_key)
    person = found[0] if found else None
    return person if person and person.is_active and person.joined_at else None


def same_origin(headers: dict[str, str]) -> bool:
    """Browsers name the page that opens a socket; another site's page must not ride on our cookie."""
    return headers.get("origin", "").lower() == f"{settings.PUBLIC_SCHEME}://{headers.get('host', '').lower()}"


def session_cookie(header: str) -> str:
    try:
        found = SimpleCookie(header).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return ""
    return found.value if found else ""


async def refuse(receive: Callable, send: Callable) -> None:
    """Answer the handshake with 403; says the same to everyone."""
    await receive()
    await send({"type": "websocket.close", "code": 4403})


async def no_such_socket(scope: Scope, receive: Callable, send: Callable) -> None:
    """Any path but the socket's."""
    await refuse(receive, send)
