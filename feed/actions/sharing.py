"""Sharing a post further."""

from __future__ import annotations

from django.db import transaction

from feed.actions.posts import create_post
from feed.actions.shares import count_share
from feed.models import Post
from feed.writing import locked
from groups.models import Group
from people.models import User


@transaction.atomic
def share_post(
    *, source: Post, group: Group | None, author: User, text: str = "", client_id: str | None = None
) -> tuple[Post, bool]:
    """A post that shows `source` under the author's own words, in a group or on their profile; whether it is new."""
    share, is_new = create_post(group=group, author=author, text=text, client_id=client_id, shared_from=locked(source))
    if is_new:
        count_share(share=share, by=1)
    return share, is_new
