"""What one search over everything asks: each app tells of its own kinds, with its own check of who may see what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils.functional import Promise

from core.rest import beyond
from people.models import User

Q = TypeVar("Q", bound=QuerySet[Any])


@dataclass(frozen=True, kw_only=True)
class Question:
    """What somebody looks for: words, or none, and by whom, in which group, between which moments (`until` is not in
    it). `after`: the `key` of the last thing that they have, of the one kind that is asked for."""

    text: str
    by: int | None = None
    group: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    after: tuple[Any, ...] = ()
    shared: dict[str, Any] = field(default_factory=dict, compare=False)  # what several sources of one search look up

    @property
    def narrowed_by(self) -> set[str]:
        """Which of the filters are set: `by`, `group`, `date`."""
        given = {"by": self.by, "group": self.group, "date": self.since or self.until}
        return {name for name, value in given.items() if value}

    @property
    def is_narrowed(self) -> bool:
        return bool(self.narrowed_by)

    @property
    def is_empty(self) -> bool:
        return not self.text and not self.is_narrowed

    @property
    def offset(self) -> int:
        """How many they have of what is found by rank and not by time."""
        return int(self.after[0]) if self.after else 0

    def past(self, rows: Q, *by: str) -> Q:
        """Those after what they have, in the falling order of these columns; the first is a moment."""
        if not self.after:
            return rows
        return rows.filter(beyond(by, self.after, descending=True), **{f"{by[0]}__lte": self.after[0]})

    def between(self, rows: Q, column: str) -> Q:
        """Rows whose moment lies between those that are asked for."""
        if self.since:
            rows = rows.filter(**{f"{column}__gte": self.since})
        return rows.filter(**{f"{column}__lt": self.until}) if self.until else rows


@dataclass(frozen=True, kw_only=True)
class Found:
    """One thing found, as a line of results: `marks` are the places (start, length) in `text` that were looked for,
    `title_marks` those in `title`. `key` is its place among what is found, from which the next ones go on."""

    id: str
    title: str
    link: str
    text: str = ""
    marks: list[tuple[int, int]] = field(default_factory=list)
    title_marks: list[tuple[int, int]] = field(default_factory=list)
    person: User | None = None
    at: datetime | None = None
    key: tuple[Any, Any] = (0, 0)

    @property
    def title_pieces(self) -> list[tuple[str, bool]]:
        return pieces(self.title, self.title_marks)

    @property
    def text_pieces(self) -> list[tuple[str, bool]]:
        return pieces(self.text, self.marks)


Find = Callable[[User, Question, int], Sequence[Found]]


@dataclass
class Kind:
    """`finds` are its sources (files lie with posts and with messages), each with the filters that it answers."""

    name: str
    label: str | Promise
    place: int
    finds: list[tuple[Find, frozenset[str]]]

    def find(self, person: User, question: Question, most: int) -> list[Found]:
        """Best first; of several sources by their keys. A source that a filter means nothing to has nothing."""
        asked = [find for find, filters in self.finds if question.narrowed_by <= filters]
        found = [each for find in asked for each in find(person, question, most)]
        if len(asked) > 1:
            found.sort(key=lambda each: each.key, reverse=True)
        return found[:most]


KINDS: dict[str, Kind] = {}


def searchable(
    name: str, *, label: str | Promise, find: Find, place: int, narrowed_by: set[str] | frozenset[str] = frozenset()
) -> None:
    """`find(person, question, most)` answers what this person may see, best first. Call it in AppConfig.ready().

    A second one of the same name is another source of the same kind.
    """
    kind = KINDS.setdefault(name, Kind(name, label, place, []))
    if all(known is not find for known, _ in kind.finds):
        kind.finds.append((find, frozenset(narrowed_by)))


def kinds() -> list[Kind]:
    """In the order in which they are shown."""
    return sorted(KINDS.values(), key=lambda kind: kind.place)


def pieces(text: str, marks: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    """The text in order, each piece with whether it was looked for."""
    found, at = [], 0
    for start, length in marks:
        found += [(text[at:start], False), (text[start : start + length], True)]
        at = start + length
    return [piece for piece in [*found, (text[at:], False)] if piece[0]]
