"""What hangs on a post, in templates."""

from __future__ import annotations

from django import template

from core.text import plain
from feed.models import Post
from people.models import User

register = template.Library()
EXCERPT = 160


@register.filter
def source_shown(post: Post) -> Post | None:
    """What a post shares, for its reader. In a fragment for everybody only what everybody may read: a post that was
    found for somebody (`for_reader`) knows its source only if they may read it."""
    source = post.shared_from
    if source is None or hasattr(post, "my_seen"):
        return source
    is_there = not source.is_deleted and source.waits_since is None
    return source if is_there and source.may_go_further else None


@register.filter
def seen_of(post: Post) -> int:
    """Of how many a post was seen: its group without its author; 0 where nobody can say, on a profile."""
    return max(post.group.member_count - 1, post.seen_count) if post.group else 0


@register.filter
def stands_on_top(post: Post, viewer: User) -> bool:
    """Whether it asks this reader to be read, and so stands above the others."""
    return post.is_important and post.author_id != viewer.pk and post.my_seen != "read"


@register.filter
def excerpt(post: Post) -> str:
    return plain(post.text, most=EXCERPT)
