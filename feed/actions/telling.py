"""Whose bell a post or a comment rings; called by the actions, in their transactions."""

from __future__ import annotations

from feed.models import Comment, Post
from feed.notifications import COMMENTED, IMPORTANT, MENTIONED, readers_among
from notifications.actions import notify


def tell_of_post(*, post: Post, known: set[int] | None = None) -> None:
    """Those it mentions; not again those it mentioned before an edit."""
    named = readers_among(mentioned_in(writing=post) - (known or set()), post.group)
    notify(kind=MENTIONED, people=named, about=post, by=post.author)
    if known is None and post.is_important:
        tell_important(post=post, but=named)


def tell_of_comment(*, post: Post, comment: Comment, known: set[int] | None = None) -> None:
    """Those it mentions; the post's author too, once, as one or the other."""
    detail = {"comment": str(comment.pk)}
    named = readers_among(mentioned_in(writing=comment) - (known or set()), post.group)
    notify(kind=MENTIONED, people=named, about=post, by=comment.author, detail=detail)
    if known is None and post.author_id not in named:
        people = readers_among({post.author_id}, post.group)
        notify(kind=COMMENTED, people=people, about=post, by=comment.author, detail=detail)


def tell_important(*, post: Post, but: set[int] | None = None) -> None:
    """Everyone in the group; `but` not those who hear of it otherwise."""
    if post.group is not None:
        people = set(post.group.member_ids()) - (but or set())
        notify(kind=IMPORTANT, people=people, about=post, by=post.author)


def mentioned_in(*, writing: Post | Comment) -> set[int]:
    return set(writing.mentions.values_list("person_id", flat=True))
