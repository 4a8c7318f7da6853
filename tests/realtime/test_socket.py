"""The socket's door, and who hears what."""

from __future__ import annotations

from dataclasses import dataclass

from realtime.events import Event
from realtime.publish import publish
from tests.sockets import commit, opened


@dataclass(frozen=True, kw_only=True)
class Happened(Event):
    """Something happened in a test."""

    __module__ = "tests.realtime"
    type = "tests.thing_happened"
    v = 1

    what: str


def test_a_person_hears_what_is_meant_for_them(scenario, acme, bob, line_of):
    async def story():
        socket = line_of(bob)
        await opened(socket)
        commit(acme, publish, event=Happened(what="hello", html="<p>"), to=[bob.pk])
        assert await socket.next() == {"type": "tests.thing_happened", "v": 1, "data": {"what": "hello"}, "html": "<p>"}
        await socket.disconnect()

    scenario(story)
