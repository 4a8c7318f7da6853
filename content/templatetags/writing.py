"""What people wrote, in templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from core.text import to_html

register = template.Library()


@register.filter
def written(writing: Any) -> SafeString:
    """The text of a post, comment or message as safe HTML, with its mentions as links to the people."""
    mentions = [(mention.name, f"/people/{mention.person_id}/") for mention in writing.mentions.all()]
    return mark_safe(to_html(writing.text, mentions))  # noqa: S308  (cleaned against a list of tags)


@register.filter
def reads_long(writing: Any) -> bool:
    """Whether its text may take more than eight lines on a phone."""
    return len(writing.text) > 320 or writing.text.count("\n") > 6
