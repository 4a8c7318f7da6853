"""What a message is called where it has no text, for lists and for the page's scripts."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chat.models import Message
from content.models import File
from content.words import file_words


def media_words() -> dict[str, str]:
    return {
        **file_words(),
        "voice_note": _("Voice note"),
        "pictures_one": _pictures(1),
        "pictures_other": _pictures(2, "{n}"),
        "files_one": _files(1),
        "files_other": _files(2, "{n}"),
    }


def without_text(message: Message) -> str:
    """ "Voice note", or its files in words."""
    return _("Voice note") if message.kind == Message.Kind.VOICE else files_in_words(message.file_list)


def files_in_words(files: Sequence[File]) -> str:
    """ "3 pictures", the name of the one file; nothing where there is none."""
    if not files:
        return ""
    if all(file.is_picture for file in files):
        return _pictures(len(files))
    return files[0].name if len(files) == 1 else _files(len(files))


def _pictures(number: int, shown: str = "") -> str:
    return ngettext("%(n)s picture", "%(n)s pictures", number) % {"n": shown or number}


def _files(number: int, shown: str = "") -> str:
    return ngettext("%(n)s file", "%(n)s files", number) % {"n": shown or number}
