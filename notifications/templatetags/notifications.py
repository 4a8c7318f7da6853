"""What the bell's entries need in their templates."""

from __future__ import annotations

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from notifications.kinds import Shown

register = template.Library()


@register.filter
def sentence(shown: Shown) -> SafeString:
    """The sentence, with those who did it in bold."""
    text, who = escape(shown.text), escape(shown.who)
    if who and who in text:
        text = text.replace(who, f"<b>{who}</b>", 1)
    return mark_safe(text)  # noqa: S308  (both parts are escaped)
