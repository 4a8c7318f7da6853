"""Reactions through the API."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from core.rest import keyset_page
from feed import access, actions
from feed.api.answers import PAGING, CountedView, sent
from feed.models import Comment, Post
from feed.serializers import ReactionListSerializer, ReactionStateSerializer, ReactSerializer, reaction_data


class PostReactions(CountedView):
    """Reactions to a post, the caller's own among them."""

    @extend_schema(
        operation_id="posts_reactions",
        parameters=[OpenApiParameter("kind", description="Only these."), *PAGING],
        responses=ReactionListSerializer,
    )
    def get(self, request: Request, pk: str) -> Response:
        """Who reacted, newest first."""
        return _who_reacted(request, access.post_for(request.user, pk))

    @extend_schema(operation_id="posts_react", request=ReactSerializer, responses=ReactionStateSerializer)
    def put(self, request: Request, pk: str) -> Response:
        """React, in the place of an earlier reaction."""
        return _react(request, access.post_to_answer(request.user, pk))

    @extend_schema(operation_id="posts_take_reaction_back", responses={200: ReactionStateSerializer})
    def delete(self, request: Request, pk: str) -> Response:
        """Take the reaction back."""
        return _take_back(request, access.post_to_answer(request.user, pk))


class CommentReactions(CountedView):
    """Reactions to a comment, the caller's own among them."""

    @extend_schema(
        operation_id="comments_reactions",
        parameters=[OpenApiParameter("kind", description="Only these."), *PAGING],
        responses=ReactionListSerializer,
    )
    def get(self, request: Request, pk: str) -> Response:
        """Who reacted, newest first."""
        return _who_reacted(request, access.comment_for(request.user, pk))

    @extend_schema(operation_id="comments_react", request=ReactSerializer, responses=ReactionStateSerializer)
    def put(self, request: Request, pk: str) -> Response:
        """React, in the place of an earlier reaction."""
        return _react(request, access.comment_to_answer(request.user, pk))

    @extend_schema(operation_id="comments_take_reaction_back", responses={200: ReactionStateSerializer})
    def delete(self, request: Request, pk: str) -> Response:
        """Take the reaction back."""
        return _take_back(request, access.comment_to_answer(request.user, pk))


def _who_reacted(request: Request, thing: Post | Comment) -> Response:
    return keyset_page(
        request,
        access.reactions_to(thing, request.query_params.get("kind", "")),
        by=("created_at", "pk"),
        descending=True,
        write=lambda page: [reaction_data(reaction) for reaction in page],
    )


def _react(request: Request, thing: Post | Comment) -> Response:
    kind = sent(request, ReactSerializer)["kind"]
    row = actions.react(thing=thing, person=request.user, kind=kind)
    return _reacted(row, kind)


def _reacted(row: Post | Comment, mine: str | None) -> Response:
    counts = {"reaction_count": row.reaction_count, "reactions": row.reactions_by_kind}
    return Response({**counts, "my_reaction": mine})


def _take_back(request: Request, thing: Post | Comment) -> Response:
    return _reacted(actions.take_reaction_back(thing=thing, person=request.user), None)
