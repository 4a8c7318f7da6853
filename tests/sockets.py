"""Sockets without a server: sync tests that run a scenario on the test's own thread, so that its rows are seen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from channels.testing import WebsocketCommunicator
from django.test import TestCase

from core.schema import inside, inside_public
from people.models import User
from realtime.background import sender
from realtime.events import Event
from realtime.publish import publish
from tenants.models import Company
from workplace.routing import sockets

SOON = 60  # seconds; on a busy machine nothing is quick


@dataclass(frozen=True, kw_only=True)
class Happened(Event):
    """Something happened in a test."""

    type = "tests.thing_happened"
    v = 1

    what: str


class Line(WebsocketCommunicator):
    """The client's end of a socket. Its headers may be a function, called in the test's thread when it connects."""

    def __init__(self, path: str, headers: Callable[[], dict[str, str]]) -> None:
        super().__init__(sockets, path)
        self.headers = headers

    async def refused(self) -> bool:
        headers = await here(self.headers)
        self.scope["headers"] = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        accepted, _ = await self.connect(timeout=SOON)
        return not accepted

    async def next(self) -> dict[str, Any]:
        return await self.receive_json_from(timeout=SOON)

    async def disconnect(self) -> None:
        await super().disconnect(timeout=SOON)

    async def hears(self, what: str) -> None:
        assert (await self.next())["data"] == {"what": what}

    async def hears_nothing(self, seconds: float = 0.2) -> bool:
        return await self.receive_nothing(timeout=seconds)

    async def closed_with(self) -> int:
        while (out := await self.receive_output(timeout=SOON))["type"] != "websocket.close":
            pass
        return out["code"]


@pytest.fixture
def scenario(settings: Any) -> Callable[[Callable[[], Coroutine[Any, Any, Any]]], Any]:
    """`scenario(story)`: run a coroutine function with sockets in it. Its database work comes back to this thread."""
    settings.DATABASE_WORK_ON_TEST_THREAD = True

    def run(story: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
        return async_to_sync(story)()

    return run


async def here(work: Callable[..., Any], *what: Any, **arguments: Any) -> Any:
    """From within a story: do something in the test's own thread, where the database is."""
    return await sync_to_async(work)(*what, **arguments)


@pytest.fixture
def key_of(client_of) -> Callable[[User], str]:
    """The key of a new session: in a browser the cookie's value, in an app the token."""
    return lambda person: client_of(person).cookies["session"].value


@pytest.fixture
def line_of(key_of) -> Callable[..., Line]:
    """`line_of(bob)`: a socket with Bob's cookie at his company's host; any header can be replaced."""

    def make(person: User, **replaced: str) -> Line:
        def headers() -> dict[str, str]:
            with inside_public():
                host = replaced.get("host", person.company.host)
            return {"host": host, "origin": f"http://{host}", "cookie": f"session={key_of(person)}", **replaced}

        return Line("/ws/", headers)

    return make


def line(path: str = "/ws/", **headers: str) -> Line:
    return Line(path, lambda: headers)


async def opened(*lines: Line) -> tuple[Line, ...]:
    for each in lines:
        assert not await each.refused()
    return lines


async def commit(company: Company, act: Callable[..., Any], /, *what: Any, **arguments: Any) -> None:
    """Do something in a company as a request would: what it publishes goes out at its end."""

    def work() -> None:
        with inside(company), TestCase.captureOnCommitCallbacks(execute=True):
            act(*what, **arguments)
        assert sender().flush()

    await here(work)


async def tell(company: Company, what: str, *people: User) -> None:
    await commit(company, publish, Happened(what=what), to=[person.pk for person in people])


async def hung_up(*lines: Line) -> None:
    await asyncio.gather(*(each.disconnect() for each in lines))
