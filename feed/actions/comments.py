"""Comments: write, edit, delete, bring back. All of it changes the post, under the post's row lock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from audit.actions import record
from content.actions import hold
from content.text import kept_text
from core.rest import to_pk
from feed.actions.telling import mentioned_in, tell_of_comment
from feed.events import CommentCreated, CommentDeleted, CommentEdited
from feed.fragments import comment_html
from feed.models import Comment, Post
from feed.serializers import COMMENT_LENGTH, comment_data
from feed.writing import change, locked, locked_whatever, mark_deleted, rewrite, write_once
from notifications.actions import forget
from people.models import User
from realtime.publish import publish


@transaction.atomic
def create_comment(
    *,
    post: Post,
    author: User,
    text: str,
    parent: Comment | None = None,
    files: Sequence[object] = (),
    client_id: str | None = None,
    created_at: datetime | None = None,
    source: str | None = None,
    source_id: str | None = None,
) -> tuple[Comment, bool]:
    """A comment on a post, or a reply to one there; and whether it is new: a retry with the same `client_id` returns
    the first. A reply to a reply stands beside it: replies nest once."""
    post = locked(post)
    above = _above(post, parent) if parent else None
    comment, is_new = write_once(
        Comment.objects.all(),
        author=author,
        text=kept_text(text, most=COMMENT_LENGTH, may_be_empty=bool(files)),
        client_id=client_id,
        post=post,
        parent=above,
        file_count=len({to_pk(file) for file in files}),
        created_at=created_at or timezone.now(),
        source=source,
        source_id=source_id,
    )
    if is_new:
        comment.files = hold(files=files, held_as=Comment.held_as, holder=comment.pk, by=author)
        _count_reply(above, 1)
        change(post, comments=1)
        _tell_created(post, comment)
        if source is None:  # what is imported is nobody's news
            tell_of_comment(post=post, comment=comment, answered=parent)
    return comment, is_new


@transaction.atomic
def edit_comment(*, comment: Comment, text: str) -> Comment:
    """Change the text; the old one is kept as a version."""
    post, comment = locked(comment.post), locked(comment)
    known = mentioned_in(writing=comment)
    if rewrite(comment, kept_text(text, most=COMMENT_LENGTH, may_be_empty=comment.file_count > 0)):
        change(post)
        event = CommentEdited(**comment_data(comment), revision=post.revision, html=comment_html(comment))
        publish(event, to=post.hearer_ids())
        tell_of_comment(post=post, comment=comment, known=known)
    return comment


@transaction.atomic
def delete_comment(*, comment: Comment, by: User) -> None:
    """Take a comment away from everyone, and the replies to it. Whoever did it may bring all back for some minutes."""
    post, comment = locked(comment.post), locked(comment)
    mark_deleted(comment, by)
    above = _count_reply(_parent_of(comment), -1)
    change(post, comments=-1 - comment.reply_count)
    record(who=by, what="feed.comment_deleted", on_whom=comment.author, comment=str(comment.pk), post=str(post.pk))
    gone = CommentDeleted(
        id=str(comment.pk),
        post=str(post.pk),
        parent=str(above.pk) if above else None,
        parent_replies=above.reply_count if above else None,
        revision=post.revision,
        comment_count=post.comment_count,
    )
    publish(gone, to=post.hearer_ids())
    forget(about=comment)


@transaction.atomic
def restore_comment(*, comment: Comment, by: User) -> Comment:
    """Bring a deleted comment back as it was, its replies with it."""
    post, comment = locked(comment.post), locked_whatever(comment)
    if comment.is_deleted:
        comment.parent = _count_reply(_parent_of(comment), 1)
        mark_deleted(comment, None)
        change(post, comments=1 + comment.reply_count)
        record(who=by, what="feed.comment_restored", on_whom=comment.author, comment=str(comment.pk), post=str(post.pk))
        _tell_created(post, comment)
    return comment


def _above(post: Post, parent: Comment) -> Comment:
    """The comment under which a reply stands; 404 if it was deleted meanwhile, or stands on another post."""
    parent = locked(parent)
    above = locked(parent.parent) if parent.parent else parent
    if above.post_id != post.pk:
        raise Http404
    return above


def _parent_of(comment: Comment) -> Comment | None:
    return locked(comment.parent) if comment.parent else None


def _count_reply(above: Comment | None, by: int) -> Comment | None:
    if above is not None:
        above.reply_count += by
        above.save(update_fields=["reply_count"])
    return above


def _tell_created(post: Post, comment: Comment) -> None:
    above = comment.parent
    event = CommentCreated(
        **comment_data(comment),
        revision=post.revision,
        comment_count=post.comment_count,
        parent_replies=above.reply_count if above else None,
        html=comment_html(comment),
    )
    publish(event, to=post.hearer_ids())
