"""The rooms of a group's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from groups.access import may_see_members, requests_of
from groups.models import Group
from people.models import User


@dataclass(frozen=True)
class Tab:
    name: str
    label: str
    url: str
    count: int = 0


def tabs_of(group: Group, person: User, more: Sequence[Tab]) -> list[Tab]:
    """Posts and members, what other apps tell of (`more`), and the rooms of who runs the group."""
    tabs = [Tab("posts", _("Posts"), reverse("groups:group", args=[group.pk]))]
    if may_see_members(person, group):
        tabs.append(Tab("members", _("Members"), reverse("groups:members", args=[group.pk])))
    tabs += more
    if group.is_mine_to_run:
        waiting = requests_of(group).count()
        tabs += [
            Tab("entry", _("Ways in"), reverse("groups:entry", args=[group.pk]), waiting),
            Tab("settings", _("Settings"), reverse("groups:settings", args=[group.pk])),
        ]
    return tabs
