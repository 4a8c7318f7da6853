"""What happens to groups and sets things off in apps to the right."""

from django.http import HttpRequest

from core.hooks import hook
from groups.models import Group
from people.models import User


@hook
def member_changed(*, group: Group, person: User, joined: bool) -> None:
    """A person came into a group, or left it (`joined` is false)."""


@hook
def group_page(*, request: HttpRequest, group: Group) -> None:
    """A group's page is shown to somebody who may know of it: each handler returns its part, as HTML."""
