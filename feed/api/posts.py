"""Posts through the API."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from content.models import with_files
from content.serializers.cards import CardChangeSerializer
from core.rest import keyset_page, words_of
from feed import access, actions
from feed.api.answers import GONE, PAGING, CountedView, Q, post_answer, sent
from feed.serializers import NewPostSerializer, PostListSerializer, PostSerializer, PostTextSerializer, my_post_data


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
        return post_answer(request, post, 201 if is_new else 200)


class OnePost(CountedView):
    """One post."""

    @extend_schema(operation_id="posts_read", responses=PostSerializer)
    def get(self, request: Request, pk: str) -> Response:
        """A post; its comments are a list of their own."""
        return post_answer(request, access.post_for(request.user, pk))

    @extend_schema(operation_id="posts_edit", request=PostTextSerializer, responses=PostSerializer)
    def patch(self, request: Request, pk: str) -> Response:
        """Change the text of one's own post."""
        post = access.post_to_edit(request.user, pk)
        return post_answer(request, actions.edit_post(post=post, **sent(request, PostTextSerializer)))

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
        return post_answer(
            request, actions.restore_post(post=access.post_to_restore(request.user, pk), by=request.user)
        )


class PostCards(CountedView):
    """A link card under one's own post."""

    @extend_schema(operation_id="posts_change_card", request=CardChangeSerializer, responses=PostSerializer)
    def patch(self, request: Request, pk: str, card: str) -> Response:
        """Take the card, or its picture, away for everyone, or bring it back."""
        post, use = access.card_to_change(request.user, pk, card)
        actions.change_card(post=post, use=use, **sent(request, CardChangeSerializer))
        return post_answer(request, access.post_for(request.user, pk))
