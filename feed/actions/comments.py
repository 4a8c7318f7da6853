"""Comments: write, edit, delete, bring back. All of it changes the post, under the post's row lock."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from audit.actions import record
from content.text import kept_text
from feed.actions.telling import mentioned_in, tell_of_comment
from feed.events import CommentCreated, CommentDeleted, CommentEdited
from feed.fragments import comment_html
from feed.models import Comment, Post
from feed.serializers import COMMENT_LENGTH, comment_data
from feed.writing import change, locked, locked_whatever, mark_deleted, rewrite, write_once
from people.models import User
from realtime.publish import publish


@transaction.atomic
def create_comment(
    *,
    post: Post,
    author: User,
    text: str,
    client_id: str | None = None,
    created_at: datetime | None = None,
    source: str | None = None,
    source_id: str | None = None,
) -> tuple[Comment, bool]:
    """A comment on a post, and whether it is new: a retry with the same `client_id` returns the first."""
    post = locked(post)
    comment, is_new = write_once(
        Comment.objects.all(),
        author=author,
        text=kept_text(text, most=COMMENT_LENGTH),
        client_id=client_id,
        post=post,
        created_at=created_at or timezone.now(),
        source=source,
        source_id=source_id,
    )
    if is_new:
        change(post, comments=1)
        _tell_created(post, comment)
        if source is None:  # what is imported is nobody's news
            tell_of_comment(post=post, comment=comment)
    return comment, is_new


@transaction.atomic
def edit_comment(*, comment: Comment, text: str) -> Comment:
    """Change the text; the old one is kept as a version."""
    post, comment = locked(comment.post), locked(comment)
    known = mentioned_in(writing=comment)
    if rewrite(comment, kept_text(text, most=COMMENT_LENGTH)):
        change(post)
        event = CommentEdited(**comment_data(comment), revision=post.revision, html=comment_html(comment))
        publish(event, to=post.hearer_ids())
        tell_of_comment(post=post, comment=comment, known=known)
    return comment


@transaction.atomic
def delete_comment(*, comment: Comment, by: User) -> None:
    """Take a comment away from everyone. Whoever did it may bring it back for some minutes."""
    post, comment = locked(comment.post), locked(comment)
    mark_deleted(comment, by)
    change(post, comments=-1)
    record(who=by, what="feed.comment_deleted", on_whom=comment.author, comment=str(comment.pk), post=str(post.pk))
    gone = CommentDeleted(
        id=str(comment.pk), post=str(post.pk), revision=post.revision, comment_count=post.comment_count
    )
    publish(gone, to=post.hearer_ids())


@transaction.atomic
def restore_comment(*, comment: Comment, by: User) -> Comment:
    """Bring a deleted comment back as it was."""
    post, comment = locked(comment.post), locked_whatever(comment)
    if comment.is_deleted:
        mark_deleted(comment, None)
        change(post, comments=1)
        record(who=by, what="feed.comment_restored", on_whom=comment.author, comment=str(comment.pk), post=str(post.pk))
        _tell_created(post, comment)
    return comment


def _tell_created(post: Post, comment: Comment) -> None:
    event = CommentCreated(
        **comment_data(comment),
        revision=post.revision,
        comment_count=post.comment_count,
        html=comment_html(comment),
    )
    publish(event, to=post.hearer_ids())
