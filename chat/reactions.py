"""Reactions to messages: what may be one, and in which order they stand on a bubble."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chat.custom_emoji import is_company_emoji
from content.reactions import FACES, known_emoji
from core.emoji import in_full

AT_HAND = tuple(FACES.values())
MOST = 20  # different ones on a message
PLACES = {emoji: place for place, emoji in enumerate(AT_HAND)}


def known_reaction(text: str) -> str:
    """What may stand on a message, in the one way it is written there: any one emoji, or `:name:` of the company's."""
    if is_company_emoji(text):
        return text
    return in_full(known_emoji(text))


def in_order(reactions: Mapping[str, Sequence[str]]) -> list[tuple[str, Sequence[str]]]:
    """Each reaction and who shows it: the six at hand first. Never by number, or they would move under the finger."""
    return sorted(reactions.items(), key=lambda row: (PLACES.get(row[0], MOST), row[0]))
