"""What posts and comments have in common when they are written; `actions` calls it in its transactions."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from content.mentions import Named, resolve
from content.models import WritingQuerySet, know
from feed.models import Comment, Post
from people.models import User

W = TypeVar("W", bound=Post | Comment)


def write_once(
    rows: WritingQuerySet, *, author: User, text: str, client_id: str | None, **more: Any
) -> tuple[Any, bool]:
    """A new row with its mentions, or the one that an earlier try with this `client_id` made."""
    text, found = resolve(text)
    try:
        with transaction.atomic():
            writing = rows.create(author=author, text=text, client_id=client_id or None, **more)
    except IntegrityError:
        earlier = rows.filter(author=author, client_id=client_id or None).first() if client_id else None
        if earlier is None:
            raise
        return earlier, False
    _keep_mentions(writing, found)
    return writing, True


def rewrite(writing: W, text: str) -> bool:
    """Put another text in its place and keep the old one apart; False if it says the same already."""
    text, found = resolve(text, before=[Named(m.person_id, m.name) for m in writing.mentions.all()])
    if text == writing.text:
        return False
    writing.versions.create(
        version=writing.version, text=writing.text, written_at=writing.edited_at or writing.created_at
    )
    writing.text, writing.edited_at, writing.version = text, timezone.now(), writing.version + 1
    writing.save(update_fields=["text", "edited_at", "version"])
    writing.mentions.all().delete()
    _keep_mentions(writing, found)
    return True


def _keep_mentions(writing: Post | Comment, found: list[Named]) -> None:
    rows = [
        writing.mentions.create(person_id=named.person_id, name=named.name, place=place)
        for place, named in enumerate(found)
    ]
    know(writing, "mentions", rows)


def mark_deleted(writing: Post | Comment, by: User | None) -> None:
    """Delete it, or bring it back where `by` is None."""
    writing.deleted_by, writing.deleted_at = by, timezone.now() if by else None
    writing.version += 1
    writing.save(update_fields=["deleted_by", "deleted_at", "version"])


def change(post: Post, *, comments: int = 0) -> None:
    """Something in the post changed; `comments` is by how many."""
    post.revision += 1
    post.comment_count += comments
    post.save(update_fields=["revision", "comment_count"])


def locked(writing: W) -> W:
    """The row as it is now, ours until the transaction ends; 404 if somebody deleted it meanwhile."""
    row = locked_whatever(writing)
    if row.is_deleted:
        raise Http404
    return row


def locked_whatever(writing: W) -> W:
    rows: Any = type(writing)._default_manager.select_for_update(of=("self",), no_key=True)
    return rows.select_related(*writing.shown_with).get(pk=writing.pk)
