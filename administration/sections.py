"""The rooms of the company's settings. Each has one right; an app to the right hangs its own in by `register`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from people.models import User
from people.roles import Right


@dataclass(frozen=True, kw_only=True)
class Section:
    name: str
    url: str  # name of its page, below /settings/company/
    label: str | Promise
    icon: str
    right: Right
    place: int  # lower stands first
    waits: Callable[[User], int] | None = None  # how many things in it wait for this person


SECTIONS: dict[str, Section] = {}


def register(section: Section) -> Section:
    """Registering the same again changes nothing."""
    return SECTIONS.setdefault(section.name, section)


def sections_for(person: User) -> list[Section]:
    """Those the person may enter, in order."""
    return sorted((s for s in SECTIONS.values() if person.may(s.right)), key=lambda section: section.place)
