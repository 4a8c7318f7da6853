"""Posts on top of their group."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from content.models import with_files
from core.examples import example
from core.rest import IdField, to_pk
from feed import actions, examples, marking
from feed.api.answers import CountedView, sent
from feed.models import PostPin
from feed.serializers_marks import SharedPostSerializer, source_data
from groups.access import group_to_read
from groups.models import Group
from people.examples import page
from people.serializers import PersonRefSerializer, person_ref


@example(answer=examples.PIN)
class GroupPinSerializer(serializers.Serializer):
    post = SharedPostSerializer()
    until = serializers.DateTimeField(allow_null=True, help_text="It is taken down then; null: by hand.")
    by = PersonRefSerializer(help_text="Who pinned it.")
    created_at = serializers.DateTimeField()


@example(answer=page(examples.PIN))
class GroupPinListSerializer(serializers.Serializer):
    results = GroupPinSerializer(many=True, help_text="In their order; at most 10.")
    next = serializers.CharField(allow_null=True, help_text="Always null.")


@example(asked={"post": "4711", "until": examples.LATER})
class NewGroupPinSerializer(serializers.Serializer):
    post = IdField(help_text="A post of this group.")
    until = serializers.DateTimeField(allow_null=True, required=False)


@example(asked={"posts": ["4711", "4650"]})
class GroupPinOrderSerializer(serializers.Serializer):
    posts = serializers.ListField(child=IdField(), max_length=50, help_text="Each pinned post, in the order wanted.")


class GroupPins(CountedView):
    @extend_schema(operation_id="groups_pins", responses=GroupPinListSerializer)
    def get(self, request: Request, pk: str) -> Response:
        """What is pinned on top of a group, for all who may read it."""
        return _pins(group_to_read(request.user, pk))

    @extend_schema(
        operation_id="groups_pin",
        request=NewGroupPinSerializer,
        responses={
            201: GroupPinSerializer,
            200: OpenApiResponse(GroupPinSerializer, "It was pinned before; its end is new."),
        },
    )
    def post(self, request: Request, pk: str) -> Response:
        """Pin a post, below what stands there: for who looks after the group."""
        group = marking.group_to_pin_in(request.user, pk)
        body = sent(request, NewGroupPinSerializer)
        post = marking.post_of_group(request.user, group, body["post"])
        _pin, is_new = actions.pin_post(post=post, by=request.user, until=body.get("until"))
        return Response(pin_data(marking.pin_in(group, post.pk)), 201 if is_new else 200)

    @extend_schema(operation_id="groups_order_pins", request=GroupPinOrderSerializer, responses=GroupPinListSerializer)
    def put(self, request: Request, pk: str) -> Response:
        """Put the pinned posts into another order: each of them, once."""
        group = marking.group_to_pin_in(request.user, pk)
        actions.order_pins(group=group, posts=[to_pk(each) for each in sent(request, GroupPinOrderSerializer)["posts"]])
        return _pins(group)


class OnePin(CountedView):
    @extend_schema(operation_id="groups_unpin", responses={204: None})
    def delete(self, request: Request, pk: str, post: str) -> Response:
        """Take a pinned post down; the same where it was not pinned."""
        group = marking.group_to_pin_in(request.user, pk)
        actions.unpin_post(post=marking.post_of_group(request.user, group, post), by=request.user)
        return Response(status=204)


def _pins(group: Group) -> Response:
    pins = list(marking.pins_of(group))
    with_files([pin.post for pin in pins])
    return Response({"results": [pin_data(pin) for pin in pins], "next": None})


def pin_data(pin: PostPin) -> dict[str, Any]:
    return {
        "post": source_data(pin.post),
        "until": pin.until,
        "by": person_ref(pin.by),
        "created_at": pin.created_at,
    }
