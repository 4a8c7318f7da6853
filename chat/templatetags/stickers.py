"""Stickers, in templates."""

from __future__ import annotations

from django import template

from chat.models import Message
from chat.stickers import DRAWN, in_words, url_of

register = template.Library()


@register.simple_tag
def drawn_stickers() -> dict[str, list[str]]:
    """Name and address of each that we drew: fragments name them by key, the page says them in its own language."""
    return {key: [str(drawn.label), drawn.url] for key, drawn in DRAWN.items()}


@register.filter
def sticker_picture(message: Message) -> str:
    return url_of(message)


@register.filter
def sticker_words(message: Message) -> str:
    return in_words(message)
