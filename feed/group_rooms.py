"""Rooms of a group that are about its posts: what waits, its files, its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractHour
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from content.models import File
from feed.approval import waiting_in
from feed.models import Comment, CommentReaction, Post, PostReaction, PostSeen
from groups.models import Group, Membership
from groups.tabs import Tab
from people.models import User

DAYS = 28
FEWEST = 5  # below it a number would tell of a person


@dataclass(frozen=True)
class Numbers:
    """28 days of a group. None: hidden, since it would tell of fewer than five people."""

    members: int
    active: int | None  # wrote, commented, reacted, or had a post on their screen
    wrote: int | None  # posted or commented
    only_read: int | None  # active, and neither wrote nor commented
    posts: int
    comments: int
    best_hour: int | None  # the hour, in the asker's zone, in which most was written


def tabs(*, request: HttpRequest, group: Group) -> list[Tab]:
    """For who may read the group; what waits only where there is some, or somebody decides."""
    if not (group.kind == Group.Kind.OPEN or group.joined):
        return []
    found = [Tab("files", _("Files"), reverse("feed:files", args=[group.pk]))]
    waiting = waiting_in(request.user, group).count() if group.joined else 0
    if waiting or (group.is_mine_to_moderate and group.approval != Group.Approval.NONE):
        found.append(Tab("waiting", _("Waiting"), reverse("feed:waiting", args=[group.pk]), waiting))
    if group.is_mine_to_run:
        found.append(Tab("numbers", _("Numbers"), reverse("feed:numbers", args=[group.pk])))
    return found


def files_of(person: User, group: Group) -> QuerySet[File]:
    """All files of the group's posts and comments that the person may read, to be shown newest first."""
    posts = Post.objects.visible_to(person).filter(group=group)
    comments = Comment.objects.present().filter(post__in=posts)
    held = Q(held_as=Post.held_as, holder__in=posts.values("pk"))
    held |= Q(held_as=Comment.held_as, holder__in=comments.values("pk"))
    return File.objects.present().filter(held).select_related("uploader")


def numbers_of(group: Group, zone: str) -> Numbers:
    """Of those who are in it now: who went is not counted, whoever else reads an open group neither."""
    since = timezone.now() - timedelta(days=DAYS)
    posts = Post.objects.present().filter(group=group)
    new_posts = posts.filter(created_at__gte=since)
    new_comments = Comment.objects.present().filter(post__group=group, created_at__gte=since)
    wrote = _by(new_posts, "author") | _by(new_comments, "author")
    read = (
        _by(PostSeen.objects.filter(post__group=group, seen_at__gte=since), "person")
        | _by(PostReaction.objects.filter(post__group=group, created_at__gte=since), "person")
        | _by(CommentReaction.objects.filter(comment__post__group=group, created_at__gte=since), "person")
    )
    inside = Membership.objects.filter(group=group, person__is_active=True)
    active = inside.filter(wrote | read).count()
    writing = inside.filter(wrote).count()
    return Numbers(
        members=group.member_count,
        active=_enough(active),
        wrote=_enough(writing),
        only_read=_enough(active - writing),
        posts=new_posts.count(),
        comments=new_comments.count(),
        best_hour=_best_hour(new_posts, new_comments, zone) if writing >= FEWEST else None,
    )


def _by(rows: QuerySet, column: str) -> Q:
    return Q(Exists(rows.filter(**{column: OuterRef("person")})))


def _enough(number: int) -> int | None:
    return number if number >= FEWEST else None


def _best_hour(posts: QuerySet[Post], comments: QuerySet[Comment], zone: str) -> int | None:
    hours: dict[int, int] = {}
    for rows in (posts, comments):
        each = rows.annotate(hour=ExtractHour("created_at", tzinfo=ZoneInfo(zone))).order_by()
        for hour, number in each.values("hour").annotate(n=Count("pk")).values_list("hour", "n"):
            hours[hour] = hours.get(hour, 0) + number
    return max(hours, key=lambda hour: (hours[hour], -hour)) if hours else None
