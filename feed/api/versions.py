"""How a text read before it was edited."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.examples import example
from core.rest import keyset_page
from feed import access, examples, marking
from feed.api.answers import PAGING, CountedView
from feed.models import Comment, CommentVersion, Post, PostVersion
from people.examples import page


class TextVersionSerializer(serializers.Serializer):
    version = serializers.IntegerField()
    text = serializers.CharField()
    written_at = serializers.DateTimeField(help_text="When this was written, not when it was replaced.")


@example(answer=page(examples.VERSION))
class TextVersionListSerializer(serializers.Serializer):
    results = TextVersionSerializer(many=True, help_text="The latest first; what it reads now is the thing's own text.")
    next = serializers.CharField(allow_null=True, help_text="`cursor` of the next page; null on the last.")


class PostVersions(CountedView):
    @extend_schema(operation_id="posts_versions", parameters=PAGING, responses=TextVersionListSerializer)
    def get(self, request: Request, pk: str) -> Response:
        """How a post read before its edits, for all who may read it."""
        return _versions(request, access.post_for(request.user, pk))


class CommentVersions(CountedView):
    @extend_schema(operation_id="comments_versions", parameters=PAGING, responses=TextVersionListSerializer)
    def get(self, request: Request, pk: str) -> Response:
        """How a comment read before its edits, for all who may read it."""
        return _versions(request, access.comment_for(request.user, pk))


def _versions(request: Request, writing: Post | Comment) -> Response:
    rows = marking.versions_of(writing)
    return keyset_page(request, rows, by=("version", "pk"), descending=True, write=lambda page: [*map(_data, page)])


def _data(row: PostVersion | CommentVersion) -> dict[str, object]:
    return {"version": row.version, "text": row.text, "written_at": row.written_at}
