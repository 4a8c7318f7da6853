"""What hangs on a post: who saw it, days of importance, shares."""

from __future__ import annotations

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from core.examples import example
from core.rest import IdField, keyset_page
from feed import access, actions, examples, marking
from feed.api.answers import PAGING, CountedView, post_answer, sent
from feed.serializers import POST_LENGTH, PostSerializer
from feed.serializers_marks import SeenStateSerializer, reader_data
from people.examples import page
from people.serializers import PersonRefSerializer


@example(asked={"posts": ["4711", "4650"]})
class PostsShownSerializer(serializers.Serializer):
    posts = serializers.ListField(child=IdField(), max_length=marking.MOST_SHOWN, help_text="Ids of posts.")


@example(answer={"results": [{"id": "4711", "seen_count": 35}]})
class PostsSeenSerializer(serializers.Serializer):
    results = SeenStateSerializer(many=True, help_text="Those that the caller had not seen before, with the new count.")


class PostReaderSerializer(serializers.Serializer):
    person = PersonRefSerializer()
    title = serializers.CharField()
    department = serializers.CharField()
    seen_at = serializers.DateTimeField(allow_null=True)
    read_at = serializers.DateTimeField(allow_null=True, help_text="When they tapped *Read* on an important post.")


@example(answer={**page(examples.READER), "count": 34, "nudged_at": None})
class PostReaderListSerializer(serializers.Serializer):
    results = PostReaderSerializer(many=True, help_text="By department, then by name.")
    next = serializers.CharField(allow_null=True, help_text="`cursor` of the next page; null on the last.")
    count = serializers.IntegerField(help_text="How many are in this list.")
    nudged_at = serializers.DateTimeField(allow_null=True, help_text="When its author asked for it to be read.")


@example(asked={"days": 3})
class PostImportantSerializer(serializers.Serializer):
    days = serializers.IntegerField(min_value=1, max_value=7)


@example(answer={"asked": 26})
class PostNudgedSerializer(serializers.Serializer):
    asked = serializers.IntegerField(help_text="How many had not read it, and hear of it again.")


@example(asked={"group": "31", "text": "At last!", "client_id": examples.CLIENT_ID})
class SharePostSerializer(serializers.Serializer):
    group = IdField(allow_null=True, required=False, help_text="Where; without it on the caller's own profile.")
    text = serializers.CharField(max_length=POST_LENGTH, required=False, allow_blank=True, help_text="Own words.")
    client_id = serializers.CharField(max_length=120, required=False, help_text="A retry with it makes no second one.")


class PostsSeen(CountedView):
    @extend_schema(operation_id="posts_see", request=PostsShownSerializer, responses=PostsSeenSerializer)
    def post(self, request: Request) -> Response:
        """Tell which posts the caller had before them for a second. It counts once, and never for their own."""
        posts = marking.shown_to(request.user, sent(request, PostsShownSerializer)["posts"])
        counts = actions.see_posts(posts=posts, person=request.user)
        return Response({"results": [{"id": str(pk), "seen_count": counts[pk]} for pk in sorted(counts)]})


class PostSeen(CountedView):
    @extend_schema(
        operation_id="posts_readers",
        parameters=[
            OpenApiParameter("list", enum=marking.LISTS, description="`seen` unless told."),
            *PAGING,
        ],
        responses=PostReaderListSerializer,
    )
    def get(self, request: Request, pk: str) -> Response:
        """Who of the group saw or read a post, and who did not: for its author and the group's admins."""
        post = marking.must_see_readers(request.user, access.post_for(request.user, pk))
        which = request.query_params.get("list", "seen")
        if which not in marking.LISTS:
            raise ValidationError({"list": [_("One of: %(lists)s.") % {"lists": ", ".join(marking.LISTS)}]})
        people = marking.readers_of(post, which)
        by = ("department", "name_key", "pk")
        answer = keyset_page(request, people, by=by, write=lambda page: [reader_data(person) for person in page])
        return Response({**answer.data, "count": people.count(), "nudged_at": post.nudged_at})

    @extend_schema(operation_id="posts_see_one", request=None, responses=SeenStateSerializer)
    def post(self, request: Request, pk: str) -> Response:
        """Tell that the caller had this post before them for a second; the count then."""
        post = access.post_for(request.user, pk)
        counts = actions.see_posts(posts=marking.shown_to(request.user, [post.pk]), person=request.user)
        return Response({"id": str(post.pk), "seen_count": counts.get(post.pk, post.seen_count)})


class PostRead(CountedView):
    @extend_schema(operation_id="posts_read_important", request=None, responses=PostSerializer)
    def post(self, request: Request, pk: str) -> Response:
        """Tap *Read* on an important post: it leaves the top of the caller's feed."""
        post = access.post_to_answer(request.user, pk)
        actions.read_important(post=post, person=request.user)
        return post_answer(request, access.post_for(request.user, pk))


class PostImportant(CountedView):
    @extend_schema(operation_id="posts_make_important", request=PostImportantSerializer, responses=PostSerializer)
    def put(self, request: Request, pk: str) -> Response:
        """Put one's own post on top for everyone in its group, for some days from now: as the group's admin."""
        post = marking.must_make_important(request.user, access.post_for(request.user, pk))
        actions.make_important(post=post, by=request.user, **sent(request, PostImportantSerializer))
        return post_answer(request, access.post_for(request.user, pk))

    @extend_schema(operation_id="posts_end_importance", responses={200: PostSerializer})
    def delete(self, request: Request, pk: str) -> Response:
        """Let it be a post like others again."""
        post = marking.must_make_important(request.user, access.post_for(request.user, pk))
        actions.end_importance(post=post, by=request.user)
        return post_answer(request, access.post_for(request.user, pk))


class PostNudge(CountedView):
    @extend_schema(operation_id="posts_nudge", request=None, responses=PostNudgedSerializer)
    def post(self, request: Request, pk: str) -> Response:
        """Ring again for those who have not read one's own important post, once."""
        post = access.post_to_edit(request.user, pk)
        return Response({"asked": actions.nudge(post=post)})


class PostShare(CountedView):
    @extend_schema(
        operation_id="posts_share",
        request=SharePostSerializer,
        responses={201: PostSerializer, 200: OpenApiResponse(PostSerializer, "A retry: what the first try made.")},
    )
    def post(self, request: Request, pk: str) -> Response:
        """Share a post of an open group or a profile, with one's own words, in a group or on one's own profile."""
        source = marking.must_share(access.post_for(request.user, pk), request.user)
        body = sent(request, SharePostSerializer)
        group_id = body.pop("group", None)
        group = access.group_to_post_in(request.user, group_id) if group_id is not None else None
        share, is_new = actions.share_post(source=source, group=group, author=request.user, **body)
        return post_answer(request, access.post_for(request.user, share.pk), 201 if is_new else 200)
