"""Two companies on one real server, everything at once: not one wrong row, not one wrong frame."""

from __future__ import annotations

import asyncio
import logging
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import httpx
import orjson
import pytest
import websockets
from asgiref.sync import async_to_sync
from django.db import connection

from core.schema import inside
from realtime.background import sender
from realtime.publish import group_of
from standalone.ports import LOOPBACK
from tenants.models import Company
from tests.chat.test_kills import until
from tests.live import Guest, Live, committed
from tests.sockets import Happened

REQUESTS, SOCKETS, EVENTS, AT_ONCE = 1000, 50, 300, 40
pytestmark = [pytest.mark.slow, pytest.mark.commits]
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
    """Fifty sockets of six people: what each heard until the end was said, and whether it was meant for them."""

    THE_END = "that was all"

    def __init__(self, guests: list[Guest], live: Live) -> None:
        self.guests, self.live = guests, live
        self.heard: Counter[tuple[int, str]] = Counter()
        self.wrong: list[str] = []
        self.open = asyncio.Semaphore(0)

    async def listen(self, number: int) -> None:
        guest = self.guests[number % len(self.guests)]
        headers = guest.token if number % 2 else guest.cookie
        async with socket_of(guest, self.live, **headers) as line:
            self.open.release()
            async for text in line:
                frame = orjson.loads(text)
                if frame.get("data", {}).get("what") == self.THE_END:
                    return
                if not self.is_meant_for(guest, frame):
                    self.wrong.append(f"{guest.person.email} heard {text}")
                self.heard[number, frame["type"]] += 1

    @staticmethod
    def is_meant_for(guest: Guest, frame: dict[str, Any]) -> bool:
        if frame["type"] == "tests.thing_happened":
            return frame["data"]["what"] == guest.person.email
        if frame["type"] == "chat.message_sent":
            author = frame["data"]["author"]["id"]
            return frame["data"]["text"] == f"{guest.company.name} {author}" and guest.company.name in frame["html"]
        return frame["type"] in {"chat.thread_created", "chat.thread_read", "chat.message_delivered"}

    def publish(self, number: int) -> None:
        guest = self.guests[number % len(self.guests)]
        self.tell(guest, guest.person.email)

    def end(self) -> None:
        for guest in self.guests:
            self.tell(guest, self.THE_END)

    @staticmethod
    def tell(guest: Guest, what: str) -> None:
        message = {"to": [guest.person.pk], "text": Happened(what=what).wire()}
        sender().hand_over(group_of(guest.company.schema_name), message)

    def has_heard(self, number: int, sent: Counter[str]) -> bool:
        events = self.heard[number, "tests.thing_happened"]
        messages = self.heard[number, "chat.message_sent"]
        guest = self.guests[number % len(self.guests)]
        return events >= EVENTS // len(self.guests) and messages >= sent[guest.company.name]


class Asking:
    """A thousand requests of six people, some with one company's key at the other's door."""

    def __init__(self, client: httpx.AsyncClient, guests: list[Guest]) -> None:
        self.client, self.guests = client, guests
        self.threads: dict[str, str] = {}
        self.sent: Counter[str] = Counter()
        self.wrong: list[str] = []

    async def begin(self) -> None:
        """A thread of all its people in each company, with the same id in both."""
        for guest in (self.guests[0], self.guests[3]):
            others = [str(other.person.pk) for other in self.guests if other.company == guest.company]
            answer = await self.client.post(
                "/api/v1/threads", json={"people": others, "name": "x"}, headers=guest.token
            )
            assert answer.status_code == 201, answer.text
            self.threads[guest.host] = answer.json()["id"]
        assert len(set(self.threads.values())) == 1, "equal ids, or it means nothing"

    async def ask(self, guest: Guest, number: int) -> None:
        stranger = next(other for other in self.guests if other.host != guest.host)
        asked = (self.me, self.me, self.say, self.listen, self.say, self.people, self.me, self.knock)[number % 8]
        if not await asked(guest, stranger, number):
            self.wrong.append(f"{asked.__name__} of {guest.person.email} ({number})")

    async def me(self, guest: Guest, stranger: Guest, number: int) -> bool:
        answer = await self.client.get("/api/v1/me", headers=guest.token if number % 3 else guest.cookie)
        return answer.json().get("email") == guest.person.email

    async def knock(self, guest: Guest, stranger: Guest, number: int) -> bool:
        headers = {**(guest.token if number % 16 == 7 else guest.cookie), "host": stranger.host}
        return (await self.client.get("/api/v1/me", headers=headers)).status_code == 401

    async def people(self, guest: Guest, stranger: Guest, number: int) -> bool:
        rows = (await self.client.get("/api/v1/people?limit=100", headers=guest.token)).json()["results"]
        mine = {other.person.email for other in self.guests if other.company == guest.company}
        return {row["email"] for row in rows} == mine

    async def listen(self, guest: Guest, stranger: Guest, number: int) -> bool:
        url = f"/api/v1/threads/{self.threads[guest.host]}/messages?limit=100"
        rows = (await self.client.get(url, headers=guest.cookie)).json()["results"]
        return all(row["text"] == f"{guest.company.name} {row['author']['id']}" for row in rows)

    async def say(self, guest: Guest, stranger: Guest, number: int) -> bool:
        url = f"/api/v1/threads/{self.threads[guest.host]}/messages"
        words = {"client_id": f"crowd-{number}", "text": f"{guest.company.name} {guest.person.pk}"}
        answer = await self.client.post(url, json=words, headers=guest.token)
        self.sent[guest.company.name] += answer.status_code == 201
        return answer.status_code == 201 and answer.json()["text"] == words["text"]


async def everything_at_once(guests: list[Guest], live: Live) -> tuple[Asking, Crowd]:
    crowd = Crowd(guests, live)
    listeners = []
    for number in range(SOCKETS):  # one after the other: fifty at once would each wait for all
        listeners.append(asyncio.create_task(crowd.listen(number)))
        await asyncio.wait_for(crowd.open.acquire(), 10)
    free = asyncio.Semaphore(AT_ONCE)

    async def one(number: int) -> None:
        async with free:
            await asking.ask(random.choice(guests), number)  # noqa: S311
            if number < EVENTS:
                crowd.publish(number)

    async with httpx.AsyncClient(base_url=f"http://{LOOPBACK}:{live.port}", timeout=30) as client:
        asking = Asking(client, guests)
        await asking.begin()
        await asyncio.gather(*(one(number) for number in range(REQUESTS)))
    await until(lambda: all(crowd.has_heard(number, asking.sent) for number in range(SOCKETS)), "every frame")
    crowd.end()  # comes after whatever came twice
    await asyncio.gather(*listeners)
    return asking, crowd


def next_ids(company: Company, first: int) -> None:
    """Both companies count on from the same number, whatever other tests took."""
    with inside(company), connection.cursor() as cursor:
        for table in ("chat_thread", "chat_message"):
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, first])


def test_a_thousand_requests_and_fifty_sockets_show_not_one_wrong_row(live: Live, guests: list[Guest]):
    assert {guest.person.pk for guest in guests[:3]} == {guest.person.pk for guest in guests[3:]}, "equal keys"
    for guest in (guests[0], guests[3]):
        committed(partial(next_ids, guest.company, 500_000))
    asking, crowd = async_to_sync(everything_at_once)(guests, live)
    assert not asking.wrong
    assert not crowd.wrong
    assert min(asking.sent.values()) > 50
    for number in range(SOCKETS):
        guest = guests[number % len(guests)]
        assert crowd.heard[number, "tests.thing_happened"] == EVENTS // len(guests)
        assert crowd.heard[number, "chat.message_sent"] == asking.sent[guest.company.name]


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
    """Half a megabyte in the line's buffers, then the queue is full; whoever reads again finds the end.

    Another socket of the same person does read: what it has heard, stood in line for both.
    """
    guest = guests[0]
    large = Happened(what="x" * 40_000).wire()

    async def story() -> int:
        async with socket_of(guest, live) as reader, socket_of(guest, live) as line:
            line.transport.pause_reading()
            for _ in range(700):
                sender().hand_over(group_of(guest.company.schema_name), {"to": [guest.person.pk], "text": large})
                while await asyncio.wait_for(reader.recv(), 30) != large:
                    pass
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
            async with httpx.AsyncClient(base_url=f"http://{LOOPBACK}:{live.port}", timeout=30) as client:
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
