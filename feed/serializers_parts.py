"""Polls and events as the API and events show them: parts of a post."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from core.examples import example
from core.rest import IdField
from feed import examples
from feed.asking import MOST, OPTION_LENGTH, NewPoll
from feed.inviting import PLACE_LENGTH, TITLE_LENGTH, NewEvent, on_clock_of
from feed.models import Event, Poll, PollOption, PollVote, Post, Rsvp
from groups.examples import REF
from groups.serializers import GroupRefSerializer, group_ref
from people.examples import page
from people.serializers import PersonRefSerializer, person_ref


class PollOptionSerializer(serializers.Serializer):
    id = IdField()
    text = serializers.CharField()
    vote_count = serializers.IntegerField(allow_null=True, help_text="Null: hidden as yet.")
    added_by = IdField(help_text="The id of the person who wrote it.")


class PollSerializer(serializers.Serializer):
    id = IdField()
    post = IdField(help_text="The post whose text asks the question.")
    several = serializers.BooleanField(help_text="One may choose more than one option.")
    may_add = serializers.BooleanField(help_text="Readers may add options.")
    hides_results = serializers.BooleanField(help_text="Until one has voted, or it is closed.")
    closes_at = serializers.DateTimeField(allow_null=True)
    is_closed = serializers.BooleanField()
    voter_count = serializers.IntegerField(help_text="How many people voted.")
    options = PollOptionSerializer(many=True)


@example(answer=examples.POLL)
class MyPollSerializer(PollSerializer):
    my_votes = serializers.ListField(child=IdField(), help_text="The ids of the options that the caller chose.")


class EventSerializer(serializers.Serializer):
    id = IdField()
    post = IdField(help_text="The post that tells of it.")
    title = serializers.CharField()
    begins_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    zone = serializers.CharField(help_text="Where it was planned: `Europe/Paris`.")
    place = serializers.CharField(allow_blank=True)
    is_cancelled = serializers.BooleanField()
    sequence = serializers.IntegerField(help_text="Grows by one with each change, as in its calendar file.")
    yes_count = serializers.IntegerField()
    maybe_count = serializers.IntegerField()
    no_count = serializers.IntegerField()
    calendar = serializers.CharField(help_text="The address of its calendar file.")


@example(answer=examples.EVENT)
class MyEventSerializer(EventSerializer):
    my_answer = serializers.ChoiceField(Rsvp.Answer.choices, allow_null=True)


class ListedEventSerializer(MyEventSerializer):
    group = GroupRefSerializer(allow_null=True, help_text="Null: on the host's own profile.")
    host = PersonRefSerializer()


@example(answer=page({**examples.EVENT, "group": REF, "host": examples.BOB}))
class EventListSerializer(serializers.Serializer):
    results = ListedEventSerializer(many=True)
    next = serializers.CharField(allow_null=True, help_text="`cursor` of the next page; null on the last.")


class VoterSerializer(serializers.Serializer):
    person = PersonRefSerializer()
    option = IdField()
    created_at = serializers.DateTimeField()


@example(answer=page(examples.VOTER))
class VoterListSerializer(serializers.Serializer):
    results = VoterSerializer(many=True, help_text="Newest first.")
    next = serializers.CharField(allow_null=True, help_text="`cursor` of the next page; null on the last.")


class RsvpSerializer(serializers.Serializer):
    person = PersonRefSerializer()
    answer = serializers.ChoiceField(Rsvp.Answer.choices)
    answered_at = serializers.DateTimeField()


@example(answer=page(examples.RSVP))
class RsvpListSerializer(serializers.Serializer):
    results = RsvpSerializer(many=True, help_text="Newest first.")
    next = serializers.CharField(allow_null=True, help_text="`cursor` of the next page; null on the last.")


@example(asked={"options": ["20"]})
class VoteSerializer(serializers.Serializer):
    options = serializers.ListField(
        child=IdField(), min_length=1, max_length=MOST, help_text="All that the caller chooses, in place of before."
    )


@example(asked={"text": "In the park"})
class NewOptionSerializer(serializers.Serializer):
    text = serializers.CharField(max_length=OPTION_LENGTH)


@example(asked={"answer": "yes"})
class AnswerSerializer(serializers.Serializer):
    answer = serializers.ChoiceField(Rsvp.Answer.choices)


@example(asked={"text": "Two seats are left."})
class WordSerializer(serializers.Serializer):
    text = serializers.CharField(help_text="It stands as a comment under the event; those who may come are told.")


class NewPollSerializer(serializers.Serializer):
    options = serializers.ListField(child=serializers.CharField(allow_blank=True), max_length=100)
    several = serializers.BooleanField(default=False)
    may_add = serializers.BooleanField(default=False)
    hides_results = serializers.BooleanField(default=False)
    closes_at = serializers.DateTimeField(required=False, allow_null=True, default=None)

    def validate(self, given: dict[str, Any]) -> NewPoll:  # type: ignore[override]
        return NewPoll(**{**given, "options": tuple(given["options"])})


class ClockField(serializers.DateTimeField):
    """Exact where the caller gives an offset; without one, on the clock of the event's `zone`."""

    def to_internal_value(self, value: Any) -> datetime:
        at = parse_datetime(value) if isinstance(value, str) and len(value) < 40 else None
        if at is None:
            self.fail("invalid", format="YYYY-MM-DDThh:mm[:ss][+HH:MM|-HH:MM|Z]")
        return at


@example(asked={"place": "Garden"})
class EventChangeSerializer(serializers.Serializer):
    title = serializers.CharField(max_length=TITLE_LENGTH, required=False)
    begins_at = ClockField(required=False, help_text="Without an offset it is on the clock of `zone`.")
    ends_at = ClockField(required=False, help_text="Without an offset it is on the clock of `zone`.")
    zone = serializers.CharField(max_length=64, required=False, help_text="Europe/Paris")
    place = serializers.CharField(max_length=PLACE_LENGTH, required=False, allow_blank=True)


class NewEventSerializer(EventChangeSerializer):
    title = serializers.CharField(max_length=TITLE_LENGTH)
    begins_at = ClockField(help_text="Without an offset it is on the clock of `zone`.")
    ends_at = ClockField(help_text="Without an offset it is on the clock of `zone`.")
    zone = serializers.CharField(max_length=64, help_text="Where it is planned: `Europe/Paris`.")
    place = serializers.CharField(max_length=PLACE_LENGTH, required=False, allow_blank=True, default="")

    def validate(self, given: dict[str, Any]) -> NewEvent:  # type: ignore[override]
        return NewEvent(**on_its_clock(given, given["zone"]))


def on_its_clock(given: dict[str, Any], zone: str) -> dict[str, Any]:
    """With its times made exact."""
    times = {name: on_clock_of(zone, given[name], name) for name in ("begins_at", "ends_at") if name in given}
    return {**given, **times}


def parts_data(post: Post) -> dict[str, Any]:
    """What a post has beside words and files, the same for all who may read it."""
    return {
        "kind": post.kind,
        "poll": poll_data(post.poll) if post.kind == Post.Kind.POLL else None,
        "event": event_data(post.event) if post.kind == Post.Kind.EVENT else None,
    }


def my_parts_data(post: Post) -> dict[str, Any]:
    """The same as one person sees it: from `for_reader`."""
    found: dict[str, Any] = {}
    if post.kind == Post.Kind.POLL:
        found["poll"] = my_poll_data(post.poll)
    if post.kind == Post.Kind.EVENT:
        found["event"] = my_event_data(post.event)
    return found


def poll_data(poll: Poll, *, voted: bool = False) -> dict[str, Any]:
    """`voted`: whoever it is for has voted, and sees what is hidden from others."""
    shows = poll.shows_results(voted=voted)
    return {
        "id": str(poll.pk),
        "post": str(poll.post_id),
        "several": poll.several,
        "may_add": poll.may_add,
        "hides_results": poll.hides_results,
        "closes_at": poll.closes_at,
        "is_closed": poll.is_closed,
        "voter_count": poll.voter_count,
        "options": [_option_data(option, shows) for option in poll.options.all()],
    }


def my_poll_data(poll: Poll) -> dict[str, Any]:
    mine = [str(option.pk) for option in poll.options.all() if option.mine]
    return {**poll_data(poll, voted=bool(mine)), "my_votes": mine}


def _option_data(option: PollOption, shows: bool) -> dict[str, Any]:
    count = option.vote_count if shows else None
    return {"id": str(option.pk), "text": option.text, "vote_count": count, "added_by": str(option.added_by_id)}


def event_data(event: Event) -> dict[str, Any]:
    return {
        "id": str(event.pk),
        "post": str(event.post_id),
        "title": event.title,
        "begins_at": event.begins_at,
        "ends_at": event.ends_at,
        "zone": event.zone,
        "place": event.place,
        "is_cancelled": event.cancelled_at is not None,
        "sequence": event.sequence,
        "yes_count": event.yes_count,
        "maybe_count": event.maybe_count,
        "no_count": event.no_count,
        "calendar": f"/posts/{event.post_id}/event.ics",
    }


def my_event_data(event: Event) -> dict[str, Any]:
    return {**event_data(event), "my_answer": event.my_answer}


def listed_event_data(post: Post) -> dict[str, Any]:
    where = group_ref(post.group) if post.group else None
    return {**my_event_data(post.event), "group": where, "host": person_ref(post.author)}


def voter_rows(votes: Sequence[PollVote]) -> list[dict[str, Any]]:
    return [
        {"person": person_ref(vote.person), "option": str(vote.option_id), "created_at": vote.created_at}
        for vote in votes
    ]


def rsvp_rows(rows: Sequence[Rsvp]) -> list[dict[str, Any]]:
    return [{"person": person_ref(row.person), "answer": row.answer, "answered_at": row.answered_at} for row in rows]


NOT_BOTH = _("A post holds a poll or an event, not both.")
