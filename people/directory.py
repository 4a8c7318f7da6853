"""The list of colleagues: found by words, narrowed by department, place, title and skill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import CharField, Count, F, Func, QuerySet
from django.db.models import Value as Constant
from django.db.models.functions import Cast
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from people.models import User
from people.models.likeness import reckon_with_slips
from people.models.user import words_of

WORTH_A_GUESS = 4  # letters from which on a word that fits nowhere is taken for a slip
LONGEST = 120
MOST_VALUES = 200  # of one filter; who wants one beyond types it
FILTERS = ("department", "place", "title", "skill")


@dataclass(frozen=True)
class Asked:
    """What a reader wants of the directory; empty is no wish."""

    text: str = ""
    department: str = ""
    place: str = ""
    title: str = ""
    skill: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Asked:
        """Out of a query: `q` and the filters."""
        values = {name: given.get(name, "").replace("\0", "").strip()[:LONGEST] for name in FILTERS}
        return cls(text=given.get("q", "").replace("\0", "").strip()[:100], **values)

    @property
    def filters(self) -> dict[str, str]:
        return {name: value for name in FILTERS if (value := getattr(self, name))}

    @property
    def query(self) -> str:
        """The same as a query of an address."""
        return urlencode({"q": self.text, **self.filters} if self.text else self.filters)

    def without(self, name: str) -> Asked:
        return replace(self, **{name: ""})


@dataclass(frozen=True)
class Value:
    """One value of a filter, and how many of those found have it."""

    value: str
    number: int


def found_by(people: QuerySet[User], text: str) -> QuerySet[User]:
    """Those that fit `text`; where nobody does, those whose words are written much like it. Each has `rank`."""
    found = people.search(text)
    guess = any(len(word) >= WORTH_A_GUESS for word in words_of(text))
    if not guess or found.order_by().exists():
        return found
    reckon_with_slips()
    return people.resembling(text)


def narrowed(people: QuerySet[User], asked: Asked) -> QuerySet[User]:
    for name, value in asked.filters.items():
        people = people.filter(skills__contains=[value]) if name == "skill" else people.filter(**{name: value})
    return people


def values_of(people: QuerySet[User], asked: Asked) -> dict[str, list[Value]]:
    """For each filter what it may be set to, by number of people: counted among those whom the other filters leave.

    One query for all of them.
    """
    counted = [_counted(narrowed(people, asked.without(name)), name) for name in FILTERS]
    found: dict[str, list[Value]] = {name: [] for name in FILTERS}
    for row in counted[0].union(*counted[1:], all=True):
        found[row["which"]].append(Value(row["value"], row["number"]))
    for name, chosen in asked.filters.items():
        if all(each.value != chosen for each in found[name]):
            found[name].append(Value(chosen, 0))
    return {name: sorted(values, key=lambda each: (-each.number, each.value)) for name, values in found.items()}


def _counted(people: QuerySet[User], name: str) -> QuerySet[User, dict[str, Any]]:
    column: Any = Func(F("skills"), function="unnest") if name == "skill" else F(name)
    rows = people.order_by() if name == "skill" else people.order_by().exclude(**{name: ""})
    which = Constant(name, output_field=CharField())
    return (
        rows.annotate(which=which, value=Cast(column, CharField()))
        .values("which", "value")
        .annotate(number=Count("pk"))
        .order_by("-number", "value")[:MOST_VALUES]
    )


@dataclass(frozen=True)
class Filter:
    """One choice above the list."""

    name: str
    everything: str
    chosen: str
    values: list[Value]


def filters_of(people: QuerySet[User], asked: Asked) -> list[Filter]:
    """The choices above the list."""
    everything = {
        "department": _("All departments"),
        "place": _("All places"),
        "title": _("All titles"),
        "skill": _("All skills"),
    }
    values = values_of(people, asked)
    return [Filter(name, everything[name], getattr(asked, name), values[name]) for name in FILTERS]
