"""Two people chat while everything is killed, one after the other: each acknowledged message is there once, on both
screens, without anybody asking for more than a client asks by itself."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
from functools import partial
from typing import Any

import httpx
import pytest
import websockets
from asgiref.sync import async_to_sync

from standalone.ports import LOOPBACK
from tests.installation import Installation
from tests.test_road_of_an_app import App

pytestmark = pytest.mark.slow
KILLED = ["uvicorn", "valkey-server", "worker -Q", "bin/postgres"]
BREATH, PATIENCE, POLL = 2.0, 180.0, 3.0  # seconds; clients poll every minute, here more often


class Screen:
    """A client that keeps to docs/realtime.md: listen first, ask since the last version, drop what is there already."""

    def __init__(self, app: App, thread: str) -> None:
        self.app, self.thread = app, thread
        self.shown: dict[int, dict[str, Any]] = {}
        self.version = 0
        self.times_opened = 0
        self.client = httpx.AsyncClient(base_url=app.http.base_url, headers=app.http.headers, timeout=10)

    def show(self, message: dict[str, Any]) -> None:
        known = self.shown.get(message["seq"])
        assert known is None or known["id"] == message["id"], "two messages in one place"
        if known is None or known["version"] <= message["version"]:
            self.shown[message["seq"]] = message

    async def catch_up(self) -> None:
        more = True
        while more:
            answer = await self.client.get(f"/api/v1/threads/{self.thread}/changes", params={"since": self.version})
            answer.raise_for_status()
            page = answer.json()
            for message in page["messages"]:
                self.show(message)
            self.version, more = page["version"], page["more"]

    async def live(self) -> None:
        url, token = f"ws://{self.app.host}/ws/", {"X-Session-Token": self.app.token}
        where = {"host": LOOPBACK, "port": self.app.port, "proxy": None, "open_timeout": 5, "ping_interval": 2}
        while True:
            with contextlib.suppress(OSError, httpx.HTTPError, websockets.WebSocketException, TimeoutError):
                async with websockets.connect(url, additional_headers=token, **where) as line:
                    self.times_opened += 1
                    await self.catch_up()
                    while True:
                        await self.take(line)
            await asyncio.sleep(random.uniform(0, 2))  # noqa: S311

    async def take(self, line: Any) -> None:
        try:
            async with asyncio.timeout(POLL):  # unlike wait_for() it never forgets that it was cancelled
                frame = json.loads(await line.recv())
        except TimeoutError:
            return await self.catch_up()
        if frame["type"] == "realtime.resync":
            return await self.catch_up()
        if frame["type"] == "chat.message_sent" and frame["data"]["thread"] == self.thread:
            message = frame["data"]
            if message["version"] > self.version + 1:
                return await self.catch_up()
            self.show(message)
            self.version = max(self.version, message["version"])
        return None


class Writer:
    """Says one thing after the other, each until it is acknowledged."""

    def __init__(self, screen: Screen, name: str) -> None:
        self.screen, self.name = screen, name
        self.acknowledged: dict[str, int] = {}
        self.stopped = False

    async def write(self) -> None:
        number = 0
        while not self.stopped:
            number += 1
            await self.say(f"{self.name}-{number}")
            await asyncio.sleep(0.1)

    async def say(self, client_id: str) -> None:
        url = f"/api/v1/threads/{self.screen.thread}/messages"
        while client_id not in self.acknowledged:
            with contextlib.suppress(httpx.HTTPError):
                answer = await self.screen.client.post(url, json={"client_id": client_id, "text": client_id})
                if answer.status_code in {200, 201}:
                    self.acknowledged[client_id] = answer.json()["seq"]
                    return
                assert answer.status_code >= 500, answer.text
            await asyncio.sleep(0.3)


async def chat_through(demo: Installation, bob: App, carol: App, thread: str) -> None:
    screens = [Screen(bob, thread), Screen(carol, thread)]
    writers = [Writer(screen, name) for screen, name in zip(screens, ("bob", "carol"), strict=True)]
    living = [asyncio.create_task(screen.live()) for screen in screens]
    writing = [asyncio.create_task(writer.write()) for writer in writers]
    for part in KILLED:
        await asyncio.sleep(BREATH)
        demo.kill(part)
        wanted = {writer: len(writer.acknowledged) + 4 for writer in writers}
        await until(partial(have_said, wanted), f"both to talk after {part}")
    await asyncio.sleep(BREATH)
    for writer in writers:
        writer.stopped = True
    await asyncio.gather(*writing)
    everything = {client_id: seq for writer in writers for client_id, seq in writer.acknowledged.items()}
    for screen in screens:
        await until(
            lambda screen=screen: len(screen.shown) >= len(everything), f"all {len(everything)} messages on a screen"
        )
        assert {message["client_id"]: seq for seq, message in screen.shown.items()} == everything
        assert sorted(screen.shown) == list(range(1, len(everything) + 1)), "each once, in one order, no gap"
        assert screen.times_opened > 1
    for task in living:
        task.cancel()
    await asyncio.gather(*living, return_exceptions=True)


def have_said(wanted: dict[Writer, int]) -> bool:
    return all(len(writer.acknowledged) >= number for writer, number in wanted.items())


async def until(true: Any, what: str) -> None:
    for _ in range(int(PATIENCE * 10)):
        if true():
            return
        await asyncio.sleep(0.1)
    raise AssertionError(f"waited {PATIENCE:g} s in vain: {what}")


def test_no_acknowledged_message_is_lost_or_doubled(demo: Installation):
    bob, carol = App(demo, "bob@acme.example"), App(demo, "carol@acme.example")
    people = [bob.find("Carol"), bob.find("Alice")]
    thread = bob.post("threads", people=people, name="Through thick and thin")["id"]
    async_to_sync(chat_through)(demo, bob, carol, thread)
