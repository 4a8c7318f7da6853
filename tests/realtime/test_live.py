"""Two companies on one real server, everything at once: not one wrong row, not one wrong frame."""

from __future__ import annotations

import asyncio
import logging
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import orjson
import pytest
import websockets
from asgiref.sync import async_to_sync

from core.schema import inside
from realtime.background import sender
from realtime.publish import group_of
from standalone.ports import LOOPBACK
from tests.live import Guest, Live
from tests.sockets import Happened

REQUESTS, SOCKETS, EVENTS, AT_ONCE = 1000, 50, 300, 40
pytestmark = pytest.mark.slow
logging.getLogger("httpx").setLevel(logging.WARNING)  # a thousand lines tell nothing


@asynccontextmanager
async def socket_of(guest: Guest, live: Live, **headers: str) -> AsyncIterator[Any]:
    headers = headers or guest.cookie
    origin = headers.pop("origin", None)
    host = headers.pop("host")
    uri = f"ws://{host}/ws/"
    async with websockets.connect(
        uri, host=LOOPBACK, port=live.port, origin=origin, additional_headers=headers, compression=None, proxy=None
    ) as line:
        yield line


class Crowd:
    """Fifty sockets of six people; what each heard, and whether it was theirs."""

    def __init__(self, guests: list[Guest], live: Live) -> None:
        self.guests, self.live = guests, live
        self.heard: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.open = asyncio.Semaphore(0)

    async def listen(self, guest: Guest, number: int) -> None:
        headers = guest.token if number % 2 else guest.cookie
        mine = f"{guest.company.name} {guest.person.email}"
        async with socket_of(guest, self.live, **headers) as line:
            self.open.release()
            async for text in line:
                frame = orjson.loads(text)
                if frame["type"] == "tests.thing_happened":
                    self.heard[mine] += 1
                    if frame["data"]["what"] != mine:
                        self.wrong.append(f"{mine} heard {frame['data']['what']}")

    def publish(self, number: int) -> None:
        guest = self.guests[number % len(self.guests)]
        event = Happened(what=f"{guest.company.name} {guest.person.email}")
        message = {"to": [guest.person.pk], "text": event.wire()}
        sender().hand_over(group_of(guest.company.schema_name), message)


async def ask(client: httpx.AsyncClient, guest: Guest, stranger: Guest, number: int) -> str:
    """One request; what is wrong with its answer, or nothing."""
    headers = guest.token if number % 3 else guest.cookie
    if number % 10 == 0:  # one company's key at the other's door
        answer = await client.get("/api/v1/me", headers={**headers, "host": stranger.host})
        return "" if answer.status_code == 401 else f"{guest.host}'s key opens {stranger.host}: {answer.text}"
    answer = await client.get("/api/v1/me", headers=headers)
    return "" if answer.json().get("email") == guest.person.email else f"{guest.person.email} is {answer.text}"


async def everything_at_once(guests: list[Guest], live: Live) -> tuple[list[str], Crowd]:
    crowd = Crowd(guests, live)
    listeners = [asyncio.create_task(crowd.listen(guests[n % len(guests)], n)) for n in range(SOCKETS)]
    for _ in listeners:
        await asyncio.wait_for(crowd.open.acquire(), 10)
    free = asyncio.Semaphore(AT_ONCE)
    wrong: list[str] = []

    async def one(client: httpx.AsyncClient, number: int) -> None:
        guest = random.choice(guests)  # noqa: S311
        stranger = next(other for other in guests if other.host != guest.host)
        async with free:
            wrong.extend(filter(None, [await ask(client, guest, stranger, number)]))
            if number < EVENTS:
                crowd.publish(number)

    async with httpx.AsyncClient(base_url=f"http://{LOOPBACK}:{live.port}", timeout=30) as client:
        await asyncio.gather(*(one(client, number) for number in range(REQUESTS)))
    await asyncio.sleep(0.5)
    for listener in listeners:
        listener.cancel()
    await asyncio.gather(*listeners, return_exceptions=True)
    return wrong, crowd


def test_a_thousand_requests_and_fifty_sockets_show_not_one_wrong_row(live: Live, guests: list[Guest]):
    assert {guest.person.pk for guest in guests[:3]} == {guest.person.pk for guest in guests[3:]}, "equal keys"
    wrong, crowd = async_to_sync(everything_at_once)(guests, live)
    assert not wrong
    assert not crowd.wrong
    each = EVENTS // len(guests)
    for number, guest in enumerate(guests):
        sockets = len(range(number, SOCKETS, len(guests)))
        assert crowd.heard[f"{guest.company.name} {guest.person.email}"] == each * sockets


@pytest.mark.parametrize("change", [{"origin": "http://evil.example"}, {"cookie": "session=x"}, {"host": "localhost"}])
def test_the_real_server_refuses_with_403(live: Live, guests: list[Guest], change: dict[str, str]):
    async def knock() -> int:
        try:
            async with socket_of(guests[0], live, **{**guests[0].cookie, **change}):
                return 101
        except websockets.InvalidStatus as refused:
            return refused.response.status_code

    assert async_to_sync(knock)() == 403


def test_a_client_that_stops_reading_is_hung_up_on(live: Live, guests: list[Guest]):
    """Half a megabyte in the line's buffers, then the queue is full; whoever reads again finds the end."""
    guest = guests[0]
    large = Happened(what="x" * 40_000).wire()

    async def story() -> int:
        async with socket_of(guest, live) as line:
            line.transport.pause_reading()
            for _ in range(700):
                sender().hand_over(group_of(guest.company.schema_name), {"to": [guest.person.pk], "text": large})
                await asyncio.sleep(0.001)
            await asyncio.sleep(1.5)
            line.transport.resume_reading()
            frames = 0
            try:
                while await asyncio.wait_for(line.recv(), 5):
                    frames += 1
            except websockets.ConnectionClosed:
                return frames
            raise AssertionError("it is still open")

    assert 0 < async_to_sync(story)() < 700


def test_signing_out_on_the_real_server_ends_the_socket_at_once(live: Live, guests: list[Guest]):
    guest = guests[1]

    async def story() -> int:
        async with socket_of(guest, live) as line:
            async with httpx.AsyncClient(base_url=f"http://{LOOPBACK}:{live.port}") as client:
                answer = await client.delete("/_allauth/app/v1/auth/session", headers=guest.token)
                assert answer.status_code == 401
            await asyncio.wait_for(line.wait_closed(), 5)
            return line.close_code

    assert async_to_sync(story)() == 4401


def test_the_server_can_die_and_come_back(live: Live, guests: list[Guest]):
    guest = guests[3]

    async def open_and_hear(what: str) -> None:
        async with socket_of(guest, live) as line:
            message = {"to": [guest.person.pk], "text": Happened(what=what).wire()}
            sender().hand_over(group_of(guest.company.schema_name), message)
            assert orjson.loads(await asyncio.wait_for(line.recv(), 5))["data"] == {"what": what}

    async_to_sync(open_and_hear)("before")
    live.kill()
    live.start()
    async_to_sync(open_and_hear)("after")
    with inside(guest.company):
        assert guest.person.is_active
