"""Whose bell a post, a comment or a reaction rings; called by the actions, in their transactions."""

from __future__ import annotations

from feed.models import Comment, Post
from feed.notifications import COMMENTED, IMPORTANT, MENTIONED, REACTED, REPLIED, SHARED, readers_among
from notifications.actions import notify
from notifications.hooks import deaf_to
from people.models import User


def tell_of_post(*, post: Post, known: set[int] | None = None) -> None:
    """Those it mentions; not again those it mentioned before an edit."""
    named = readers_among(mentioned_in(writing=post) - (known or set()), post.group)
    notify(kind=MENTIONED, people=named, about=post, by=post.author)
    if known is not None:
        return
    if post.is_important:
        tell_important(post=post, but=named)
    if post.shared_from is not None:
        tell_of_share(share=post, source=post.shared_from, but=named)


def tell_of_comment(
    *, post: Post, comment: Comment, answered: Comment | None = None, known: set[int] | None = None
) -> None:
    """Those it mentions; who wrote what it replies to; the post's author. Each once, as the first of these."""
    detail = {"comment": str(comment.pk)}
    named = readers_among(mentioned_in(writing=comment) - (known or set()), post.group)
    notify(kind=MENTIONED, people=named, about=post, by=comment.author, detail=detail)
    if known is not None:
        return
    asked = {answered.author_id, comment.parent.author_id} if answered and comment.parent else set()
    replied = readers_among(asked - named, post.group)
    notify(kind=REPLIED, people=replied, about=post, by=comment.author, detail=detail)
    author = readers_among({post.author_id} - named - replied, post.group)
    notify(kind=COMMENTED, people=author, about=post, by=comment.author, detail=detail)


def tell_of_reaction(*, post: Post, thing: Post | Comment, by: User) -> None:
    """Who wrote it: at the bell alone."""
    notify(kind=REACTED, people=readers_among({thing.author_id}, post.group), about=thing, by=by)


def tell_of_share(*, share: Post, source: Post, but: set[int]) -> None:
    """Who wrote what is shared, if they may read it where it stands now, and want to hear of who shared it."""
    author = readers_among({source.author_id} - but, share.group)
    if author:
        peace = {pk for deaf in deaf_to(person=share.author) for pk in deaf}
        notify(kind=SHARED, people=author - peace, about=source, by=share.author, detail={"share": str(share.pk)})


def tell_important(*, post: Post, but: set[int] | None = None) -> None:
    """Everyone in the group; `but` not those who hear of it otherwise."""
    if post.group is not None:
        people = set(post.group.member_ids()) - (but or set())
        notify(kind=IMPORTANT, people=people, about=post, by=post.author)


def mentioned_in(*, writing: Post | Comment) -> set[int]:
    return {mention.person_id for mention in writing.mentions.all()}
