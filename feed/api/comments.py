"""Comments through the API."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from content.models import with_files
from core.rest import keyset_page, words_of
from feed import access, actions
from feed.api.answers import GONE, PAGING, CountedView, Q, comment_answer, sent
from feed.models import CommentQuerySet
from feed.serializers import (
    CommentListSerializer,
    CommentSerializer,
    CommentTextSerializer,
    NewCommentSerializer,
    my_comment_data,
)


class Comments(CountedView):
    """The comments of one post."""

    @extend_schema(operation_id="comments_list", parameters=[Q, *PAGING], responses=CommentListSerializer)
    def get(self, request: Request, pk: str) -> Response:
        """Comments on the post itself, newest first: the next page has the earlier ones. Each says how many replies
        it has (`comments/{id}/replies`); with `q` replies are found too."""
        post, words = access.post_for(request.user, pk), words_of(request)
        comments = access.words_under(request.user, post, words) if words else access.comments_of(request.user, post)
        return _page(request, comments)

    @extend_schema(
        operation_id="comments_create",
        request=NewCommentSerializer,
        responses={201: CommentSerializer, 200: OpenApiResponse(CommentSerializer, "A retry: what the first made.")},
    )
    def post(self, request: Request, pk: str) -> Response:
        """Comment on a post, or reply to a comment there."""
        post = access.post_to_answer(request.user, pk)
        body = sent(request, NewCommentSerializer)
        body["parent"] = access.comment_to_reply_to(request.user, post, body.get("parent"))
        comment, is_new = actions.create_comment(post=post, author=request.user, **body)
        return comment_answer(request, comment, 201 if is_new else 200)


class Replies(CountedView):
    """The replies to one comment."""

    @extend_schema(operation_id="comments_replies", parameters=PAGING, responses=CommentListSerializer)
    def get(self, request: Request, pk: str) -> Response:
        """Replies, newest first: the next page has the earlier ones."""
        return _page(request, access.replies_to(request.user, access.comment_for(request.user, pk)))


def _page(request: Request, comments: CommentQuerySet) -> Response:
    return keyset_page(
        request,
        comments,
        by=("created_at", "pk"),
        descending=True,
        write=lambda page: [my_comment_data(comment) for comment in with_files(page)],
    )


class OneComment(CountedView):
    """One comment."""

    @extend_schema(operation_id="comments_read", responses=CommentSerializer)
    def get(self, request: Request, pk: str) -> Response:
        """A comment."""
        return comment_answer(request, access.comment_for(request.user, pk))

    @extend_schema(operation_id="comments_edit", request=CommentTextSerializer, responses=CommentSerializer)
    def patch(self, request: Request, pk: str) -> Response:
        """Change the text of one's own comment."""
        comment = access.comment_to_edit(request.user, pk)
        return comment_answer(request, actions.edit_comment(comment=comment, **sent(request, CommentTextSerializer)))

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
        return comment_answer(request, actions.restore_comment(comment=comment, by=request.user))
