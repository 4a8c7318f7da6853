"""What apps to the right tell the bell of."""

from __future__ import annotations

from collections.abc import Sequence

from core.hooks import hook
from people.models import User


@hook
def unread_beside_the_bell(*, people: Sequence[int]) -> dict[int, int]:
    """What waits for these people and has a number of its own, by id: the badge on an app's icon counts it."""
    return {}


@hook
def deaf_to(*, person: User) -> set[int]:
    """Ids of those who want to hear nothing of this person. Whoever rings for what nobody must know asks first."""
    return set()
