"""Who gets a letter, and in which language."""

from __future__ import annotations

from typing import NamedTuple


class Addressee(NamedTuple):
    """A mail address and the language its owner reads."""

    email: str
    language: str
