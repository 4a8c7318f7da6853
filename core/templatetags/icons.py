"""Our own icons, from one sprite: `{% icon "home" %}`."""

from __future__ import annotations

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

DIRECTED = {"back", "forward", "reply", "forward-message", "send", "share", "sign-out", "chevron-right"}


@register.simple_tag
@cache
def icon(name: str, look: str = "") -> SafeString:
    """A decorative symbol; the words beside it, or a `visually-hidden` span, say what it does.

    `look` is `small` or `text`. Arrows turn round where the page reads from right to left.
    """
    looks = ["icon", *(f"icon--{part}" for part in look.split()), *(["icon--directed"] if name in DIRECTED else [])]
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', " ".join(looks), static("img/icons.svg"), name
    )
