"""`@all`: a group's message that means everybody in it. Between two people these are only words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from content.mentions import Named
from core.text import names_someone

MANY = 20  # above so many people it is asked first
AT_ALL = re.compile(r"(?<![\w@])@(all|everyone|tous)(?!\w)", re.IGNORECASE)


def everybody_in(text: str) -> set[str]:
    """How the text says it: `all`, `Everyone`."""
    return set(AT_ALL.findall(text)) if "@" in text else set()


def means_everybody(text: str, found: Iterable[Named] = ()) -> bool:
    """Whether the writer means everybody: not in code, not in what they quote, not where somebody has that name."""
    said = everybody_in(text) - {named.name for named in found}
    return bool(said) and names_someone(text, said)
