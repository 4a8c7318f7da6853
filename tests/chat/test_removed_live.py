"""Whoever is removed from a thread hears nothing from that moment: on a running server, while others go on talking."""

from __future__ import annotations

import asyncio
import json
import uuid
from typing import Any

import httpx
import pytest
import websockets
from asgiref.sync import async_to_sync

from standalone.ports import LOOPBACK
from tests.chat.clients import client_for
from tests.chat.test_kills import group_of, until
from tests.live import Guest, Live

pytestmark = [pytest.mark.slow, pytest.mark.commits]
TIMES = 3
AFTERWARDS = 1.0  # seconds in which something could still arrive


class Ear:
    """All that one socket hears, as it comes."""

    def __init__(self, guest: Guest) -> None:
        self.guest = guest
        self.heard: list[dict[str, Any]] = []
        self.opened = asyncio.Event()

    async def listen(self) -> None:
        where = {"host": LOOPBACK, "port": int(self.guest.host.rpartition(":")[2]), "proxy": None}
        headers = {"X-Session-Token": self.guest.key}
        async with websockets.connect(f"ws://{self.guest.host}/ws/", additional_headers=headers, **where) as line:
            self.opened.set()
            async for frame in line:
                self.heard.append(json.loads(frame))

    def texts(self) -> set[str]:
        return {frame["data"]["text"] for frame in self.heard if frame["type"].startswith("chat.message_")}


class Talk:
    """Somebody who does not stop talking, and knows what they began to say after the removal was answered."""

    def __init__(self, client: httpx.AsyncClient, thread: str) -> None:
        self.client, self.thread = client, thread
        self.removed = self.stopped = False
        self.afterwards: set[str] = set()

    async def run(self) -> None:
        while not self.stopped:
            text = uuid.uuid4().hex
            if self.removed:
                self.afterwards.add(text)
            answer = await self.client.post(f"threads/{self.thread}/messages", json={"client_id": text, "text": text})
            assert answer.status_code == 201, answer.text


async def removed_while_they_talk(guests: list[Guest]) -> None:
    alice, bob, carol = guests
    thread = await asyncio.to_thread(group_of, guests)
    ears = [Ear(bob), Ear(bob), Ear(carol)]
    listening = [asyncio.create_task(ear.listen()) for ear in ears]
    await asyncio.gather(*(ear.opened.wait() for ear in ears))
    talks = [Talk(client_for(alice), thread), Talk(client_for(carol), thread)]
    talking = [asyncio.create_task(talk.run()) for talk in talks]
    await until(lambda: all(ear.texts() for ear in ears), "all to hear something")
    answer = await client_for(alice).delete(f"threads/{thread}/members/{bob.person.pk}")
    assert answer.status_code == 204
    for talk in talks:
        talk.removed = True
    await asyncio.sleep(AFTERWARDS)
    for talk in talks:
        talk.stopped = True
    await asyncio.gather(*talking)
    afterwards = set.union(*(talk.afterwards for talk in talks))
    await until(lambda: afterwards <= ears[2].texts(), "whoever stayed to hear it all")
    for ear in ears[:2]:
        assert ear.texts(), "he heard what was said before"
        assert not afterwards & ear.texts(), "and nothing of what was said after"
        types = [frame["type"] for frame in ear.heard]
        assert "chat.thread_left" in types
    last = (await client_for(carol).get(f"threads/{thread}/messages")).json()["results"][0]["id"]
    await finds_nothing(bob, thread, last)
    for task in listening:
        task.cancel()


async def finds_nothing(guest: Guest, thread: str, message: str) -> None:
    client = client_for(guest)
    for path in (f"threads/{thread}", f"threads/{thread}/messages", f"threads/{thread}/changes?since=0"):
        assert (await client.get(path)).status_code == 404, path
    body = {"client_id": uuid.uuid4().hex, "text": "me again"}
    assert (await client.post(f"threads/{thread}/messages", json=body)).status_code == 404
    assert (await client.post(f"threads/{thread}/read", json={"seq": 1})).status_code == 404
    assert (await client.patch(f"messages/{message}", json={"text": "mine"})).status_code == 404
    assert (await client.delete(f"messages/{message}")).status_code == 404
    listed = (await client.get("threads/versions")).json()["results"]
    assert thread not in {row["id"] for row in listed}


def test_whoever_is_removed_hears_nothing_from_that_moment(live: Live, guests: list[Guest]):
    for _ in range(TIMES):
        async_to_sync(removed_while_they_talk)(guests[:3])


def test_a_stranger_who_guesses_finds_nothing_and_hears_nothing(live: Live, guests: list[Guest]):
    """Globex' people have the same keys as Acme's; Carol is a colleague who is in another thread."""
    thread = group_of(guests[:3])
    alone = httpx.post(
        f"http://{LOOPBACK}:{live.port}/api/v1/threads",
        json={"people": [str(guests[1].person.pk)]},
        headers=guests[0].token,
        timeout=30,
    ).json()["id"]
    said = httpx.post(
        f"http://{LOOPBACK}:{live.port}/api/v1/threads/{alone}/messages",
        json={"client_id": uuid.uuid4().hex, "text": "between two"},
        headers=guests[0].token,
        timeout=30,
    ).json()["id"]
    async_to_sync(finds_nothing)(guests[2], alone, said)
    async_to_sync(finds_nothing)(guests[3], thread, said)
