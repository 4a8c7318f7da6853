"""Polls and events: this one, for this person, or 404; and what they may do with it, or 403."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from core.errors import NotAllowed
from core.rest import to_pk
from feed.access import post_for, post_to_answer
from feed.models import Event, Poll, PollVote, Post, Rsvp
from people.models import User

VOTERS_ORDER = ("created_at", "id")
RSVP_ORDER = ("answered_at", "id")


def poll_for(person: User, poll_id: object) -> Post:
    """The post of a poll that the person may read."""
    return post_for(person, _post_of(Poll, poll_id))


def event_for(person: User, event_id: object) -> Post:
    """The post of an event that the person may read."""
    return post_for(person, _post_of(Event, event_id))


def poll_on(person: User, post_id: object, *, to_vote: bool = False) -> Post:
    """A post that the person may read and that asks; `to_vote`: and they may take part."""
    return _of_kind(Post.Kind.POLL, post_to_answer(person, post_id) if to_vote else post_for(person, post_id))


def event_on(person: User, post_id: object, *, to_answer: bool = False) -> Post:
    """A post that the person may read and that invites; `to_answer`: and they may take part."""
    return _of_kind(Post.Kind.EVENT, post_to_answer(person, post_id) if to_answer else post_for(person, post_id))


def poll_to_close(person: User, post_id: object) -> Post:
    return _own(person, poll_on(person, post_id), _("Only who asked may close this poll."))


def event_to_change(person: User, post_id: object) -> Post:
    return _own(person, event_on(person, post_id), _("Only the host may do this."))


def voters_of(person: User, post: Post, option: str = "") -> QuerySet[PollVote]:
    """Who voted for what, of one option or of all; refused as long as the person does not see the results."""
    poll = post.poll
    if not poll.shows_results(voted=any(each.mine for each in poll.options.all())):
        raise NotAllowed("hidden", _("You see the results after voting."))
    votes = PollVote.objects.filter(option__poll=poll).select_related("person")
    return votes.filter(option=to_pk(option)) if option else votes


def answers_to(post: Post, answer: str = "") -> QuerySet[Rsvp]:
    """Who comes, who may and who does not."""
    rows = Rsvp.objects.filter(event=post.event).select_related("person")
    if answer and answer not in Rsvp.Answer.values:
        raise Http404
    return rows.filter(answer=answer) if answer else rows


def _post_of(model: type[Poll] | type[Event], pk: object) -> int:
    found: Any = model._default_manager.filter(pk=to_pk(pk)).values_list("post_id", flat=True).first()
    if found is None:
        raise Http404
    return int(found)


def _of_kind(kind: str, post: Post) -> Post:
    if post.kind != kind:
        raise Http404
    return post


def _own(person: User, post: Post, why: str) -> Post:
    if post.author_id != person.pk:
        raise NotAllowed("not_yours", why)
    return post
