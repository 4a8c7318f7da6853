"""Important posts: they stand on top until each reader has read them, or their days are over."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record
from core.errors import Conflict, Refusal
from feed.actions.telling import tell_important
from feed.events import PostMarked, PostRead
from feed.fragments import post_html
from feed.marking import MOST_DAYS
from feed.models import Post, PostSeen
from feed.notifications import IMPORTANT
from feed.serializers import post_data
from feed.writing import change, locked
from notifications.actions import notify, read_about
from people.models import User
from people.serializers import person_ref
from realtime.publish import publish


def end_of(*, days: int) -> datetime:
    """When a post that becomes important now is so no longer."""
    if not 1 <= days <= MOST_DAYS:
        why = _("From 1 to 7 days.")
        raise Refusal("invalid", why, fields={"important_days": [why]})
    return timezone.now() + timedelta(days=days)


@transaction.atomic
def make_important(*, post: Post, by: User, days: int) -> Post:
    """Put it on top for everyone in its group, from now on; who has read it stays undisturbed."""
    post = locked(post)
    was = post.is_important
    post.important_until = end_of(days=days)
    post.save(update_fields=["important_until"])
    record(who=by, what="feed.post_made_important", on_whom=post.author, post=str(post.pk), days=days)
    _tell_marked(post)
    if not was:
        tell_important(post=post, but=_have_read(post))
    return post


@transaction.atomic
def end_importance(*, post: Post, by: User) -> Post:
    """It is a post like others again."""
    post = locked(post)
    if post.is_important:
        post.important_until = timezone.now()
        post.save(update_fields=["important_until"])
        record(who=by, what="feed.post_importance_ended", on_whom=post.author, post=str(post.pk))
        _tell_marked(post)
    return post


@transaction.atomic
def read_important(*, post: Post, person: User) -> Post:
    """The person tapped *Read*: it leaves the top of their feed, and their bell. Once is as good as twice."""
    post = locked(post)
    if post.important_until is None:
        raise Conflict("not_important", _("This post does not ask to be read."))
    if post.author_id == person.pk:
        raise Conflict("own_post", _("You wrote it yourself."))
    row, new = PostSeen.objects.get_or_create(post=post, person=person)
    if row.read_at is None:
        row.read_at = timezone.now()
        row.save(update_fields=["read_at"])
        post.read_count += 1
        post.seen_count += 1 if new else 0
        post.save(update_fields=["read_count", "seen_count"])
        event = PostRead(id=str(post.pk), person=person_ref(person), read_count=post.read_count)
        publish(event, to=[post.author_id, person.pk])
    read_about(person=person, about=post)
    return post


@transaction.atomic
def nudge(*, post: Post) -> int:
    """Ring again for those of the group who have not read it, once; how many there are."""
    post = locked(post)
    if not post.is_important or post.group is None:
        raise Conflict("not_important", _("Its days are over: there is nothing to ask for."))
    if post.nudged_at:
        raise Conflict("nudged", _("They were asked once already."))
    post.nudged_at = timezone.now()
    post.save(update_fields=["nudged_at"])
    people = set(post.group.member_ids()) - _have_read(post) - {post.author_id}
    notify(kind=IMPORTANT, people=people, about=post, by=post.author, detail={"nudge": 1})
    _tell_marked(post)
    return len(people)


def _have_read(post: Post) -> set[int]:
    return set(PostSeen.objects.filter(post=post, read_at__isnull=False).values_list("person_id", flat=True))


def _tell_marked(post: Post) -> None:
    change(post)
    publish(PostMarked(**post_data(post), html=post_html(post)), to=post.hearer_ids())
