"""Clients of Work Chat written in Python: they keep to docs/realtime.md as a phone's app would."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
from typing import Any

import httpx
import websockets

from standalone.ports import LOOPBACK
from tests.live import Guest

POLL = 3.0  # seconds of silence after which a client asks; browsers wait a minute


def client_for(guest: Guest) -> httpx.AsyncClient:
    port = guest.host.rpartition(":")[2]
    return httpx.AsyncClient(base_url=f"http://{LOOPBACK}:{port}/api/v1/", headers=guest.token, timeout=10)


class Listener:
    """A client with one socket: it listens first, asks since the last version, and drops what it has."""

    def __init__(self, guest: Guest, thread: str) -> None:
        self.guest, self.thread = guest, thread
        self.client = client_for(guest)
        self.delivered: list[dict[str, Any]] = []  # each message once, in the order in which it came to be shown
        self.known: dict[str, int] = {}
        self.version = 0
        self.times_opened = 0

    def show(self, message: dict[str, Any]) -> None:
        if message["kind"] == "event":
            return
        if message["id"] not in self.known:
            self.delivered.append(message)
        self.known[message["id"]] = max(message["version"], self.known.get(message["id"], 0))

    async def catch_up(self) -> None:
        more = True
        while more:
            answer = await self.client.get(f"threads/{self.thread}/changes", params={"since": self.version})
            answer.raise_for_status()
            page = answer.json()
            for message in page["messages"]:
                self.show(message)
            self.version, more = page["version"], page["more"]

    async def live(self) -> None:
        """Until cancelled: a lost socket is opened again, and each time asks for what it missed."""
        port = int(self.guest.host.rpartition(":")[2])
        where = {"host": LOOPBACK, "port": port, "proxy": None, "open_timeout": 5}
        while True:
            with contextlib.suppress(OSError, httpx.HTTPError, websockets.WebSocketException, TimeoutError):
                url, token = f"ws://{self.guest.host}/ws/", {"X-Session-Token": self.guest.key}
                async with websockets.connect(url, additional_headers=token, **where) as line:
                    self.times_opened += 1
                    await self.catch_up()
                    while True:
                        await self.take(line)
            await asyncio.sleep(random.uniform(0.05, 0.3))  # noqa: S311

    async def take(self, line: Any) -> None:
        try:
            async with asyncio.timeout(
                POLL
            ):  # wait_for() forgets that it was cancelled if a frame comes at that moment
                frame = json.loads(await line.recv())
        except TimeoutError:
            return await self.catch_up()
        if frame["type"] == "realtime.resync":
            return await self.catch_up()
        if frame["type"] != "chat.message_sent" or frame["data"]["thread"] != self.thread:
            return None
        if frame["data"]["version"] > self.version + 1:
            return await self.catch_up()
        self.show(frame["data"])
        self.version = max(self.version, frame["data"]["version"])
        return None


class Sender:
    """Says one thing after the other: each is tried again under the same `client_id` until it is acknowledged."""

    def __init__(self, guest: Guest, thread: str, name: str) -> None:
        self.client, self.thread, self.name = client_for(guest), thread, name
        self.acknowledged: dict[str, int] = {}
        self.retried = 0
        self.stopped = False

    async def run(self, pause: float) -> None:
        number = 0
        while not self.stopped:
            number += 1
            await self.say(f"{self.name}-{number}")
            await asyncio.sleep(pause)

    async def say(self, client_id: str) -> None:
        while True:
            with contextlib.suppress(httpx.HTTPError):
                body = {"client_id": client_id, "text": f"*{client_id}*"}
                answer = await self.client.post(f"threads/{self.thread}/messages", json=body)
                if answer.status_code in {200, 201}:
                    assert client_id not in self.acknowledged
                    self.acknowledged[client_id] = answer.json()["seq"]
                    return
                assert answer.status_code >= 500, answer.text
            self.retried += 1
            await asyncio.sleep(0.1)
