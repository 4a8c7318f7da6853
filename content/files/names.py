"""What a file is called: the sender's word, made harmless."""

from __future__ import annotations

import re
import unicodedata

from content.models.files import NAME_LENGTH

UNWANTED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # control, direction marks, halves of signs, line ends
NAMELESS = "file"


def clean_name(name: str) -> str:
    """Without folders and what cannot be seen or turns the reading direction; bounded, its ending kept."""
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    name = "".join(" " if sign in "\t\r\n" else sign for sign in name if not _is_unwanted(sign))
    name = re.sub(r"\s+", " ", name).strip(" .")
    if len(name) > NAME_LENGTH:
        stem, dot, ending = name.rpartition(".")
        ending = dot + ending if stem and len(ending) <= 12 else ""
        name = (stem if ending else name)[: NAME_LENGTH - len(ending)].rstrip(" .") + ending
    return name or NAMELESS


def with_ending(name: str, ending: str) -> str:
    """The name with the ending of what it has become, where it had another."""
    stem, dot, before = name.rpartition(".")
    same = {"jpg": {"jpg", "jpeg", "jpe", "jfif"}}.get(ending, {ending})
    if dot and before.lower() in same:
        return name
    return f"{(stem if dot and len(before) <= 5 else name)[: NAME_LENGTH - 5]}.{ending}"


def _is_unwanted(sign: str) -> bool:
    return sign not in "\t\r\n" and unicodedata.category(sign) in UNWANTED
