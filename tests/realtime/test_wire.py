"""The socket on which a web thread says itself what happened."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from channels.layers import get_channel_layer
from django.conf import settings
from redis import Redis

from realtime.wire import Wire
from tests.installation import wait_for


@pytest.fixture
def wire() -> Iterator[Wire]:
    layer = get_channel_layer()
    made = Wire(layer.only_host, layer)
    yield made
    if made.connection is not None:
        made.connection.disconnect()


@pytest.fixture
def heard(wire: Wire) -> Iterator[tuple[str, list[dict]]]:
    """A group that nobody else knows, and what was said there so far."""
    group = f"wire-{uuid.uuid4().hex}"
    ear = Redis.from_url(settings.REDIS_URL).pubsub(ignore_subscribe_messages=True)
    said: list[dict] = []
    hear = {wire.layer.name_of(group): lambda frame: said.append(wire.layer.deserialize(frame["data"]))}
    ear.subscribe(**hear)
    listening = ear.run_in_thread(sleep_time=0.01, daemon=True)
    wait_for(lambda: ear.subscribed, "the ear to be there", 30)
    yield group, said
    listening.stop()
    listening.join(10)


def test_what_is_said_is_heard_in_its_order(wire, heard):
    group, said = heard
    for number in range(5):
        assert wire.publish(group, {"n": number}) == []
    assert wire.settle() == []
    wait_for(lambda: len(said) == 5, "all five", 30)
    assert [word["n"] for word in said] == [0, 1, 2, 3, 4]


def test_a_word_to_a_valkey_that_hung_up_meanwhile_comes_back_at_once(wire):
    """Not with the next word, which may come in the morning."""
    assert wire.publish("nobody", {"n": 1}) == []
    assert wire.settle() == []
    valkey = Redis.from_url(settings.REDIS_URL)
    mine = wire.connection._sock.getsockname()
    valkey.execute_command("CLIENT", "KILL", "ADDR", f"{mine[0]}:{mine[1]}")
    assert wire.publish("nobody", {"n": 2}) == [("nobody", {"n": 2})]
    assert wire.connection is None


def test_while_it_is_away_nothing_is_tried(wire):
    wire.away_until = float("inf")
    assert wire.publish("nobody", {"n": 1}) == [("nobody", {"n": 1})]
    assert wire.connection is None
