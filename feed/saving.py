"""Posts as lines of what somebody saved."""

from __future__ import annotations

from collections.abc import Sequence

from content.search import Found
from core.text import plain
from feed.models import Post
from people.models import User

SHOWN = 200  # characters


def saved_posts(person: User, ids: Sequence[int]) -> dict[int, Found]:
    """Those of the posts that the person may read now."""
    found = Post.objects.visible_to(person).filter(pk__in=ids).select_related(*Post.shown_with)
    return {
        post.pk: Found(
            id=str(post.pk),
            title=post.group.name if post.group else str(post.author),
            text=plain(post.text, most=SHOWN),
            link=f"/posts/{post.pk}/",
            person=post.author,
            at=post.created_at,
        )
        for post in found
    }
