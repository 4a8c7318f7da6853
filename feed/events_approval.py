"""What sockets hear of posts that wait to be let in."""

from __future__ import annotations

from dataclasses import dataclass

from realtime.events import Event


@dataclass(frozen=True, kw_only=True)
class WaitingChanged(Event):
    """A post waits to be let into a group, or was decided; to those who decide, and to its author, for whom
    `waiting` is null."""

    type = "feed.waiting_changed"
    v = 1

    group: str
    waiting: int | None
