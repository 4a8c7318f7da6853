"""Events as a list: what comes up where a person is, where they go themselves, and what was."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils import timezone

from feed.listing import posts_in_order
from feed.models import Event, Post, Rsvp
from people.models import User

ORDER = ("begins_at", "pk")
COMING, MINE, PAST = SHOWS = ("coming", "mine", "past")


def events_of(person: User, show: str) -> QuerySet[Event]:
    """`coming`: of their groups and on the profiles they follow. `mine`: they are the host, or said yes or maybe; also
    what was cancelled, until its time is over. `past`: both, once it is. Nothing that they may not read any more."""
    going = Rsvp.objects.filter(person=person, answer__in=(Rsvp.Answer.YES, Rsvp.Answer.MAYBE)).values("event")
    mine = Q(post__author=person) | Q(pk__in=going)
    around = Q(post__in=Post.objects.home_of(person))
    events, now = Event.objects.filter(post__in=Post.objects.visible_to(person)), timezone.now()
    if show == PAST:
        return events.filter(around | mine, ends_at__lte=now, cancelled_at=None)
    if show == MINE:
        return events.filter(mine, ends_at__gt=now)
    return events.filter(around, ends_at__gt=now, cancelled_at=None)


def posts_of(person: User, events: Sequence[Event]) -> list[Post]:
    """Their posts with all that one entry shows, in the same order."""
    return posts_in_order(person, [event.post_id for event in events])
