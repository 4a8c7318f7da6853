"""What happens to groups and sets things off in apps to the right."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Model
from django.http import HttpRequest

from core.hooks import hook
from groups.models import Group
from groups.tabs import Tab
from people.models import User


@hook
def member_changed(*, group: Group, person: User, joined: bool) -> None:
    """A person came into a group, or left it (`joined` is false)."""


@hook
def chat_wanted(*, group: Group, by: User) -> object:
    """Whoever made a group, or runs it, wants it to have a conversation."""


@hook
def news(*, what: str, people: Iterable[int], about: Model, by: User | None = None) -> None:
    """Something of a group concerns these people: `what` is of `groups.news`, `about` a request, invite or group."""


@hook
def news_over(*, about: Model) -> None:
    """What such news were about is decided or gone: nobody needs to look at it any more."""


@hook
def company_admin_came(*, group: Group, person: User) -> None:
    """A system admin of the company joined a group that nobody had asked them into: the group is told in its feed."""


@hook
def group_renamed(*, group: Group, by: User | None) -> None:
    """A group has another name, given by `by`."""


@hook
def group_archived(*, group: Group, by: User) -> None:
    """A group was archived by `by`, or brought back: `group.is_archived` tells which."""


@hook
def group_page(*, request: HttpRequest, group: Group) -> None:
    """A group's page is shown to somebody who may know of it: each handler returns its part, as HTML."""


@hook
def group_tabs(*, request: HttpRequest, group: Group) -> list[Tab]:
    """The rooms of a group beside its posts and members, for this reader."""
    return []
