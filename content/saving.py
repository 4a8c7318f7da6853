"""What people put aside: each app tells of its kind, with its own check of who may read it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404
from django.utils.functional import Promise

from content.search import Found
from people.models import User


@dataclass(frozen=True)
class Savable:
    label: str | Promise
    find: Callable[[User, object], object]
    show: Callable[[User, Sequence[int]], Mapping[int, Found]]


KINDS: dict[str, Savable] = {}


def savable(
    kind: str,
    *,
    label: str | Promise,
    find: Callable[[User, object], object],
    show: Callable[[User, Sequence[int]], Mapping[int, Found]],
) -> None:
    """`find(person, id)` raises 404 for who may not read it; `show(person, ids)` answers those that the person may
    read now, asked each time they are listed. Call it in AppConfig.ready()."""
    KINDS[kind] = Savable(label, find, show)


def must_be_readable(person: User, kind: str, thing: object) -> None:
    if kind not in KINDS:
        raise Http404
    KINDS[kind].find(person, thing)
