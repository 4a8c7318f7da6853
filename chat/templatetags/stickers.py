"""Stickers, in templates."""

from __future__ import annotations

from django import template

from chat.stickers import DRAWN

register = template.Library()


@register.simple_tag
def drawn_stickers() -> dict[str, list[str]]:
    """Name and address of each that we drew: fragments name them by key, the page says them in its own language."""
    return {key: [str(drawn.label), drawn.url] for key, drawn in DRAWN.items()}
