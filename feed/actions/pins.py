"""Posts on top of their group, in an order, until a day or until they are taken down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record
from core.errors import Conflict, Refusal
from feed.events import PinsChanged
from feed.models import Post, PostPin
from feed.writing import locked
from groups.models import Group
from people.models import User
from realtime.publish import publish

MOST = 10


@transaction.atomic
def pin_post(*, post: Post, by: User, until: datetime | None = None) -> tuple[PostPin, bool]:
    """On top of its group, below what stands there; whether it is new. Pinning again changes the end."""
    group = _locked_group(post.group_id)
    post = locked(post)
    if until is not None and until <= timezone.now():
        why = _("This is in the past.")
        raise Refusal("invalid", why, fields={"until": [why]})
    PostPin.objects.filter(group=group, until__lte=timezone.now()).delete()
    pin = PostPin.objects.filter(post=post).first()
    if pin is not None:
        if pin.until != until:
            pin.until = until
            pin.save(update_fields=["until"])
            _tell(group)
        return pin, False
    if PostPin.objects.standing().filter(group=group).count() >= MOST:
        raise Conflict("too_many", _("At most %(most)s posts can be pinned. Take one down first.") % {"most": MOST})
    last = PostPin.objects.filter(group=group).aggregate(last=Max("place"))["last"]
    pin = PostPin.objects.create(post=post, group=group, place=(last or 0) + 1, until=until, by=by)
    record(who=by, what="feed.post_pinned", on_whom=post.author, post=str(post.pk), group=str(group.pk))
    _tell(group)
    return pin, True


@transaction.atomic
def unpin_post(*, post: Post, by: User) -> None:
    """Down to its place in time; nothing where it is not pinned."""
    group = _locked_group(post.group_id)
    if PostPin.objects.filter(post=post).delete()[0]:
        record(who=by, what="feed.post_unpinned", on_whom=post.author, post=str(post.pk), group=str(group.pk))
        _tell(group)


@transaction.atomic
def order_pins(*, group: Group, posts: Sequence[int]) -> None:
    """These in this order; each pinned post of the group has to be among them, once."""
    group = _locked_group(group.pk)
    pins = {pin.post_id: pin for pin in PostPin.objects.standing().filter(group=group)}
    if sorted(posts) != sorted(pins):
        why = _("Name each pinned post of the group once. Somebody may have changed them meanwhile.")
        raise Conflict("other_pins", why)
    for place, post in enumerate(posts, start=1):
        if pins[post].place != place:
            pins[post].place = place
            pins[post].save(update_fields=["place"])
    _tell(group)


def _locked_group(group: int | None) -> Group:
    """Two who pin at once do it one after the other."""
    return Group.objects.select_for_update(of=("self",), no_key=True).get(pk=group or 0)


def _tell(group: Group) -> None:
    publish(PinsChanged(group=str(group.pk)), to=group.member_ids())
