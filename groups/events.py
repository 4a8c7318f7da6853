"""What groups tell open sockets. Nothing of a group goes to anybody who may not know of it at that moment."""

from __future__ import annotations

from dataclasses import dataclass

from realtime.events import Event

Ref = dict[str, str]


@dataclass(frozen=True, kw_only=True)
class GroupChanged(Event):
    """A group has another name, purpose, picture or rule of who may post, or is archived; to its members."""

    type = "groups.group_changed"
    v = 1

    id: str
    name: str
    kind: str
    archived: bool


@dataclass(frozen=True, kw_only=True)
class MemberJoined(Event):
    """Somebody is in a group, or has another role in it; to them, and to who looks after the group."""

    type = "groups.member_joined"
    v = 1

    group: Ref
    person: Ref
    role: str
    member_count: int


@dataclass(frozen=True, kw_only=True)
class MemberLeft(Event):
    """Somebody is in a group no more; to them, and to who looks after the group."""

    type = "groups.member_left"
    v = 1

    group: Ref
    person: Ref
    member_count: int


@dataclass(frozen=True, kw_only=True)
class WaysInChanged(Event):
    """Who asks, is invited or has a link into a group changed; to its admins, and to the person it is about."""

    type = "groups.ways_in_changed"
    v = 1

    group: str
    waiting: int
