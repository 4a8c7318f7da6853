"""What people wrote, in templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from content.emoji import listing
from content.models import Reaction
from content.reactions import FACES, most_first
from core.text import to_html

register = template.Library()


@register.filter
def written(writing: Any) -> SafeString:
    """The text of a post, comment or message as safe HTML, with its mentions as links to the people."""
    mentions = [(mention.name, f"/people/{mention.person_id}/") for mention in writing.mentions.all()]
    return mark_safe(to_html(writing.text, mentions))  # noqa: S308  (cleaned against a list of tags)


@register.simple_tag
def emoji_source() -> str:
    """Where the picker finds every emoji in the reader's language."""
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    return f"/emoji/{language}.json?v={listing(language)[1]}"


@register.filter
def faces(counts: dict[str, int]) -> str:
    """The emoji of the three most frequent reactions."""
    return "".join(FACES[Reaction.Kind(kind)] for kind, _count in most_first(counts)[:3])


@register.filter
def face(kind: str | None) -> str:
    """The emoji of one reaction."""
    return FACES[Reaction.Kind(kind)] if kind in Reaction.Kind.values else ""


@register.filter
def of_reaction(words: dict[str, str] | str, kind: str | None) -> str:
    """What the button says for one's own reaction; nothing where there are no words, in fragments for everyone."""
    return words.get(kind or Reaction.Kind.LIKE, "") if isinstance(words, dict) else ""


@register.filter
def kinds(counts: dict[str, int]) -> str:
    """`like:3 love:1`, for the page's scripts."""
    return " ".join(f"{kind}:{count}" for kind, count in most_first(counts))


@register.filter
def reads_long(writing: Any) -> bool:
    """Whether its text may take more than eight lines on a phone."""
    return len(writing.text) > 320 or writing.text.count("\n") > 6
