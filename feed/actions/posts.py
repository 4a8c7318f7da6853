"""Posts: write, edit, delete, bring back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from audit.actions import record
from content.actions import change_card_use, hold, put_cards
from content.models import Card, know
from content.text import kept_text
from core.rest import to_pk
from core.text import links_of
from feed.actions.approving import announce_post
from feed.actions.events import forget_event, make_event, revive_event
from feed.actions.important import end_of
from feed.actions.polls import make_poll
from feed.actions.shares import count_share, renew_shares
from feed.actions.telling import mentioned_in, tell_of_post
from feed.approval import waits_from
from feed.asking import NewPoll
from feed.events import PostCreated, PostDeleted, PostEdited
from feed.fragments import post_html
from feed.inviting import NewEvent
from feed.models import Post, PostCard
from feed.serializers import POST_LENGTH, place_ref, post_data
from feed.writing import change, locked, locked_whatever, mark_deleted, rewrite, write_once
from groups.models import Group
from people.models import User
from realtime.publish import publish

MOST_TOLD = 100  # of the posts with one card; pages with older ones see it when they open


@transaction.atomic
def create_post(
    *,
    group: Group | None,
    author: User,
    text: str,
    files: Sequence[object] = (),
    important_days: int | None = None,
    shared_from: Post | None = None,
    poll: NewPoll | None = None,
    event: NewEvent | None = None,
    client_id: str | None = None,
    created_at: datetime | None = None,
    source: str | None = None,
    source_id: str | None = None,
) -> tuple[Post, bool]:
    """A post in a group, or without one on the author's profile; and whether it is new: a retry with the same
    `client_id` returns the first.

    `files` are the ids of what the author sent before and put nowhere yet. Without a group it stands on the author's
    profile. One that shares another needs no words of its own. A poll
    needs some, its question.
    """
    post, is_new = write_once(
        Post.objects.all(),
        author=author,
        text=kept_text(text, most=POST_LENGTH, may_be_empty=poll is None and bool(event or files or shared_from)),
        client_id=client_id,
        group=group,
        kind=Post.Kind.POLL if poll else Post.Kind.EVENT if event else Post.Kind.TEXT,
        waits_since=waits_from(group, author) if source is None else None,
        important_until=end_of(days=important_days) if important_days is not None else None,
        shared_from=shared_from,
        is_shared=shared_from is not None,
        file_count=len({to_pk(file) for file in files}),
        created_at=created_at or timezone.now(),
        source=source,
        source_id=source_id,
    )
    if is_new:
        post.files = hold(files=files, held_as=Post.held_as, holder=post.pk, by=author) if files else []
        if links_of(post.text, most=1):
            put_cards(uses=post.cards, text=post.text, author=author)
        else:
            know(post, "cards", [])
        post._state.fields_cache["pin"] = None  # nobody can have pinned it yet
        if poll is not None:
            make_poll(post=post, poll=poll)
        elif event is not None:
            make_event(post=post, event=event)
        announce_post(post=post, quietly=source is not None)
    return post, is_new


@transaction.atomic
def edit_post(*, post: Post, text: str) -> Post:
    """Change the text; the old one is kept as a version."""
    post = locked(post)
    known = mentioned_in(writing=post)
    says_enough = (
        post.is_shared or post.kind == Post.Kind.EVENT or (post.file_count > 0 and post.kind != Post.Kind.POLL)
    )
    if rewrite(post, kept_text(text, most=POST_LENGTH, may_be_empty=says_enough)):
        put_cards(uses=post.cards, text=post.text, author=post.author)
        change(post)
        _tell_edited(post)
        tell_of_post(post=post, known=known)
        renew_shares(source=post)
    return post


@transaction.atomic
def change_card(*, post: Post, use: PostCard, hidden: bool | None = None, picture_hidden: bool | None = None) -> Post:
    """Take a link card under a post, or its picture, away for everyone, or bring it back."""
    post = locked(post)
    if change_card_use(use=use, hidden=hidden, picture_hidden=picture_hidden):
        change(post)
        _tell_edited(post)
    return post


@transaction.atomic
def show_changed_card(*, card: Card) -> None:
    """A card has something new to show: the posts it stands under tell their pages, the newest of them."""
    posts = Post.objects.present().filter(cards__card=card, cards__hidden=False)
    newest = posts.order_by("-created_at", "-pk").values_list("pk", flat=True)[:MOST_TOLD]
    for post in Post.objects.filter(pk__in=list(newest)).order_by("pk").select_for_update(of=("self",), no_key=True):
        change(post)
        _tell_edited(post)


def _tell_edited(post: Post) -> None:
    publish(PostEdited(**post_data(post), html=post_html(post)), to=post.hearer_ids())


@transaction.atomic
def delete_post(*, post: Post, by: User) -> None:
    """Take a post away from everyone. Whoever did it may bring it back for some minutes."""
    post = locked(post)
    mark_deleted(post, by)
    change(post)
    record(who=by, what="feed.post_deleted", on_whom=post.author, post=str(post.pk), group=str(post.group_id))
    gone = PostDeleted(id=str(post.pk), group=place_ref(post), revision=post.revision)
    publish(gone, to=post.hearer_ids())
    forget_event(post=post)
    renew_shares(source=post)
    count_share(share=post, by=-1)


@transaction.atomic
def restore_post(*, post: Post, by: User) -> Post:
    """Bring a deleted post back as it was."""
    post = locked_whatever(post)
    if post.is_deleted and post.waits_since is None:
        mark_deleted(post, None)
        change(post)
        record(who=by, what="feed.post_restored", on_whom=post.author, post=str(post.pk), group=str(post.group_id))
        publish(PostCreated(**post_data(post), html=post_html(post)), to=post.hearer_ids())
        revive_event(post=post)
        renew_shares(source=post)
        count_share(share=post, by=1)
    return post
