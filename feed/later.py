"""Posts that a person put off: their own, and nobody else's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from content.models import File
from core.rest import to_pk
from feed.access import place_to_post_in
from feed.marking import may_ask_for_days
from feed.models import ScheduledPost
from groups.models import Group
from people.models import User

ORDER = ("send_at", "id")


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a post to come will stand (without a group on its author's profile), and for how many days on top."""

    group: Group | None
    important_days: int | None


def scheduled_of(person: User) -> QuerySet[ScheduledPost]:
    """What waits, and what could not be published until its author has decided what becomes of it."""
    open_ones = ScheduledPost.objects.filter(author=person).exclude(state=ScheduledPost.State.SENT)
    return open_ones.select_related("group", "author")


def scheduled_for(person: User, pk: object) -> ScheduledPost:
    found = ScheduledPost.objects.filter(author=person, pk=to_pk(pk)).select_related("group", "author").first()
    if found is None:
        raise Http404
    return found


def standing(person: User, scheduled: ScheduledPost, asked: Mapping[str, Any]) -> Standing | None:
    """What it shall be of `group` and `important_days` together, by what the person may do now; None where neither is
    asked for."""
    if asked.keys().isdisjoint({"group", "important_days"}):
        return None
    group = place_to_post_in(person, asked.get("group", scheduled.group_id))
    days = asked.get("important_days", scheduled.data.get("important_days"))
    may_ask_for_days(person, group, days)
    return Standing(group=group, important_days=days)


def waiting_of(person: User) -> int:
    return ScheduledPost.objects.filter(author=person, state=ScheduledPost.State.WAITING).count()


def failed_seen_by(person: User, ids: Iterable[int]) -> dict[int, ScheduledPost]:
    """Of those that could not be published: one's own, and in groups one looks after those of people who left."""
    own = Q(author=person)
    left = Q(author__is_active=False, group__in=Group.objects.moderated_by(person))
    failed = ScheduledPost.objects.filter(own | left, state=ScheduledPost.State.FAILED)
    return failed.select_related("author", "group").in_bulk(list(ids))


def may_read_file(person: User, file: File) -> bool:
    """What waits with a post is its author's alone."""
    return ScheduledPost.objects.filter(pk=file.holder or 0, author=person).exists()


def audience(scheduled: int) -> list[int]:
    return list(ScheduledPost.objects.filter(pk=scheduled).values_list("author_id", flat=True))
