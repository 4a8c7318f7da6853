"""One question to every kind of thing: what was asked, by page and API alike, and what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.functional import Promise

from content.search import KINDS, Found, Question, kinds
from core.cursor import BadCursor, pack, unpack
from core.limits import limit
from people.models import User

FEW = 6  # of each kind, where all are asked for
SEARCHES_A_SECOND, SEARCHES_AT_ONCE = 5, 60


@dataclass(frozen=True)
class Section:
    """What was found of one kind; `next` is the cursor of what comes after, empty where that is all."""

    name: str
    label: str | Promise
    found: list[Found]
    next: str


def look_for(person: User, question: Question, wanted: Sequence[str] = (), most: int = FEW) -> list[Section]:
    """Everything that the person may see and that fits, by kind, people first; kinds with nothing are left out.
    Without words it is what the filters leave."""
    limit(f"search:{person.pk}", rate=SEARCHES_A_SECOND, burst=SEARCHES_AT_ONCE)
    if question.is_empty:
        return []
    sections = []
    for kind in kinds():
        if not wanted or kind.name in wanted:
            found = kind.find(person, question, most + 1)
            following = pack([kind.name, *found[most - 1].key]) if len(found) > most else ""
            sections.append(Section(kind.name, kind.label, found[:most], following))
    return [section for section in sections if section.found]


def going_on(cursor: str) -> tuple[str, tuple[Any, ...]]:
    """Of which kind a cursor is, and where it goes on (`Question.after`); raises BadCursor."""
    kind, *after = unpack(cursor, 3)
    if kind not in KINDS:
        raise BadCursor
    return kind, tuple(after)


def known_kinds(text: str) -> list[str] | None:
    """`person,group` as a list; None if one of them is nothing to search."""
    wanted = [name.strip() for name in text.split(",") if name.strip()]
    return wanted if all(name in KINDS for name in wanted) else None


def day_begins(day: date, person: User) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(person.time_zone))


PERIODS = {"day": 1, "week": 7, "month": 31, "year": 365}


def since_when(period: str, person: User) -> datetime | None:
    """The beginning of the last day, week, month or year, on the person's own clock."""
    days = PERIODS.get(period)
    today = timezone.now().astimezone(ZoneInfo(person.time_zone)).date()
    return day_begins(today - timedelta(days=days - 1), person) if days else None
