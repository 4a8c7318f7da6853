"""Groups and what is around them."""

from __future__ import annotations

from typing import Any

import pytest

from groups.actions import add_member, create_group
from groups.models import Group
from realtime.events import Event

TELLING = [
    "groups.actions.making",
    "groups.actions.members",
    "groups.actions.ruling",
    "groups.actions.telling",
    "feed.actions.approving",
    "feed.actions.posts",
    "feed.actions.comments",
]


class Heard(list[tuple[Event, set[int]]]):
    """What was published, and to whom."""

    def to(self, kind: str) -> set[int]:
        return {person for event, people in self if event.type == kind for person in people}


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    found = Heard()

    def note(event: Event, *, to: Any) -> None:
        event.wire()  # what cannot be written fails here
        found.append((event, set(to)))

    for module in TELLING:
        monkeypatch.setattr(f"{module}.publish", note)
    return found


@pytest.fixture
def ovens(bob) -> Group:
    """A closed group that Bob runs."""
    return create_group(name="Ovens", kind="closed", creator=bob)


@pytest.fixture
def both(ovens, carol) -> Group:
    """The same, with Carol as a member."""
    add_member(group=ovens, person=carol)
    return ovens
