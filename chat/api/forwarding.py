"""Passing on what somebody said."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from chat import access, actions
from chat.actions.forwarding import MOST
from chat.api.answers import HTML, given, message_answer, wants_html
from chat.examples import CLIENT_ID, MESSAGE
from chat.serializers import MessageInList, message_rows
from core.examples import example
from core.limits import limit
from core.rest import IdField


@example(asked={"threads": ["31"], "people": ["15"], "client_id": CLIENT_ID})
class Forwarding(serializers.Serializer):
    threads = serializers.ListField(
        child=IdField(), required=False, max_length=MOST, help_text="Threads of the caller."
    )
    people = serializers.ListField(
        child=IdField(), required=False, max_length=MOST, help_text="Each gets it in the thread of you two."
    )
    client_id = serializers.CharField(
        max_length=60, help_text="Made by the client; a retry with it sends nothing twice."
    )


@example(answer={"results": [{**MESSAGE, "forwarded": True}]})
class Forwarded(serializers.Serializer):
    results = MessageInList(many=True, help_text="The new messages, one for each thread.")


class Forward(APIView):
    @extend_schema(operation_id="messages_forward", parameters=[HTML], request=Forwarding, responses={201: Forwarded})
    def post(self, request: Request, pk: str) -> Response:
        """Send the same to other threads and people. It is marked as forwarded, and says no more of where it was."""
        limit(f"forward:{request.user.pk}", rate=1, burst=60)
        message = access.message_for(request.user, pk)
        asked = given(Forwarding, request)
        sent = actions.forward_message(
            message=message,
            by=request.user,
            threads=[access.thread_for(request.user, each) for each in asked.get("threads", [])],
            people=access.people_named(request.user, asked.get("people", [])),
            client_id=asked["client_id"],
        )
        return Response({"results": message_rows(sent, html=wants_html(request))}, 201)


class Source(APIView):
    @extend_schema(operation_id="messages_source", parameters=[HTML], responses=MessageInList)
    def get(self, request: Request, pk: str) -> Response:
        """Where a forwarded message was said first: 404 for who may not see that."""
        return message_answer(request, access.source_for(request.user, pk))
