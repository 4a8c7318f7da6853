"""What content tells open sockets."""

from __future__ import annotations

from dataclasses import dataclass

from realtime.events import Event


@dataclass(frozen=True, kw_only=True)
class FilePrepared(Event):
    """A picture can be shown now, or cannot be (`state` is `broken`). Goes to all who see what holds it."""

    type = "content.file_prepared"
    v = 1

    id: str
    kind: str
    name: str
    mime: str
    size: int
    width: int | None
    height: int | None
    duration: int | None
    alt_text: str
    state: str
    url: str
    view_url: str | None
    thumb_url: str | None
