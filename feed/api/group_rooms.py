"""A group's waiting posts, files and numbers through the API."""

from __future__ import annotations

from dataclasses import asdict

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from content.examples import FILE
from content.serializers import FileSerializer, files_data
from core.examples import example
from core.rest import IdField, keyset_page
from feed import access, actions, approval, group_rooms
from feed.actions.approving import REASON_LENGTH
from feed.api.answers import PAGING, CountedView, post_answer, sent
from feed.reading import with_shown_files
from feed.serializers import PostListSerializer, PostSerializer, my_post_data
from groups import access as groups
from groups.examples import BOB, page
from people.serializers import PersonRefSerializer, person_ref

NUMBERS = {"members": 78, "active": 61, "wrote": 19, "only_read": 42, "posts": 34, "comments": 120, "best_hour": 7}


@example(asked={"reason": "Please ask in Shop swap."})
class ReasonSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=REASON_LENGTH, required=False, allow_blank=True)


class GroupFileSerializer(FileSerializer):
    uploader = PersonRefSerializer()
    post = IdField(allow_null=True, help_text="The post that holds it; null: a comment does.")


@example(answer=page({**FILE, "uploader": BOB, "post": "4711"}))
class GroupFileListSerializer(serializers.Serializer):
    results = GroupFileSerializer(many=True)
    next = serializers.CharField(allow_null=True, help_text="`cursor` of the next page; null on the last.")


@example(answer=NUMBERS)
class NumbersSerializer(serializers.Serializer):
    members = serializers.IntegerField()
    active = serializers.IntegerField(
        allow_null=True, help_text="Wrote, commented, reacted or saw. Null: fewer than 5."
    )
    wrote = serializers.IntegerField(allow_null=True, help_text="Posted or commented. Null: fewer than 5.")
    only_read = serializers.IntegerField(allow_null=True, help_text="Active, and did not write. Null: fewer than 5.")
    posts = serializers.IntegerField()
    comments = serializers.IntegerField()
    best_hour = serializers.IntegerField(allow_null=True, help_text="0 to 23, in the caller's time zone.")


class WaitingPosts(CountedView):
    """Posts that wait to be let in."""

    @extend_schema(operation_id="groups_waiting_posts", parameters=PAGING, responses=PostListSerializer)
    def get(self, request: Request, pk: str) -> Response:
        """For a group's admins and moderators all that waits, for others their own; the longest first."""
        group = groups.joined_group_for(request.user, pk)
        return keyset_page(
            request,
            approval.waiting_in(request.user, group),
            by=("waits_since", "pk"),
            write=lambda page: [my_post_data(post) for post in with_shown_files(page)],
        )


class Approve(CountedView):
    """Yes."""

    @extend_schema(operation_id="posts_approve", request=None, responses=PostSerializer)
    def post(self, request: Request, pk: str) -> Response:
        """Let a waiting post in: it is published now. For the group's admins and moderators."""
        post = actions.approve_post(post=approval.post_to_decide(request.user, pk), by=request.user)
        return post_answer(request, access.post_for(request.user, post.pk))


class Decline(CountedView):
    """No."""

    @extend_schema(
        operation_id="posts_decline",
        request=ReasonSerializer,
        responses={204: OpenApiResponse(description="Its author is told why.")},
    )
    def post(self, request: Request, pk: str) -> Response:
        """Do not let a waiting post in. Its author has the text as a draft again. For admins and moderators."""
        post = approval.post_to_decide(request.user, pk)
        actions.decline_post(post=post, by=request.user, **sent(request, ReasonSerializer))
        return Response(status=204)


class TakeBack(CountedView):
    """An author's second thought."""

    @extend_schema(
        operation_id="posts_take_back", request=None, responses={204: OpenApiResponse(description="A draft again.")}
    )
    def post(self, request: Request, pk: str) -> Response:
        """Take back a post of one's own that waits."""
        actions.take_waiting_post_back(post=approval.own_waiting_post(request.user, pk))
        return Response(status=204)


class GroupFiles(CountedView):
    """The files of a group."""

    @extend_schema(operation_id="groups_files", parameters=PAGING, responses=GroupFileListSerializer)
    def get(self, request: Request, pk: str) -> Response:
        """All files of its posts and comments, newest first, for who may read them."""
        group = groups.group_to_read(request.user, pk)
        return keyset_page(
            request,
            group_rooms.files_of(request.user, group),
            by=("created_at", "pk"),
            descending=True,
            write=lambda page: [
                {
                    **files_data([file])[0],
                    "uploader": person_ref(file.uploader),
                    "post": str(file.holder) if file.held_as == "feed.post" else None,
                }
                for file in page
            ],
        )


class GroupNumbers(CountedView):
    """28 days of a group in numbers."""

    @extend_schema(operation_id="groups_numbers", responses=NumbersSerializer)
    def get(self, request: Request, pk: str) -> Response:
        """Who was active, who wrote, when most. Numbers of fewer than five people are null. For its admins."""
        group = groups.group_to_run(request.user, pk)
        return Response(asdict(group_rooms.numbers_of(group, request.user.time_zone)))
