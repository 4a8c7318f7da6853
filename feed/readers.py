"""Who sees what stands in the feed: for files and cards there, and for who is told that somebody writes."""

from __future__ import annotations

from collections.abc import Iterable

from content.models import Card, File
from feed.access import post_to_answer
from feed.models import Comment, Post
from people.models import User

TYPING_UP_TO = 50


def who_hears_typing(person: User, post_id: str) -> Iterable[int]:
    """Who is told that the person writes a comment: in a small group its members, in a large one who takes part."""
    post = post_to_answer(person, post_id)
    if post.group and post.group.member_count <= TYPING_UP_TO:
        return post.group.member_ids()
    answering = Comment.objects.present().filter(post=post).order_by("-created_at", "-pk")
    taking_part = {post.author_id, *answering.values_list("author_id", flat=True)[:TYPING_UP_TO]}
    return taking_part & set(post.group.member_ids()) if post.group else taking_part


def may_see_card(*, card: Card, person: User) -> bool:
    """Whether a post that the person may read shows this card."""
    return Post.objects.visible_to(person).filter(cards__card=card, cards__hidden=False).exists()


def may_read_file(person: User, file: File) -> bool:
    """Whether the person may read the post that holds it, also while it waits for them to let it in."""
    held = Post.objects.filter(pk=file.holder or 0)
    return held.visible_to(person).exists() or held.waiting_for(person).exists()


def may_read_file_of_comment(person: User, file: File) -> bool:
    """Whether the person may read the comment that holds it."""
    return Comment.objects.visible_to(person).filter(pk=file.holder or 0).exists()


def readers_of_comment(comment_id: int) -> list[int]:
    """Who sees a comment, to be told of it."""
    comment = Comment.objects.present().filter(pk=comment_id).select_related("post__group").first()
    return comment.post.hearer_ids() if comment else []


def readers_of_post(post_id: int) -> list[int]:
    """Who sees a post, to be told of it."""
    post = Post.objects.present().filter(pk=post_id).select_related("group").first()
    return post.hearer_ids() if post else []
