"""A kind that is about people, and what the tests of notifications say with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

import pytest

from jobs.mail import Letter
from notifications.actions import notify
from notifications.kinds import KINDS, MAIL, PUSH, Kind, Shown, actors_of, names
from notifications.models import Notification
from people.models import User

hidden: set[int] = set()  # people whom nobody may see, for the tests of rights


def show(reader: User, rows: Sequence[Notification]) -> Mapping[int, Shown]:
    people = actors_of(rows)
    return {
        row.pk: Shown(text=f"{names(row, people)} waved", link=f"/people/{row.about_id}/", who=names(row, people))
        for row in rows
        if row.about_id not in hidden
    }


def letter(reader: User, row: Notification, shown: Shown) -> Letter:
    return Letter(subject=shown.text, paragraphs=(f"For {reader}",), link=shown.link, action="Look")


WAVED = Kind(name="tests.waved", label="Waves", icon="bell", show=show)
LOUD = Kind(
    name="tests.loud",
    label="Loud waves",
    icon="bell",
    show=show,
    letter=letter,
    channels=frozenset({PUSH, MAIL}),
    mail_after=timedelta(0),
)


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    KINDS.update({kind.name: kind for kind in (WAVED, LOUD)})
    hidden.clear()
    yield
    for kind in (WAVED, LOUD):
        del KINDS[kind.name]


@pytest.fixture
def wave(acme) -> Callable[..., None]:
    """`wave(alice, bob, carol)`: Alice waves at Bob and Carol; it is about herself unless told."""

    def wave(by: User, *to: User, kind: Kind = WAVED, about: User | None = None) -> None:
        notify(kind=kind, people=[person.pk for person in to], about=about or by, by=by)

    return wave


@pytest.fixture
def heard(monkeypatch) -> list[tuple[str, dict[str, Any], list[int]]]:
    """What open sockets would be told: type, data and whom."""
    told: list[tuple[str, dict[str, Any], list[int]]] = []

    def publish(event, *, to):
        if to:
            told.append((event.type.split("_")[-1], event.data(), sorted(to)))

    for part in ("notifying", "reading"):
        monkeypatch.setattr(f"notifications.actions.{part}.publish", publish)
    return told
