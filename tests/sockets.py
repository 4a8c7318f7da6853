"""Sockets without a server: sync tests that run a scenario on the test's own thread, so that its rows are seen."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from channels.testing import WebsocketCommunicator
from django.test import TestCase

from core.schema import inside, inside_public
from people.models import User
from realtime.background import sender
from workplace.routing import sockets


@pytest.fixture
def scenario(settings: Any) -> Callable[[Callable[[], Awaitable[Any]]], Any]:
    """`scenario(story)`: run a coroutine function with sockets in it."""
    settings.DATABASE_WORK_ON_TEST_THREAD = True

    def run(story: Callable[[], Awaitable[Any]]) -> Any:
        return async_to_sync(story)()

    return run


class Line(WebsocketCommunicator):
    """The client's end of a socket."""

    async def next(self) -> dict[str, Any]:
        return await self.receive_json_from(timeout=3)

    async def hears_nothing(self, seconds: float = 0.2) -> bool:
        return await self.receive_nothing(timeout=seconds)

    async def closed_with(self) -> int:
        while (out := await self.receive_output(timeout=3))["type"] != "websocket.close":
            pass
        return out["code"]


@pytest.fixture
def line_of(client_of) -> Callable[..., Line]:
    """`line_of(bob)`: a socket with Bob's cookie at his company's host; any header can be replaced."""

    def make(person: User, host: str = "", **headers: str) -> Line:
        with inside_public():
            home = person.company.host
        key = client_of(person).cookies["session"].value
        return line(**{"host": host or home, "origin": f"http://{host or home}", "cookie": f"session={key}", **headers})

    return make


def line(path: str = "/ws/", **headers: str) -> Line:
    return Line(sockets, path, [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()])


async def opened(*lines: Line) -> None:
    for each in lines:
        accepted, _ = await each.connect(timeout=5)
        assert accepted


def commit(company: Any, act: Callable[..., Any], **arguments: Any) -> None:
    """Do something in a company, as a request would: what it publishes goes out at its end."""
    with inside(company), TestCase.captureOnCommitCallbacks(execute=True):
        act(**arguments)
    assert sender().flush()


async def all_closed(*lines: Line) -> None:
    await asyncio.gather(*(each.disconnect() for each in lines), return_exceptions=True)
