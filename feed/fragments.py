"""A post or comment as HTML for pages: one text for all who may see it, whatever their language and clock."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import timezone, translation

from feed.models import Comment, Post


def post_html(post: Post) -> str:
    """The post without its comments: events about them come on their own."""
    return _neutral("feed/_post.html", {"post": post})


def comment_html(comment: Comment) -> str:
    return _neutral("feed/_comment.html", {"comment": comment})


def _neutral(template: str, context: dict[str, object]) -> str:
    """Without a viewer: words and times are left for each page to fill in its own language and zone."""
    with translation.override(None), timezone.override("UTC"):
        return render_to_string(template, context)
