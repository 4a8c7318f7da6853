"""Polls: asked, voted in, added to, closed. All of it changes the post, under the post's row lock."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Conflict, Refusal
from core.rest import to_pk
from feed.asking import MOST, NewPoll, checked_option, checked_poll, no_option
from feed.events import PollChanged
from feed.models import Poll, PollOption, PollVote, Post
from feed.notifications import readers_among
from feed.notifications_parts import POLL_ENDED
from feed.serializers_parts import poll_data
from feed.tasks import close_poll as close_when_due
from feed.writing import change, locked
from notifications.actions import notify
from people.models import User
from realtime.publish import publish


@transaction.atomic
def make_poll(*, post: Post, poll: NewPoll) -> Poll:
    """Put a poll under a post that is being written; its author tells of the post."""
    poll = checked_poll(poll)
    row = Poll.objects.create(
        post=post,
        several=poll.several,
        may_add=poll.may_add,
        hides_results=poll.hides_results,
        closes_at=poll.closes_at,
    )
    PollOption.objects.bulk_create(
        PollOption(poll=row, place=place, text=text, added_by=post.author) for place, text in enumerate(poll.options)
    )
    if row.closes_at:
        at = row.closes_at.astimezone(UTC).isoformat()
        close_when_due.send(key=f"feed.poll:{row.pk}:{at}", due=row.closes_at, poll=row.pk, at=at)
    return row


@transaction.atomic
def vote(*, post: Post, person: User, options: Collection[object]) -> Poll:
    """Choose these options, in place of what the person chose before."""
    post, poll = _open(post)
    wanted = {to_pk(option) for option in options}
    known = set(poll.options.values_list("pk", flat=True))
    if not wanted or wanted - known:
        raise no_option(_("This option is not there any more. Choose another one."))
    if len(wanted) > 1 and not poll.several:
        raise no_option(_("Choose one option."))
    before = _chosen(poll, person)
    if wanted == before:
        return poll
    PollVote.objects.filter(option__in=before - wanted, person=person).delete()
    PollVote.objects.bulk_create(PollVote(option_id=option, person=person) for option in sorted(wanted - before))
    _count(poll, changed=wanted ^ before, voters=0 if before else 1)
    _tell(post, poll, by=person)
    return poll


@transaction.atomic
def withdraw_vote(*, post: Post, person: User) -> Poll:
    """As if the person had not voted."""
    post, poll = _open(post)
    before = _chosen(poll, person)
    if before:
        PollVote.objects.filter(option__in=before, person=person).delete()
        _count(poll, changed=before, voters=-1)
        _tell(post, poll, by=person)
    return poll


@transaction.atomic
def add_option(*, post: Post, person: User, text: str) -> Poll:
    """One more option, where readers may add some; their author may always."""
    post, poll = _open(post)
    if not poll.may_add and post.author_id != person.pk:
        raise Refusal("may_not_add", _("Only who asked adds options to this poll."))
    there = list(poll.options.all())
    if len(there) >= MOST:
        raise no_option(_("A poll has at most %(most)s options.") % {"most": MOST})
    option = checked_option(text, among=[row.text for row in there])
    PollOption.objects.create(poll=poll, place=there[-1].place + 1, text=option, added_by=person)
    _tell(post, poll, by=person)
    return poll


@transaction.atomic
def close_poll(*, post: Post) -> Poll:
    """Nobody votes any more; what was hidden is shown. A second time changes nothing."""
    post = locked(post)
    poll = Poll.objects.get(post=post)
    if not poll.is_closed:
        poll.closed_at = timezone.now()
        poll.save(update_fields=["closed_at"])
        _tell(post, poll, by=post.author)
    return poll


@transaction.atomic
def close_due_poll(*, poll: int, at: datetime) -> None:
    """Its day has come: open pages show that it is over, and who asked hears of it. Once."""
    due = Poll.objects.filter(pk=poll, closes_at=at, closed_at=None, post__in=Post.objects.present())
    row = due.select_related("post").first()
    if row is None:
        return
    post = locked(row.post)
    if not Poll.objects.filter(pk=row.pk, closed_at=None).update(closed_at=at):
        return
    row.refresh_from_db()
    _tell(post, row, by=None)
    notify(kind=POLL_ENDED, people=readers_among({post.author_id}, post.group), about=post)


def _open(post: Post) -> tuple[Post, Poll]:
    post = locked(post)
    poll = Poll.objects.get(post=post)
    if poll.is_closed:
        raise Conflict("poll_closed", _("This poll is closed."))
    return post, poll


def _chosen(poll: Poll, person: User) -> set[int]:
    return set(PollVote.objects.filter(option__poll=poll, person=person).values_list("option_id", flat=True))


def _count(poll: Poll, *, changed: set[int], voters: int) -> None:
    for option in PollOption.objects.filter(pk__in=changed):
        option.vote_count = option.votes.count()
        option.save(update_fields=["vote_count"])
    poll.voter_count += voters
    poll.save(update_fields=["voter_count"])


def _tell(post: Post, poll: Poll, *, by: User | None) -> None:
    """Whoever may read it. Of a poll with hidden results others do not hear who voted just now."""
    change(post)
    hearers = post.hearer_ids()
    told = PollChanged(post=str(post.pk), poll=poll_data(poll), by=None, revision=post.revision)
    if by is None:
        publish(told, to=hearers)
        return
    named = PollChanged(post=told.post, poll=told.poll, by=str(by.pk), revision=told.revision)
    publish(named, to=[by.pk])
    publish(told if poll.hides_results else named, to=[pk for pk in hearers if pk != by.pk])
