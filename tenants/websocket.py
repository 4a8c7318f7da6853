"""A socket's way into a company: host → company → session or token → person, in one step.

Setting the tenant when a socket connects is wrong: all sockets of a process share database threads,
and the last to connect would win. So the scope carries company and person, and every later look into
the database goes through `in_company`.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from allauth.headless.internal.sessionkit import authenticate_by_x_session_token
from channels.exceptions import DenyConnection
from django.conf import settings

from core.schema import inside
from tenants.context import off_loop
from tenants.models import Company, company_for_host

logger = logging.getLogger(__name__)
Scope = dict[str, Any]


class CompanySocket:
    """Fills `scope["company"]`, `scope["user"]` and `scope["session_key"]`, or refuses the handshake."""

    def __init__(self, inner: Callable[..., Awaitable[None]]) -> None:
        self.inner = inner

    async def __call__(self, scope: Scope, receive: Callable, send: Callable) -> None:
        headers = {name.decode("latin1").lower(): value.decode("latin1") for name, value in scope["headers"]}
        token = headers.get("x-session-token", "")
        key = token or session_cookie(headers.get("cookie", ""))
        found = None
        if key and (token or same_origin(headers)):
            host = headers.get("host", "").rsplit(":", 1)[0].lower()
            found = await off_loop(lambda: company_and_person(host, key))
        if found is None:
            return await refuse(receive, send)
        company, person = found
        try:
            await self.inner({**scope, "company": company, "user": person, "session_key": key}, receive, send)
        except DenyConnection:
            await refuse(receive, send)


def company_and_person(host: str, session_key: str) -> tuple[Company, Any] | None:
    """The live company behind a host and the person behind a session of that company; None if either fails."""
    company = company_for_host(host)
    if company is None or company.state != Company.State.LIVE:
        return None
    with inside(company):
        found = authenticate_by_x_session_token(session_key)
        person = found[0] if found else None
        if person is None or not person.is_active or not person.joined_at:
            return None
        return company, person


def same_origin(headers: dict[str, str]) -> bool:
    """Browsers name the page that opens a socket; another site's page must not ride on our cookie."""
    return urlsplit(headers.get("origin", "")).netloc.lower() == headers.get("host", "").lower()


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
