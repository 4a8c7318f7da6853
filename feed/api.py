"""The feed through the API."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from content.models import with_files
from content.serializers.cards import CardChangeSerializer
from core.rest import keyset_page, words_of
from feed import access, actions
from feed.models import Comment, Post
from feed.serializers import (
    CommentListSerializer,
    CommentSerializer,
    CommentTextSerializer,
    NewCommentSerializer,
    NewPostSerializer,
    PostListSerializer,
    PostSerializer,
    PostTextSerializer,
    ReactionListSerializer,
    ReactionStateSerializer,
    ReactSerializer,
    my_comment_data,
    my_post_data,
    reaction_data,
)
from feed.views.shown import may_write

PAGING = [
    OpenApiParameter("limit", int, description="1 to 100; 30 unless told."),
    OpenApiParameter("cursor", description="`next` of the page before."),
]
Q = OpenApiParameter("q", description="Words that the text contains.")
GONE = OpenApiResponse(description="It is gone; `…/restore` brings it back for ten minutes.")


def sent(request: Request, shape: type[Serializer]) -> dict[str, Any]:
    """The body of the request, in the shape that the document promises."""
    serializer = shape(data=request.data)
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data


class CountedView(APIView):
    """Writes are counted, with those of the pages."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method not in SAFE_METHODS:
            may_write(request)


class Feed(CountedView):
    """The caller's home feed."""

    @extend_schema(
        operation_id="feed_list",
        parameters=[Q, OpenApiParameter("group", description="Only this group's posts."), *PAGING],
        responses=PostListSerializer,
    )
    def get(self, request: Request) -> Response:
        """Posts of the caller's groups, or of one group, newest first."""
        group = request.query_params.get("group")
        posts = access.posts_of_group(request.user, group) if group else access.home_of(request.user)
        return keyset_page(
            request,
            posts.containing(words_of(request)),
            by=("created_at", "pk"),
            descending=True,
            write=lambda page: [my_post_data(post) for post in with_files(page)],
        )


class Posts(CountedView):
    """Posts."""

    @extend_schema(
        operation_id="posts_create",
        request=NewPostSerializer,
        responses={201: PostSerializer, 200: OpenApiResponse(PostSerializer, "A retry: what the first try made.")},
    )
    def post(self, request: Request) -> Response:
        """Post in a group."""
        body = sent(request, NewPostSerializer)
        group = access.group_to_post_in(request.user, body.pop("group"))
        post, is_new = actions.create_post(group=group, author=request.user, **body)
        return _post(request, post, 201 if is_new else 200)


class OnePost(CountedView):
    """One post."""

    @extend_schema(operation_id="posts_read", responses=PostSerializer)
    def get(self, request: Request, pk: str) -> Response:
        """A post; its comments are a list of their own."""
        return _post(request, access.post_for(request.user, pk))

    @extend_schema(operation_id="posts_edit", request=PostTextSerializer, responses=PostSerializer)
    def patch(self, request: Request, pk: str) -> Response:
        """Change the text of one's own post."""
        post = access.post_to_edit(request.user, pk)
        return _post(request, actions.edit_post(post=post, **sent(request, PostTextSerializer)))

    @extend_schema(operation_id="posts_delete", responses={204: GONE})
    def delete(self, request: Request, pk: str) -> Response:
        """Delete one's own post, or any in a group one looks after."""
        actions.delete_post(post=access.post_to_delete(request.user, pk), by=request.user)
        return Response(status=204)


class PostRestore(CountedView):
    """Undo of a deletion."""

    @extend_schema(operation_id="posts_restore", request=None, responses=PostSerializer)
    def post(self, request: Request, pk: str) -> Response:
        """Bring back what the caller deleted in the last ten minutes."""
        return _post(request, actions.restore_post(post=access.post_to_restore(request.user, pk), by=request.user))


class PostCards(CountedView):
    """A link card under one's own post."""

    @extend_schema(operation_id="posts_change_card", request=CardChangeSerializer, responses=PostSerializer)
    def patch(self, request: Request, pk: str, card: str) -> Response:
        """Take the card, or its picture, away for everyone, or bring it back."""
        post, use = access.card_to_change(request.user, pk, card)
        actions.change_card(post=post, use=use, **sent(request, CardChangeSerializer))
        return _post(request, access.post_for(request.user, pk))


class Comments(CountedView):
    """The comments of one post."""

    @extend_schema(operation_id="comments_list", parameters=[Q, *PAGING], responses=CommentListSerializer)
    def get(self, request: Request, pk: str) -> Response:
        """Comments, newest first: the next page has the earlier ones."""
        post = access.post_for(request.user, pk)
        return keyset_page(
            request,
            access.comments_of(request.user, post).containing(words_of(request)),
            by=("created_at", "pk"),
            descending=True,
            write=lambda page: [my_comment_data(comment) for comment in page],
        )

    @extend_schema(
        operation_id="comments_create",
        request=NewCommentSerializer,
        responses={201: CommentSerializer, 200: OpenApiResponse(CommentSerializer, "A retry: what the first made.")},
    )
    def post(self, request: Request, pk: str) -> Response:
        """Comment on a post."""
        post = access.post_to_answer(request.user, pk)
        comment, is_new = actions.create_comment(post=post, author=request.user, **sent(request, NewCommentSerializer))
        return _comment(request, comment, 201 if is_new else 200)


class OneComment(CountedView):
    """One comment."""

    @extend_schema(operation_id="comments_read", responses=CommentSerializer)
    def get(self, request: Request, pk: str) -> Response:
        """A comment."""
        return _comment(request, access.comment_for(request.user, pk))

    @extend_schema(operation_id="comments_edit", request=CommentTextSerializer, responses=CommentSerializer)
    def patch(self, request: Request, pk: str) -> Response:
        """Change the text of one's own comment."""
        comment = access.comment_to_edit(request.user, pk)
        return _comment(request, actions.edit_comment(comment=comment, **sent(request, CommentTextSerializer)))

    @extend_schema(operation_id="comments_delete", responses={204: GONE})
    def delete(self, request: Request, pk: str) -> Response:
        """Delete one's own comment, or any in a group one looks after."""
        actions.delete_comment(comment=access.comment_to_delete(request.user, pk), by=request.user)
        return Response(status=204)


class CommentRestore(CountedView):
    """Undo of a deletion."""

    @extend_schema(operation_id="comments_restore", request=None, responses=CommentSerializer)
    def post(self, request: Request, pk: str) -> Response:
        """Bring back what the caller deleted in the last ten minutes."""
        comment = access.comment_to_restore(request.user, pk)
        return _comment(request, actions.restore_comment(comment=comment, by=request.user))


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


def _post(request: Request, post: Post, status: int = 200) -> Response:
    return Response(my_post_data(access.as_read_by(request.user, post)), status)


def _comment(request: Request, comment: Comment, status: int = 200) -> Response:
    return Response(my_comment_data(access.as_read_by(request.user, comment)), status)
