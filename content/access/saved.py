"""What a person has put aside."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from content.models import Saved
from content.saving import KINDS
from content.search import Found
from people.models import User


def saved_of(person: User, kind: str = "") -> QuerySet[Saved]:
    found = Saved.objects.filter(person=person, kind__in=[*KINDS])
    return found.filter(kind=kind) if kind else found


def shown_to(person: User, rows: Iterable[Saved]) -> list[tuple[Saved, Found]]:
    """What the person may still read of these, in their order: one question for each kind."""
    rows, found = list(rows), {}
    for kind in {row.kind for row in rows}:
        things = [row.thing for row in rows if row.kind == kind]
        found.update({(kind, pk): each for pk, each in KINDS[kind].show(person, things).items()})
    return [(row, found[row.kind, row.thing]) for row in rows if (row.kind, row.thing) in found]
