"""That somebody types: one frame for every place where people write, true for five seconds, never stored.

An app tells of its places once, in AppConfig.ready():

    typing_place("thread", access.who_hears_typing)

`who_hears_typing(person, id)` finds the place for this person, or raises Http404, and answers the ids of those
who may know; nobody, where a crowd would only be disturbed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from core.limits import wait_for
from core.schema import HasSchema
from realtime.events import Event
from realtime.hooks import Frame
from realtime.publish import relay

Audience = Callable[[Any, str], Iterable[int]]
PLACES: dict[str, Audience] = {}
RATE, BURST = 0.5, 3  # frames that are passed on, of one person in one place
LONGEST = 40


@dataclass(frozen=True, kw_only=True)
class TypingStarted(Event):
    """Somebody is writing in `place` (`thread:7`, `post:12`); true for five seconds."""

    type = "realtime.typing_started"
    v = 1

    place: str
    person: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class TypingStopped(Event):
    """Somebody who was writing in `place` took it all away again."""

    type = "realtime.typing_stopped"
    v = 1

    place: str
    person: dict[str, str]


def typing_place(kind: str, audience: Audience) -> None:
    """Frames about `kind:id` go to whom `audience(person, id)` names."""
    known = PLACES.get(kind)
    if known is not None and known is not audience:
        raise ValueError(f"{kind} is a place already")
    PLACES[kind] = audience


def typing(company: HasSchema, person: Any, frame: Frame) -> None:
    """`{"type": "typing", "place": "thread:12"}`; the place is a `thread` or a `post`.

    With `"stopped": true` the person writes there no longer.
    """
    place = frame["place"]
    if not isinstance(place, str) or len(place) > LONGEST:
        raise Http404
    kind, _colon, pk = place.partition(":")
    if kind not in PLACES:
        raise Http404
    others = set(PLACES[kind](person, pk)) - {person.pk}
    event = TypingStopped if frame.get("stopped") is True else TypingStarted
    if others and not wait_for(f"{event.type}:{place}:{person.pk}", rate=RATE, burst=BURST):
        relay(event(place=place, person={"id": str(person.pk), "name": str(person)}), to=others)
