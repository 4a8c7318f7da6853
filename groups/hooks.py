"""What happens to groups and sets things off in apps to the right."""

from core.hooks import hook
from groups.models import Group
from people.models import User


@hook
def member_changed(*, group: Group, person: User, joined: bool) -> None:
    """A person came into a group, or left it (`joined` is false)."""
