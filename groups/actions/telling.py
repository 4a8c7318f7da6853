"""What open pages hear of people at a group's door."""

from __future__ import annotations

from groups.events import WaysInChanged
from groups.models import Group, MembershipRequest
from people.models import User
from realtime.publish import publish


def tell_ways_in(*, group: Group, person: User | None = None) -> None:
    """To its admins, and to whom it is about."""
    waiting = MembershipRequest.objects.filter(group=group, state=MembershipRequest.State.OPEN).count()
    people = {*group.admin_ids(), *([person.pk] if person else [])}
    publish(WaysInChanged(group=str(group.pk), waiting=waiting), to=people)
