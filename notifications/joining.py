"""Somebody came in by an invite: whoever sent it may be glad to hear of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifications.kinds import Kind, Shown
from notifications.models import Notification
from people.models import User


def show(reader: User, rows: Sequence[Notification]) -> Mapping[int, Shown]:
    people = User.objects.visible_to(reader).in_bulk([row.about_id for row in rows])
    return {
        row.pk: Shown(
            text=_("%(who)s accepted your invite") % {"who": people[row.about_id]},
            who=str(people[row.about_id]),
            link=f"/people/{row.about_id}/",
            person=people[row.about_id],
        )
        for row in rows
        if row.about_id in people
    }


CAME_IN = Kind(name="people.invite_claimed", label=gettext_lazy("Your invites"), icon="invite", show=show)
