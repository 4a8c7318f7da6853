"""Rows as their reader sees them: words, link and rights of each kind, asked together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from notifications.kinds import KINDS, Kind, Shown
from notifications.models import Notification
from people.models import User


@dataclass(frozen=True)
class Entry:
    """One notification as its reader sees it."""

    row: Notification
    kind: Kind
    shown: Shown


def entries_for(reader: User, rows: Sequence[Notification]) -> list[Entry]:
    """In the order of `rows`, without those that the reader may not see any more or that no app knows."""
    by_kind = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row)
    shown = {
        pk: (KINDS[name], words)
        for name, of_kind in by_kind.items()
        if name in KINDS
        for pk, words in KINDS[name].show(reader, of_kind).items()
    }
    return [Entry(row, *shown[row.pk]) for row in rows if row.pk in shown]
