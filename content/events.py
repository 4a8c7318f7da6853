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


@dataclass(frozen=True, kw_only=True)
class DraftChanged(Event):
    """A draft of one's own was written on a device, or is gone (`version` 0). Its text is fetched where it is shown."""

    type = "content.draft_changed"
    v = 1

    place: str
    version: int
    device: str


@dataclass(frozen=True, kw_only=True)
class SavedChanged(Event):
    """The person saved a thing, moved it to another list (`list` is null: to none), or keeps it no longer."""

    type = "content.saved_changed"
    v = 1

    kind: str
    id: str
    saved: bool
    list: str | None
