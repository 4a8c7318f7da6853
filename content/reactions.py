"""Reactions: six kinds for posts and comments, any one emoji for messages. What both have in common.

The six are fixed, in the order in which they are offered. Their names stand in URLs, events and exports.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from content.models import Reaction
from core.emoji import is_emoji
from core.errors import Refusal

FACES = {
    Reaction.Kind.LIKE: "👍",
    Reaction.Kind.LOVE: "❤️",
    Reaction.Kind.LAUGH: "😂",
    Reaction.Kind.WOW: "😮",
    Reaction.Kind.SAD: "😢",
    Reaction.Kind.THANKS: "🙏",
}


def known_kind(kind: str) -> str:
    """One of the six."""
    if kind not in Reaction.Kind.values:
        raise Refusal("invalid", _("There is no such reaction."), fields={"kind": [_("There is no such reaction.")]})
    return kind


def known_emoji(text: str) -> str:
    """One emoji, of any that there are."""
    if not is_emoji(text):
        raise Refusal("invalid", _("This is not an emoji."), fields={"emoji": [_("This is not an emoji.")]})
    return text


def moved(counts: Mapping[str, int], *, before: str | None, after: str | None) -> dict[str, int]:
    """The counts by kind after one person went from one reaction (or none) to another (or none)."""
    changed = {**counts}
    for kind, by in ((before, -1), (after, 1)):
        if kind:
            changed[str(kind)] = changed.get(str(kind), 0) + by
    return {kind: count for kind, count in changed.items() if count > 0}


def most_first(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Kind and count, the most frequent first; equal ones in their own order."""
    order = list(FACES)
    known = [(kind, count) for kind, count in counts.items() if kind in Reaction.Kind.values]
    return sorted(known, key=lambda row: (-row[1], order.index(Reaction.Kind(row[0]))))


def summary(reactions: Any) -> dict[str, int]:
    """Counts by kind of a queryset of reactions: for rows that keep no counts of their own."""
    rows = reactions.order_by().values("kind").annotate(number=Count("pk")).values_list("kind", "number")
    return dict(rows)
