"""What a person has put aside."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, QuerySet
from django.http import Http404

from content.models import Saved, SavedList
from content.saving import KINDS
from content.search import Found
from core.rest import to_pk
from people.models import User

NO_LIST = "none"


def saved_of(person: User, kind: str = "", saved_list: SavedList | str | None = None) -> QuerySet[Saved]:
    """All of it, of one kind, in one list, or (`none`) in no list."""
    found = Saved.objects.filter(person=person, kind__in=[kind] if kind else [*KINDS])
    if isinstance(saved_list, SavedList):
        return found.filter(in_list=saved_list)
    return found.filter(in_list=None) if saved_list == NO_LIST else found


def lists_of(person: User) -> QuerySet[SavedList]:
    """The person's lists by name, each with `count`."""
    return SavedList.objects.filter(person=person).annotate(count=Count("things")).order_by("name", "pk")


def list_for(person: User, pk: object) -> SavedList:
    """One of the person's own lists."""
    found = lists_of(person).filter(pk=to_pk(pk)).first()
    if found is None:
        raise Http404
    return found


def list_or_none(person: User, which: str) -> SavedList | str | None:
    """What a page or the API asks for: a list's id, `none`, or nothing."""
    return which if which in ("", NO_LIST) else list_for(person, which)


def shown_to(person: User, rows: Iterable[Saved]) -> list[tuple[Saved, Found]]:
    """What the person may still read of these, in their order: one question for each kind."""
    rows, found = list(rows), {}
    for kind in {row.kind for row in rows}:
        things = [row.thing for row in rows if row.kind == kind]
        found.update({(kind, pk): each for pk, each in KINDS[kind].show(person, things).items()})
    return [(row, found[row.kind, row.thing]) for row in rows if (row.kind, row.thing) in found]
