"""What rings about posts that wait: at those who let them in, then at their authors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feed.models import Post
from feed.notifications import QUOTED, letter
from groups.models import Group
from notifications.kinds import MAIL, PUSH, Kind, Shown, actors_of, names
from notifications.models import Notification
from people.models import User


def show_waiting(reader: User, rows: Sequence[Notification]) -> Mapping[int, Shown]:
    """As long as it waits, and for who may still decide."""
    posts = Post.objects.waiting().filter(group__in=Group.objects.looked_after_by(reader)).select_related("group")
    found, people = posts.in_bulk([row.about_id for row in rows]), actors_of(rows)
    return {
        row.pk: Shown(
            text=_("A post of %(who)s waits in %(group)s")
            % {"who": names(row, people), "group": found[row.about_id].group},
            who=names(row, people),
            quote=found[row.about_id].text[:QUOTED],
            link=reverse("feed:waiting", args=[found[row.about_id].group_id]),
            person=people.get(row.actors[0]) if row.actors else None,
        )
        for row in rows
        if row.about_id in found
    }


def show_approved(reader: User, rows: Sequence[Notification]) -> Mapping[int, Shown]:
    posts = Post.objects.visible_to(reader).filter(author=reader).select_related("group")
    found = posts.in_bulk([row.about_id for row in rows])
    return {
        row.pk: Shown(
            text=_("Your post stands in %(group)s now") % {"group": found[row.about_id].group},
            quote=found[row.about_id].text[:QUOTED],
            link=reverse("feed:post", args=[row.about_id]),
        )
        for row in rows
        if row.about_id in found
    }


def show_declined(reader: User, rows: Sequence[Notification]) -> Mapping[int, Shown]:
    """Of a post that is gone, for its author alone: why. The text stands in the group's composer again."""
    posts = Post.objects.filter(author=reader, group__in=Group.objects.readable_by(reader)).select_related("group")
    found = posts.in_bulk([row.about_id for row in rows])
    return {
        row.pk: Shown(
            text=_("Your post was not let into %(group)s") % {"group": found[row.about_id].group},
            quote=str(row.detail.get("reason", ""))[:QUOTED],
            link=reverse("groups:group", args=[found[row.about_id].group_id]),
        )
        for row in rows
        if row.about_id in found
    }


WAITS = Kind(
    name="feed.post_waits",
    label=gettext_lazy("Posts that wait for you to let them in"),
    icon="clock",
    show=show_waiting,
    letter=letter,
    channels=frozenset({PUSH}),
)
APPROVED = Kind(
    name="feed.post_approved", label=gettext_lazy("Posts of yours that were let in"), icon="check", show=show_approved
)
DECLINED = Kind(
    name="feed.post_declined",
    label=gettext_lazy("Posts of yours that were not let in"),
    icon="close",
    show=show_declined,
    letter=letter,
    channels=frozenset({MAIL}),
)
KINDS = (WAITS, APPROVED, DECLINED)
