"""Posts to come, through the API."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from core.rest import keyset_page
from feed import access, actions, later, marking
from feed.api.answers import PAGING, CountedView, post_answer, sent
from feed.serializers import PostSerializer
from feed.serializers_later import (
    NewScheduledPostSerializer,
    ScheduledPostChangeSerializer,
    ScheduledPostListSerializer,
    ScheduledPostSerializer,
    scheduled_data,
    scheduled_rows,
)


class ScheduledPosts(CountedView):
    """The caller's posts to come."""

    @extend_schema(operation_id="scheduled_posts_list", parameters=PAGING, responses=ScheduledPostListSerializer)
    def get(self, request: Request) -> Response:
        """What waits to be published, and what could not be."""
        return keyset_page(request, later.scheduled_of(request.user), by=later.ORDER, write=scheduled_rows)

    @extend_schema(
        operation_id="scheduled_posts_create",
        request=NewScheduledPostSerializer,
        responses={
            201: ScheduledPostSerializer,
            200: OpenApiResponse(ScheduledPostSerializer, "A retry: what the first try made."),
        },
    )
    def post(self, request: Request) -> Response:
        """Post later. It comes out once, if the caller may still post there then."""
        body = sent(request, NewScheduledPostSerializer)
        group = access.place_to_post_in(request.user, body.pop("group"))
        marking.may_ask_for_days(request.user, group, body.get("important_days"))
        row, is_new = actions.schedule_post(group=group, author=request.user, **body)
        return Response(scheduled_data(row), 201 if is_new else 200)


class OneScheduledPost(CountedView):
    """One post to come."""

    @extend_schema(
        operation_id="scheduled_posts_change",
        request=ScheduledPostChangeSerializer,
        responses=ScheduledPostSerializer,
    )
    def patch(self, request: Request, pk: str) -> Response:
        """Another text, time or place; important or not. Rights are looked at again, now and when it comes out."""
        row = later.scheduled_for(request.user, pk)
        asked = sent(request, ScheduledPostChangeSerializer)
        standing = later.standing(request.user, row, asked)
        words = {name: asked[name] for name in ("text", "send_at") if name in asked}
        return Response(scheduled_data(actions.change_scheduled(scheduled=row, standing=standing, **words)))

    @extend_schema(operation_id="scheduled_posts_cancel", responses={204: None})
    def delete(self, request: Request, pk: str) -> Response:
        """It will not come out."""
        actions.cancel_scheduled(scheduled=later.scheduled_for(request.user, pk))
        return Response(status=204)


class SendScheduledPost(CountedView):
    """One post to come, at once."""

    @extend_schema(operation_id="scheduled_posts_send", request=None, responses={201: PostSerializer})
    def post(self, request: Request, pk: str) -> Response:
        """Publish it now."""
        return post_answer(request, actions.send_scheduled_now(scheduled=later.scheduled_for(request.user, pk)), 201)
