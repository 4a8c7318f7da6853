"""Text as a search compares it: no case, no accents, single spaces."""

from __future__ import annotations

import unicodedata

# Letters that are no base letter plus accent, so that decomposing leaves them as they are.
OTHERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "n", "ħ": "h"}
    | dict.fromkeys("’‘ʼ`´", "'")
    | dict.fromkeys("‐‑‒–—", "-")
)


def fold(text: str) -> str:
    """`Élodie  Œuvrard` → `elodie oeuvrard`, in every process alike (PostgreSQL's unaccent() may not be indexed)."""
    flat = unicodedata.normalize("NFKD", text.casefold().translate(OTHERS))
    return " ".join("".join(letter for letter in flat if not unicodedata.combining(letter)).split())
