"""Reading a colleague's posts, or not any more. Nobody is told whom one follows: only one's own other pages are."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Conflict, Refusal
from people.events import FollowChanged
from people.models import Follow, User
from people.serializers import person_ref
from realtime.publish import publish

TEAM_UP_TO = 50  # a larger team is no company one reads


@transaction.atomic
def follow(*, follower: User, person: User) -> bool:
    """Begin to follow; by hand, so it stays when the team changes. False if it was so already."""
    if follower.pk == person.pk:
        raise Refusal("oneself", _("You cannot follow yourself."))
    if not person.is_active:
        raise Conflict("left", _("This person has left."))
    row, new = Follow.objects.select_for_update().get_or_create(follower=follower, followed=person)
    began = new or row.ended_at is not None
    if row.by_itself or row.ended_at is not None:
        row.by_itself, row.ended_at = False, None
        row.save(update_fields=["by_itself", "ended_at"])
    if began:
        publish(FollowChanged(person=person_ref(person), following=True), to=[follower.pk])
    return began


@transaction.atomic
def unfollow(*, follower: User, person: User) -> bool:
    """End it. The row stays, so that nothing begins it anew by itself."""
    running = Follow.objects.filter(follower=follower, followed=person, ended_at=None)
    ended = running.update(ended_at=timezone.now()) > 0
    if ended:
        publish(FollowChanged(person=person_ref(person), following=False), to=[follower.pk])
    return ended


def follow_team(*, person: User, manager: User) -> None:
    """By itself: person and manager follow each other, and so do those with the same manager, up to TEAM_UP_TO.

    Whoever unfollowed before, or follows already, stays as they are.
    """
    team = list(User.objects.here().filter(manager=manager).exclude(pk=person.pk)[: TEAM_UP_TO + 1])
    near = [manager, *(team if len(team) <= TEAM_UP_TO else [])]
    pairs = [pair for other in near for pair in ((person, other), (other, person))]
    Follow.objects.bulk_create(
        [Follow(follower=follower, followed=followed, by_itself=True) for follower, followed in pairs],
        ignore_conflicts=True,
    )


def leave_team(*, person: User, manager: User) -> None:
    """What began by itself with a team goes with it; what somebody chose stays."""
    team = User.objects.filter(Q(pk=manager.pk) | Q(manager=manager)).exclude(pk=person.pk)
    between = Q(follower=person, followed__in=team) | Q(followed=person, follower__in=team)
    Follow.objects.filter(between, by_itself=True, ended_at=None).delete()
