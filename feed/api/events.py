"""Events through the API."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from core.rest import keyset_page
from feed import access, actions, answering, event_lists
from feed.api.answers import PAGING, CountedView, comment_answer, sent
from feed.inviting import NewEvent
from feed.models import Event, Post
from feed.serializers import CommentSerializer
from feed.serializers_parts import (
    AnswerSerializer,
    EventChangeSerializer,
    EventListSerializer,
    MyEventSerializer,
    RsvpListSerializer,
    WordSerializer,
    listed_event_data,
    my_event_data,
    on_its_clock,
    rsvp_rows,
)


class Events(CountedView):
    """Events of the caller's groups, of whom they follow, and those they go to."""

    @extend_schema(
        operation_id="events_list",
        parameters=[
            OpenApiParameter(
                "show",
                enum=event_lists.SHOWS,
                description="`coming`, unless told: of the caller's groups and whom they follow. `mine`: they are the "
                "host or said yes or maybe, also what was cancelled. `past`: both, latest first.",
            ),
            *PAGING,
        ],
        responses=EventListSerializer,
    )
    def get(self, request: Request) -> Response:
        """What comes up, soonest first, each with the caller's own answer."""
        show = request.query_params.get("show", event_lists.COMING)
        if show not in event_lists.SHOWS:
            raise ValidationError({"show": [_("One of coming, mine and past.")]})

        def write(events: list[Event]) -> list[dict[str, Any]]:
            return [listed_event_data(post) for post in event_lists.posts_of(request.user, events)]

        rows = event_lists.events_of(request.user, show)
        return keyset_page(request, rows, by=event_lists.ORDER, descending=show == event_lists.PAST, write=write)


class OneEvent(CountedView):
    """One event."""

    @extend_schema(operation_id="events_read", responses=MyEventSerializer)
    def get(self, request: Request, pk: str) -> Response:
        """An event, with the caller's own answer."""
        return _answer(request, answering.event_for(request.user, pk))

    @extend_schema(
        operation_id="events_change",
        request=EventChangeSerializer,
        responses=MyEventSerializer,
    )
    def patch(self, request: Request, pk: str) -> Response:
        """Change one's own event; those who come are told."""
        post = _own(request, pk)
        row, given = post.event, sent(request, EventChangeSerializer)
        now = {name: getattr(row, name) for name in ("title", "begins_at", "ends_at", "zone", "place")}
        wanted = on_its_clock(given, given.get("zone", row.zone))
        actions.change_event(post=post, event=NewEvent(**{**now, **wanted}))
        return _answer(request, post)


class EventCancel(CountedView):
    """The end of an event before it began."""

    @extend_schema(operation_id="events_cancel", request=None, responses=MyEventSerializer)
    def post(self, request: Request, pk: str) -> Response:
        """Cancel one's own event; those who said they come are told."""
        post = _own(request, pk)
        actions.cancel_event(post=post)
        return _answer(request, post)


class EventAnswers(CountedView):
    """Who comes."""

    @extend_schema(
        operation_id="events_answers",
        parameters=[OpenApiParameter("answer", description="`yes`, `maybe` or `no` alone."), *PAGING],
        responses=RsvpListSerializer,
    )
    def get(self, request: Request, pk: str) -> Response:
        """Who comes, may come and does not, newest first."""
        post = answering.event_for(request.user, pk)
        rows = answering.answers_to(post, request.query_params.get("answer", ""))
        return keyset_page(request, rows, by=answering.RSVP_ORDER, descending=True, write=rsvp_rows)

    @extend_schema(
        operation_id="events_answer",
        request=AnswerSerializer,
        responses=MyEventSerializer,
    )
    def put(self, request: Request, pk: str) -> Response:
        """Say whether one comes, in place of what one said before."""
        post = _to_answer(request, pk)
        actions.answer_event(post=post, person=request.user, **sent(request, AnswerSerializer))
        return _answer(request, post)

    @extend_schema(operation_id="events_take_answer_back", responses={200: MyEventSerializer})
    def delete(self, request: Request, pk: str) -> Response:
        """As if one had said nothing."""
        post = _to_answer(request, pk)
        actions.answer_event(post=post, person=request.user, answer=None)
        return _answer(request, post)


class EventWords(CountedView):
    """The host's words to those who may come."""

    @extend_schema(
        operation_id="events_write",
        request=WordSerializer,
        responses={201: CommentSerializer},
    )
    def post(self, request: Request, pk: str) -> Response:
        """Write to those who said maybe: a comment under the event, and at their bells."""
        post = _own(request, pk)
        comment = actions.write_to_undecided(post=post, host=request.user, **sent(request, WordSerializer))
        return comment_answer(request, comment, 201)


def _own(request: Request, pk: str) -> Post:
    return answering.event_to_change(request.user, answering.event_for(request.user, pk).pk)


def _to_answer(request: Request, pk: str) -> Post:
    return answering.event_on(request.user, answering.event_for(request.user, pk).pk, to_answer=True)


def _answer(request: Request, post: Post) -> Response:
    """As it is now, for the caller."""
    return Response(my_event_data(access.post_for(request.user, post.pk).event))
