"""What one search over everything asks: each app tells of its own kind, with its own check of who may see what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.functional import Promise

from people.models import User


@dataclass(frozen=True, kw_only=True)
class Found:
    """One thing found, as a line of results: `marks` are the places (start, length) in `text` that were looked for."""

    id: str
    title: str
    link: str
    text: str = ""
    marks: list[tuple[int, int]] = field(default_factory=list)
    person: User | None = None
    at: datetime | None = None


Find = Callable[[User, str, int], Sequence[Found]]


@dataclass(frozen=True)
class Kind:
    name: str
    label: str | Promise
    find: Find
    place: int


KINDS: dict[str, Kind] = {}


def searchable(name: str, *, label: str | Promise, find: Find, place: int) -> None:
    """`find(person, text, most)` answers what this person may see, best first. Call it in AppConfig.ready()."""
    KINDS[name] = Kind(name, label, find, place)


def kinds() -> list[Kind]:
    """In the order in which they are shown."""
    return sorted(KINDS.values(), key=lambda kind: kind.place)
