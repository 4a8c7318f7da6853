"""Posts that wait: letting them in, or not."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from audit.actions import record
from content.actions import keep_draft, release
from content.models import Draft
from core.text import one_line
from feed.actions.shares import count_share
from feed.actions.telling import tell_of_post
from feed.approval import note_posted, waiting_count
from feed.events import PostCreated
from feed.events_approval import WaitingChanged
from feed.fragments import post_html
from feed.models import Post
from feed.notifications_approval import APPROVED, DECLINED, WAITS
from feed.serializers import post_data
from feed.writing import locked, mark_deleted
from groups.locks import must_be_current
from groups.models import Group
from notifications.actions import forget, notify
from people.models import User
from realtime.publish import publish
from tenants.models import company_here

REASON_LENGTH = 300


@transaction.atomic(savepoint=False)
def announce_post(*, post: Post, quietly: bool = False) -> None:
    """A new post stands: its readers' pages show it, and whom it means is told. While it waits, only those hear of it
    who may let it in. What is imported is nobody's news (`quietly`)."""
    if post.waits_since is not None:
        _tell_waiting(post)
        if post.group is not None:
            notify(kind=WAITS, people=post.group.keeper_ids(), about=post, by=post.author)
        return
    note_posted(post.group, post.author)
    publish(PostCreated(**post_data(post), html=post_html(post)), to=post.hearer_ids())
    if not quietly:
        tell_of_post(post=post)


@transaction.atomic
def approve_post(*, post: Post, by: User) -> Post:
    """Let it in: it is published now, wherever its author was meanwhile. Of two at once the second finds it done."""
    post = _still_waiting(post)
    if post.group is not None:
        must_be_current(post.group)
    post.waits_since, post.created_at, post.revision = None, timezone.now(), post.revision + 1
    post.save(update_fields=["waits_since", "created_at", "revision"])
    record(who=by, what="feed.post_approved", on_whom=post.author, post=str(post.pk), group=str(post.group_id))
    forget(about=post)
    announce_post(post=post)
    _tell_waiting(post)
    notify(kind=APPROVED, people=[post.author_id], about=post, by=by)
    return post


@transaction.atomic
def decline_post(*, post: Post, by: User, reason: str = "") -> None:
    """Not let in. Its author reads why, and finds all of it in the group's composer again, unless they write there."""
    post = _still_waiting(post)
    reason = one_line(reason)[:REASON_LENGTH]
    mark_deleted(post, by)
    record(who=by, what="feed.post_declined", on_whom=post.author, post=str(post.pk), group=str(post.group_id))
    forget(about=post)
    _give_back(post)
    count_share(share=post, by=-1)
    _tell_waiting(post)
    notify(kind=DECLINED, people=[post.author_id], about=post, by=by, detail={"reason": reason})


@transaction.atomic
def take_waiting_post_back(*, post: Post) -> None:
    """Its author does not want it any more."""
    post = _still_waiting(post)
    mark_deleted(post, post.author)
    forget(about=post)
    _give_back(post)
    count_share(share=post, by=-1)
    _tell_waiting(post)


@transaction.atomic
def announce_company_admin(*, group: Group, person: User) -> None:
    """One of the company's admins came into a group that nobody had asked them into: it stands in its feed, in the
    company's language, whoever joins quietly elsewhere."""
    with translation.override(company_here().language):
        text = _("I joined this group as an admin of the company.")
    post = Post.objects.create(author=person, group=group, text=text)
    announce_post(post=post)


def _still_waiting(post: Post) -> Post:
    post = locked(post)
    if post.waits_since is None:
        raise Http404
    return post


def _give_back(post: Post) -> None:
    place = f"group:{post.group_id}"
    if (post.text or post.file_count) and not Draft.objects.filter(person=post.author, place=place).exists():
        files = [file.pk for file in release(held_as=Post.held_as, holder=post.pk)]
        keep_draft(person=post.author, place=place, text=post.text, data={}, device="", version=0, files=files)


def _tell_waiting(post: Post) -> None:
    if post.group is not None:
        waiting = waiting_count(post.group)
        keepers = post.group.keeper_ids()
        publish(WaitingChanged(group=str(post.group_id), waiting=waiting), to=keepers)
        if post.author_id not in keepers:  # how many others wait is not theirs to know
            publish(WaitingChanged(group=str(post.group_id), waiting=None), to=[post.author_id])
