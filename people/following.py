"""Who reads whom, and what follows from it."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from people.models import Follow, User

BY_NAME = ("name_key", "id")


def followed_by(person: User) -> QuerySet[User]:
    """Whom the person follows, of those who are here."""
    return User.objects.here().filter(followed_by__follower=person, followed_by__ended_at=None)


def followers_of(person: User) -> QuerySet[User]:
    """Who follows the person, of those who are here."""
    return User.objects.here().filter(follows__followed=person, follows__ended_at=None)


def with_follow_of(people: QuerySet[User], reader: User) -> QuerySet[User]:
    """Each with `is_followed`: whether the reader follows them."""
    mine = Follow.objects.filter(follower=reader, followed=OuterRef("pk"), ended_at=None)
    return people.annotate(is_followed=Exists(mine))


def follows(reader: User, person: User) -> bool:
    return Follow.objects.filter(follower=reader, followed=person, ended_at=None).exists()


def follow_counts(person: User, reader: User) -> dict[str, int]:
    """How many the person follows, how many follow them, and (0 or 1) whether the reader does."""
    here = {"is_active": True, "joined_at__isnull": False}
    mine = Q(follower=person, **{f"followed__{name}": value for name, value in here.items()})
    theirs = Q(followed=person, **{f"follower__{name}": value for name, value in here.items()})
    running = Follow.objects.filter(Q(follower=person) | Q(followed=person), ended_at=None)
    return running.aggregate(
        following=Count("pk", filter=mine),
        followers=Count("pk", filter=theirs),
        by_reader=Count("pk", filter=Q(followed=person, follower=reader)),
    )
