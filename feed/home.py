"""Pages of the home feed. *New* is the newest first; *Top* puts the newest of two weeks in another order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from core.cursor import BadCursor, pack, unpack
from core.paging import Page
from feed import listing
from feed.finding import newest_of_home, newest_places
from feed.models import FeedPreferences, Post
from feed.ranking import candidates_of, ranked
from groups.access import group_to_read
from people.access import person_for
from people.models import User

Order = FeedPreferences.Order
ORDER = ("created_at", "pk")


def order_of(person: User) -> str:
    """How the person wants their home feed: *Top* until they say otherwise."""
    return listing.ORDER.first(person=person.pk) or FeedPreferences.Order.TOP


def newest_ids(person: User, count: int, *, group: object = None, profile: object = None) -> list[int]:
    """Which posts are the newest of the home feed, of a group's or of a profile's."""
    if group:
        posts = Post.objects.visible_to(person).filter(group=group_to_read(person, group))
    elif profile:
        posts = Post.objects.present().filter(group=None, author=person_for(person, profile))
    else:
        posts = newest_of_home(person, count)
    return list(posts.order_by("-created_at", "-pk").values_list("pk", flat=True)[:count])


def home_page(person: User, *, order: str, cursor: str = "", size: int) -> Page[Post]:
    """One page of the home feed. The cursor tells in which order it was begun; raises BadCursor for a strange one."""
    if cursor:
        begun = _unpacked(cursor)
        return _top_goes_on(person, begun, size) if len(begun) > len(ORDER) else _new_goes_on(person, begun, size)
    if order == Order.TOP:
        return _top_begins(person, size)
    return _newest(person, size, None)


def _new_goes_on(person: User, begun: Sequence[Any], size: int) -> Page[Post]:
    at, pk = begun
    return _newest(person, size, (at, pk))


def _newest(person: User, size: int, before: tuple[datetime, int] | None) -> Page[Post]:
    found = newest_places(person, size + 1, before)
    here, more = found[:size], len(found) > size
    return Page(_posts(person, [pk for _, pk in here]), _cursor(here[-1], []) if more else "", first=before is None)


def _top_begins(person: User, size: int) -> Page[Post]:
    candidates, goes_on = candidates_of(person)
    if not candidates:  # two quiet weeks: what there is, newest first
        return home_page(person, order=Order.NEW, size=size)
    last = (candidates[-1].created_at, candidates[-1].id)
    here, left = _parted(ranked(candidates, timezone.now()), size)
    return Page(_posts(person, here), _cursor(last, left) if left or goes_on else "", first=True)


def _top_goes_on(person: User, begun: Sequence[Any], size: int) -> Page[Post]:
    """What was ranked when the first page was made. The cursor carries it: whatever happens meanwhile, nothing is
    shown twice and nothing is left out. After it all that is older follows, newest first."""
    at, pk, wanted = begun
    here, left = _parted(wanted, size)
    goes_on = bool(left) or newest_of_home(person, 1, (at, pk)).exists()
    return Page(_posts(person, here), _cursor((at, pk), left) if goes_on else "", first=False)


def _parted(ids: list[int], size: int) -> tuple[list[int], list[int]]:
    return ids[:size], ids[size:]


def _posts(person: User, ids: list[int]) -> list[Post]:
    """In this order; without what is gone by now, or may not be read any more."""
    return listing.posts_in_order(person, ids)


def _cursor(last: tuple[datetime, int], left: list[int]) -> str:
    return pack([*last, ".".join(map(str, left))] if left else list(last))


def _unpacked(cursor: str) -> list[Any]:
    """`[at, id]`, or `[at, id, ids]` of *Top*."""
    try:
        at, pk, *left = _values(cursor)
        return [datetime.fromisoformat(at), int(pk), *([int(each) for each in ids.split(".")] for ids in left)]
    except (TypeError, ValueError, AttributeError) as broken:
        raise BadCursor from broken  # signed by us, for another list


def _values(cursor: str) -> list[Any]:
    try:
        return unpack(cursor, 2)
    except BadCursor:
        return unpack(cursor, 3)
