"""The hub outlives its Valkey: killed, started again, empty, it tells everyone to ask for what they missed."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from channels.layers import channel_layers

from realtime import background
from realtime.events import RESYNC
from standalone.processes import Process, Supervisor, wait_until_ready
from standalone.valkey import Valkey
from tests.ports import own_port
from tests.sockets import Line, here, hung_up, opened, tell

RESYNCED = orjson.loads(RESYNC)


class Mortal:
    """A Valkey of the test's own, that forgets everything when it dies."""

    def __init__(self, folder: Path) -> None:
        self.server = Valkey(folder, own_port(), "tests", throwaway=True)
        self.supervisor = Supervisor()
        self.process: Process | None = None

    def start(self) -> None:
        self.process = self.supervisor.start(self.server.program())
        wait_until_ready(self.process, self.server.is_ready, 10)

    def kill(self) -> None:
        self.process.signal_group(signal.SIGKILL)
        self.process.popen.wait()


@pytest.fixture
def valkey(tmp_path, settings, monkeypatch) -> Iterator[Mortal]:
    mortal = Mortal(tmp_path)
    mortal.start()
    settings.REDIS_URL = mortal.server.url
    hosts = {"hosts": [f"{mortal.server.url}/0"], "prefix": "workplace"}
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": "realtime.layer.Layer", "CONFIG": hosts}}
    monkeypatch.setattr(background, "_sender", None)
    yield mortal
    channel_layers.backends.clear()
    mortal.supervisor.end()


async def resynced(*lines: Line) -> None:
    for each in lines:
        assert await each.next() == RESYNCED


def test_after_a_break_everyone_is_told_to_ask_and_hears_again(
    scenario, acme, globex, bob, carol, gina, line_of, valkey
):
    async def story():
        lines = bobs, carols, ginas = await opened(line_of(bob), line_of(carol), line_of(gina))
        await tell(acme, "before", bob)
        await bobs.hears("before")
        await here(valkey.kill)
        await asyncio.sleep(0.5)
        await tell(acme, "lost", bob)
        await here(valkey.start)
        await resynced(*lines)
        await tell(acme, "after", bob, carol)
        await tell(globex, "after too", gina)
        await bobs.hears("after")
        await carols.hears("after")
        await ginas.hears("after too")
        assert await bobs.hears_nothing()
        await hung_up(*lines)

    scenario(story)


def test_a_break_too_short_to_see_is_noticed_too(scenario, acme, bob, line_of, valkey):
    async def story():
        (socket,) = await opened(line_of(bob))
        await here(valkey.kill)
        await here(valkey.start)
        await resynced(socket)
        await tell(acme, "after", bob)
        await socket.hears("after")
        await hung_up(socket)

    scenario(story)


def test_a_connection_cut_by_the_server_is_noticed(scenario, acme, bob, line_of, valkey):
    import redis

    async def story():
        (socket,) = await opened(line_of(bob))
        await here(redis.Redis.from_url(valkey.server.url).client_kill_filter, _type="pubsub")
        await resynced(socket)
        await tell(acme, "after", bob)
        await socket.hears("after")
        await hung_up(socket)

    scenario(story)


def test_a_socket_opens_without_valkey_and_hears_when_it_comes(scenario, acme, bob, line_of, valkey, monkeypatch):
    monkeypatch.setattr("realtime.hub.PATIENCE", 0.2)

    async def story():
        await here(valkey.kill)
        (socket,) = await opened(line_of(bob))
        await socket.send_json_to({"type": "presence", "state": "active"})
        await socket.send_json_to({"type": "ping"})
        assert await socket.next() == {"type": "pong"}
        await here(valkey.start)
        await resynced(socket)
        await tell(acme, "hello", bob)
        await socket.hears("hello")
        await hung_up(socket)

    scenario(story)


def test_who_was_ended_during_a_break_is_found_after_it(scenario, acme, bob, line_of, valkey, monkeypatch):
    monkeypatch.setattr("realtime.consumer.SPREAD", 0.1)

    async def story():
        (socket,) = await opened(line_of(bob))
        await here(valkey.kill)
        await here(type(bob).objects.filter(pk=bob.pk).update, is_active=False)
        await here(valkey.start)
        assert await socket.closed_with() == 4401

    scenario(story)
