"""What is told of people to open pages, and to a person's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from realtime.events import Event


@dataclass(frozen=True, kw_only=True)
class StatusChanged(Event):
    """Somebody says something else of themselves, or nothing (null) any more. Told to who was here in the last day."""

    type = "people.status_changed"
    v = 1

    person: dict[str, str]
    status: dict[str, Any] | None


@dataclass(frozen=True, kw_only=True)
class SignInCodeUsed(Event):
    """A phone signed in by the code that one of the person's own screens shows. `device` names it in words."""

    type = "people.sign_in_code_used"
    v = 1

    id: str
    device: str


@dataclass(frozen=True, kw_only=True)
class FollowChanged(Event):
    """The person began to follow somebody, or ended it. Told to their own pages only."""

    type = "people.follow_changed"
    v = 1

    person: dict[str, str]
    following: bool
