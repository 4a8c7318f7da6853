"""Whom one may mean with `@` in a place: those who are in it first, of these one's own department, and a mark on those
who could not read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import Http404

from people.access import people_for
from people.models import User


@dataclass(frozen=True)
class Scope:
    """`members` are the ids (or a query of them) of who is in the place; `open` tells whether everyone may read it."""

    members: QuerySet
    open: bool


Find = Callable[[User, str], Scope]
SCOPES: dict[str, Find] = {}

MENTION_ORDER = ("beside", "rank", "apart", "name_key", "id")


def mention_scope(kind: str, find: Find) -> None:
    """Names in `kind:id` are completed with `find(person, id)`, which raises Http404. Call it in AppConfig.ready()."""
    SCOPES[kind] = find


def people_to_mention(person: User, text: str, place: str) -> tuple[QuerySet[User], Scope | None]:
    """Colleagues by any part of the name, those of the place first (`beside` is 0), and of those whom the text
    fits as well, the person's own department (`apart` is 0); and the place's scope."""
    near = [When(department=person.department, then=Value(0))] if person.department else []
    found = people_for(person, text=text).annotate(apart=Case(*near, default=Value(1), output_field=IntegerField()))
    if not place:
        return found.annotate(beside=Value(1)), None
    kind, _colon, pk = place.partition(":")
    if kind not in SCOPES or len(place) > 40:
        raise Http404
    scope = SCOPES[kind](person, pk)
    return found.annotate(beside=Case(When(pk__in=scope.members, then=Value(0)), default=Value(1))), scope
