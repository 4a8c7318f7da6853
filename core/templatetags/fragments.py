"""Fragments that many readers get: the same bytes whatever a reader's language and clock."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.templatetags.look import moment

register = template.Library()


@register.simple_tag(takes_context=True)
def when(context: template.Context, at: datetime, style: str = "relative") -> SafeString:
    """`moment` on a page that knows its `viewer`; without one an empty `<time>`, which the reader's page fills."""
    if context.get("viewer"):
        return moment(at, style)
    return format_html('<time datetime="{}" data-{}></time>', at.isoformat(), style)
