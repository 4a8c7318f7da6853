"""Reading a colleague's posts, or not any more. Nobody is told whom one follows: only one's own other pages are."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Conflict, Refusal
from people.events import FollowChanged
from people.models import Follow, User
from people.serializers import person_ref
from realtime.publish import publish


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
