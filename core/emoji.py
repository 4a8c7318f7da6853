"""Which signs are emoji: one reaction, the face of a status. Unicode's list, from the `emoji` package."""

from __future__ import annotations

from functools import cache

LONGEST = 32  # characters; a family with skin tones has 15


@cache
def _known() -> frozenset[str]:
    from emoji import EMOJI_DATA  # half a megabyte of names: read once it is needed

    return frozenset(EMOJI_DATA)


@cache
def _full() -> dict[str, str]:
    """Without its variation marks → as Unicode wants it written."""
    from emoji import EMOJI_DATA, STATUS

    whole = STATUS["fully_qualified"]
    return {text.replace("\ufe0f", ""): text for text, about in EMOJI_DATA.items() if about["status"] == whole}


def in_full(text: str) -> str:
    """The emoji as it is written in full: ❤ and ❤️ are one."""
    return _full().get(text.replace("\ufe0f", ""), text)


def is_emoji(text: str) -> bool:
    """Whether the text is one emoji and nothing else."""
    return 0 < len(text) <= LONGEST and text in _known()
