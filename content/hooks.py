"""What only the apps to the right know of content: who shows it where, and who may read what holds it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from content.models import Card, File
from core.hooks import hook
from people.models import User

MOST = 10


@dataclass(frozen=True)
class Holder:
    """A kind of thing that holds files.

    `may_read(person, file)` is asked for every byte that is served: whether the person may read the thing now.
    `audience(holder)` are the ids of those who see it, and hear when one of its pictures is prepared.
    `most` is how many files one such thing holds.
    """

    held_as: str
    may_read: Callable[[User, File], bool]
    audience: Callable[[int], Iterable[int]]
    most: int = MOST


HOLDERS: dict[str, Holder] = {}


def holder(
    held_as: str, *, may_read: Callable[[User, File], bool], audience: Callable[[int], Iterable[int]], most: int = MOST
) -> None:
    """Say who reads files held as `held_as` (`"feed.post"`). Call it in AppConfig.ready()."""
    known = HOLDERS.get(held_as)
    if known is not None and known.may_read is not may_read:
        raise ValueError(f"files held as {held_as} already belong to {known.may_read.__module__}")
    HOLDERS[held_as] = Holder(held_as, may_read, audience, most)


@hook
def card_changed(*, card: Card) -> None:
    """A card got something to show, or something else: whoever shows it tells the pages it stands on."""


@hook
def may_see_card(*, card: Card, person: User) -> bool:
    """Whether the person may read something that shows this card."""
    return False
