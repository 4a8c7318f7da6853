"""What Work Chat tells open sockets: only to those who are in the thread at that moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from realtime.events import Event


@dataclass(frozen=True, kw_only=True)
class MessageData:
    """A message, as the API gives it."""

    id: str
    thread: str
    seq: int
    version: int
    kind: str
    author: dict[str, str]
    text: str
    mentions: list[dict[str, str]]
    means_all: bool
    sticker: str | None
    files: list[dict[str, Any]]
    cards: list[dict[str, Any]]
    detail: dict[str, Any]
    reply_to: dict[str, Any] | None
    forwarded: bool
    reactions: dict[str, list[str]]
    client_id: str | None
    created_at: datetime
    edited_at: datetime | None
    deleted_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class MessageSent(MessageData, Event):
    """Somebody said something in a thread."""

    type = "chat.message_sent"
    v = 1


@dataclass(frozen=True, kw_only=True)
class MessageEdited(MessageData, Event):
    """The author changed a message; its place (`seq`) stays, its `version` grows."""

    type = "chat.message_edited"
    v = 1


@dataclass(frozen=True, kw_only=True)
class MessageDeleted(MessageData, Event):
    """A message was removed for everybody; a stub without text keeps its place."""

    type = "chat.message_deleted"
    v = 1


@dataclass(frozen=True, kw_only=True)
class MessageChanged(MessageData, Event):
    """Something that hangs on a message changed, not what it says: its reactions, a link card, a pin."""

    type = "chat.message_changed"
    v = 1


@dataclass(frozen=True, kw_only=True)
class ThreadData:
    """A thread, as all its members see it; `members` names the first ten."""

    id: str
    kind: str
    name: str
    picture: dict[str, Any] | None
    history: str
    group: str | None
    version: int
    member_count: int
    members: list[dict[str, Any]]
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True, kw_only=True)
class ThreadCreated(ThreadData, Event):
    """A thread is there that was not there before."""

    type = "chat.thread_created"
    v = 1


@dataclass(frozen=True, kw_only=True)
class ThreadChanged(ThreadData, Event):
    """A thread's name or members changed. Who was just added hears it too, and learns of the thread by it."""

    type = "chat.thread_changed"
    v = 1


@dataclass(frozen=True, kw_only=True)
class ThreadKept(Event):
    """This person pinned, muted, archived or marked a thread, maybe on another device. Told to their own alone."""

    type = "chat.thread_kept"
    v = 1

    thread: str
    pinned: bool
    muted_until: datetime | None
    archived: bool
    marked_unread: bool


@dataclass(frozen=True, kw_only=True)
class ThreadLeft(Event):
    """The person who hears this is no longer in the thread, and hears nothing more of it."""

    type = "chat.thread_left"
    v = 1

    id: str


@dataclass(frozen=True, kw_only=True)
class ThreadRead(Event):
    """Somebody has read up to `seq`: told to their own devices, in small threads to the other members too."""

    type = "chat.thread_read"
    v = 1

    thread: str
    person: dict[str, str]
    seq: int


@dataclass(frozen=True, kw_only=True)
class MessageDelivered(Event):
    """A device of `person` has all messages up to `seq`. Only their authors are told."""

    type = "chat.message_delivered"
    v = 1

    thread: str
    person: dict[str, str]
    seq: int


@dataclass(frozen=True, kw_only=True)
class PreferencesChanged(Event):
    """The person who hears this wants Work Chat another way: told to their own devices."""

    type = "chat.preferences_changed"
    v = 1

    receipts: bool
    sounds: bool
    takes_all: bool


@dataclass(frozen=True, kw_only=True)
class ReceiptsChanged(Event):
    """Somebody shows from now on what they have read, or shows it no more: ask for the members of small threads with
    them. What they read while they hid it is told to nobody."""

    type = "chat.receipts_changed"
    v = 1

    person: str
    shown: bool


@dataclass(frozen=True, kw_only=True)
class PinsChanged(Event):
    """A message was pinned or unpinned: ask for the thread's pins."""

    type = "chat.pins_changed"
    v = 1

    thread: str
    version: int


@dataclass(frozen=True, kw_only=True)
class ScheduledChanged(Event):
    """Messages that the person who hears this put off in a thread: `waiting` of them wait now."""

    type = "chat.scheduled_changed"
    v = 1

    thread: str
    waiting: int


@dataclass(frozen=True, kw_only=True)
class BlockChanged(Event):
    """The person who hears this blocked somebody, or lifted it, maybe on another device."""

    type = "chat.block_changed"
    v = 1

    person: str
    blocked: bool
