"""Where drafts may stand: each app tells of its places, with its own check of who may write there."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404

from people.models import User

Find = Callable[[User, str], object]
PLACES: dict[str, Find] = {}


def draft_place(kind: str, find: Find) -> None:
    """Drafts in `kind:id` are kept where `find(person, id)` does not raise. Call it in AppConfig.ready()."""
    PLACES[kind] = find


def check_place(person: User, place: str) -> None:
    """404 unless the person may write there."""
    kind, colon, pk = place.partition(":")
    if kind not in PLACES or not colon or len(place) > 40:
        raise Http404
    PLACES[kind](person, pk)
