"""Polls through the API."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from core.rest import keyset_page
from feed import access, actions, answering
from feed.api.answers import PAGING, CountedView, sent
from feed.models import Post
from feed.serializers_parts import (
    MyPollSerializer,
    NewOptionSerializer,
    VoterListSerializer,
    VoteSerializer,
    my_poll_data,
    voter_rows,
)


class OnePoll(CountedView):
    """One poll."""

    @extend_schema(operation_id="polls_read", responses=MyPollSerializer)
    def get(self, request: Request, pk: str) -> Response:
        """A poll, with the caller's own votes. Counts that are hidden from the caller as yet are null."""
        return _answer(request, answering.poll_for(request.user, pk))


class PollVotes(CountedView):
    """The caller's vote, and who voted for what."""

    @extend_schema(
        operation_id="polls_voters",
        parameters=[OpenApiParameter("option", description="The id of one option."), *PAGING],
        responses=VoterListSerializer,
    )
    def get(self, request: Request, pk: str) -> Response:
        """Who voted for what, newest first; 403 as long as the results are hidden from the caller."""
        post = answering.poll_for(request.user, pk)
        votes = answering.voters_of(request.user, post, request.query_params.get("option", ""))
        return keyset_page(request, votes, by=answering.VOTERS_ORDER, descending=True, write=voter_rows)

    @extend_schema(
        operation_id="polls_vote",
        request=VoteSerializer,
        responses=MyPollSerializer,
    )
    def put(self, request: Request, pk: str) -> Response:
        """Vote, or vote otherwise: all chosen options, in place of those before."""
        post = _to_vote(request, pk)
        actions.vote(post=post, person=request.user, **sent(request, VoteSerializer))
        return _answer(request, post)

    @extend_schema(operation_id="polls_withdraw", responses={200: MyPollSerializer})
    def delete(self, request: Request, pk: str) -> Response:
        """Take the vote back."""
        post = _to_vote(request, pk)
        actions.withdraw_vote(post=post, person=request.user)
        return _answer(request, post)


class PollOptions(CountedView):
    """The options of a poll."""

    @extend_schema(
        operation_id="polls_add_option",
        request=NewOptionSerializer,
        responses={201: MyPollSerializer},
    )
    def post(self, request: Request, pk: str) -> Response:
        """Add an option, where readers may; who asked may always."""
        post = _to_vote(request, pk)
        actions.add_option(post=post, person=request.user, **sent(request, NewOptionSerializer))
        return _answer(request, post, 201)


class PollClose(CountedView):
    """The end of a poll."""

    @extend_schema(operation_id="polls_close", request=None, responses=MyPollSerializer)
    def post(self, request: Request, pk: str) -> Response:
        """Close one's own poll before its time."""
        post = answering.poll_to_close(request.user, answering.poll_for(request.user, pk).pk)
        actions.close_poll(post=post)
        return _answer(request, post)


def _to_vote(request: Request, pk: str) -> Post:
    return answering.poll_on(request.user, answering.poll_for(request.user, pk).pk, to_vote=True)


def _answer(request: Request, post: Post, status: int = 200) -> Response:
    """As it is now, for the caller."""
    fresh = access.post_for(request.user, post.pk)
    return Response(my_poll_data(fresh.poll), status)
