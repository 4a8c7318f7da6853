"""Files, in templates."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django import template
from django.template.defaultfilters import filesizeformat
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString

from content.files.limits import limits_here
from content.models import File
from content.serializers import file_data
from content.words import words_of_picker

register = template.Library()


@register.filter
def address(file: File) -> str:
    return file_data(file)["url"]


@register.filter
def pictures(files: Sequence[File]) -> list[File]:
    return [file for file in files if file.is_picture]


@register.filter
def not_pictures(files: Sequence[File]) -> list[File]:
    return [file for file in files if not file.is_picture]


@register.simple_tag
def largest_file() -> int:
    """Bytes: what a page need not even try to send."""
    return limits_here().file


@register.simple_tag
def picker_words(most: int | str | None = None) -> str:
    """What the picker says, for its script; `most` where it takes another number of files than usual."""
    return json.dumps(words_of_picker(int(most)) if most else words_of_picker())


@register.filter
def at_most(number: int, most: int) -> int:
    return min(number, most)


@register.filter
def room(file: File) -> SafeString:
    """The room that a picture will take, so that nothing moves when it comes."""
    return format_html(
        '<svg class="file__room" width="{w}" height="{h}" viewBox="0 0 {w} {h}" aria-hidden="true"></svg>',
        w=file.width or 4,
        h=file.height or 3,
    )


@register.filter
def ending(file: File) -> str:
    """`PDF`, in front of the size; nothing for a name without an ending."""
    _stem, dot, end = file.name.rpartition(".")
    return f"{end.upper()} · " if dot and 0 < len(end) <= 5 and end.isascii() and end.isalnum() else ""


@register.filter
def weight(file: File) -> str:
    """In the reader's language; empty in a fragment for all, which the page fills in."""
    return filesizeformat(file.size) if translation.get_language() else ""
