"""Messages on the bar above their thread."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from chat import access, actions
from chat.api.answers import given
from chat.examples import PIN, page
from chat.models import Pin
from chat.serializers import MessageShape, message_rows
from core.examples import example
from core.rest import IdField
from people.serializers import PersonRefSerializer, person_ref


@example(answer=PIN)
class PinShape(serializers.Serializer):
    message = MessageShape()
    by = PersonRefSerializer(help_text="Who pinned it.")
    created_at = serializers.DateTimeField()


@example(answer=page(PIN))
class PinList(serializers.Serializer):
    results = PinShape(many=True, help_text="What was pinned last first; at most 50.")
    next = serializers.CharField(allow_null=True, help_text="Always null.")


@example(asked={"message": "5402"})
class NewPin(serializers.Serializer):
    message = IdField(help_text="A message of this thread.")


class Pins(APIView):
    @extend_schema(operation_id="pins_list", responses=PinList)
    def get(self, request: Request, pk: str) -> Response:
        """What is pinned in a thread."""
        pins = access.pins_of(access.thread_for(request.user, pk), reader=request.user)
        return Response({"results": pin_rows(pins), "next": None})

    @extend_schema(
        operation_id="pins_create",
        request=NewPin,
        responses={201: PinShape, 200: OpenApiResponse(PinShape, "It was pinned before.")},
    )
    def post(self, request: Request, pk: str) -> Response:
        """Pin a message; any member may."""
        thread = access.thread_for(request.user, pk)
        message = access.message_in(thread, given(NewPin, request)["message"])
        pin, new = actions.pin_message(message=message, by=request.user)
        return Response(pin_rows([pin])[0], 201 if new else 200)


class OnePin(APIView):
    @extend_schema(operation_id="pins_delete", responses={204: None})
    def delete(self, request: Request, pk: str, message: str) -> Response:
        """Unpin a message; the same where it was not pinned."""
        thread = access.thread_for(request.user, pk)
        actions.unpin_message(message=access.message_in(thread, message), by=request.user)
        return Response(status=204)


def pin_rows(pins: list[Pin]) -> list[dict[str, Any]]:
    messages = message_rows([pin.message for pin in pins], html=False)
    return [
        {"message": message, "by": person_ref(pin.by), "created_at": pin.created_at}
        for pin, message in zip(pins, messages, strict=True)
    ]
