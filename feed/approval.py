"""Posts that wait to be let in: whom they wait for, and who may know of them."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404
from django.utils import timezone

from core.rest import to_pk
from feed.models import Post, PostQuerySet
from groups.models import Group, Membership
from people.models import User


def waits_from(group: Group | None, author: User) -> datetime | None:
    """Since when a post that is written now waits; None: it stands at once. Who looks after the group never waits."""
    if group is None or group.approval == Group.Approval.NONE:
        return None
    member = Membership.objects.filter(group=group, person=author).first()
    if member is not None and member.role in Membership.LOOKING_AFTER:
        return None
    if group.approval == Group.Approval.FIRST and member is not None and member.has_posted:
        return None
    return timezone.now()


def note_posted(group: Group | None, author: User) -> None:
    """A post of theirs stands here: they are no newcomer any more."""
    if group is not None:
        Membership.objects.filter(group=group, person=author, has_posted=False).update(has_posted=True)


def waiting_in(person: User, group: Group) -> PostQuerySet:
    """What waits in a group: for who looks after it all of it, for others their own. The longest first."""
    return Post.objects.waiting_for(person).filter(group=group).for_reader(person)


def waiting_count(group: Group) -> int:
    return Post.objects.waiting().filter(group=group).count()


def waiting_post(person: User, post_id: object) -> Post:
    """A post that waits and that the person knows of."""
    return _there(Post.objects.waiting_for(person).for_reader(person).filter(pk=to_pk(post_id)).first())


def own_waiting_post(person: User, post_id: object) -> Post:
    """A post of one's own that waits, to be taken back."""
    return _there(Post.objects.waiting_for(person).filter(author=person, pk=to_pk(post_id)).first())


def post_to_decide(person: User, post_id: object) -> Post:
    """A post that waits in a group that the person looks after."""
    found = Post.objects.waiting().filter(group__in=Group.objects.looked_after_by(person), pk=to_pk(post_id))
    return _there(found.select_related(*Post.shown_with).first())


def _there(post: Post | None) -> Post:
    if post is None:
        raise Http404
    return post
