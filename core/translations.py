"""Compiles the translations without gettext: Babel writes what Django reads."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_stale(locale: Path) -> list[Path]:
    """Each catalogue whose text is newer than what was compiled of it; the answer names them."""
    stale = [text for text in sorted(locale.glob("*/LC_MESSAGES/*.po")) if is_stale(text)]
    for text in stale:
        compile_one(text)
    return stale


def is_stale(text: Path) -> bool:
    compiled = text.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime_ns <= text.stat().st_mtime_ns


def compile_one(text: Path) -> None:
    """Written beside and moved into place: a running process must not read half a catalogue. Two that start together
    each write a draft of their own."""
    draft = text.with_suffix(f".{os.getpid()}.mo")
    with text.open("rb") as source, draft.open("wb") as target:
        write_mo(target, read_po(source, locale=text.parent.parent.name))
    draft.replace(text.with_suffix(".mo"))
