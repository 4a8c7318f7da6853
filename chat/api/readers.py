"""Who has read a message."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from chat import access, receipts
from chat.examples import READERS
from chat.models import Member, Message
from chat.serializers import face
from core.examples import example
from people.serializers import PersonRefSerializer


class Face(PersonRefSerializer):
    photo = serializers.CharField(allow_null=True)
    active = serializers.BooleanField(help_text="False once the person left the company.")


class Reader(Face):
    read_at = serializers.DateTimeField(allow_null=True, help_text="Known for 30 days after it was sent.")


class NotYet(Face):
    delivered = serializers.BooleanField(help_text="One of their devices has it.")


@example(answer=READERS)
class ReadersShape(serializers.Serializer):
    read = Reader(many=True, help_text="The first to read it first.")
    not_yet = NotYet(many=True)
    hidden = serializers.IntegerField(help_text="How many more see the message, and do not show what they have read.")


def readers_data(message: Message, found: receipts.Readers) -> dict[str, Any]:
    return {
        "read": [{**face(member.person), "read_at": member.read_at} for member in found.read],
        "not_yet": [{**face(member.person), "delivered": _has(member, message)} for member in found.not_yet],
        "hidden": found.hidden,
    }


def _has(member: Member, message: Message) -> bool:
    return member.delivered_seq >= message.seq


class Readers(APIView):
    @extend_schema(operation_id="messages_readers", responses=ReadersShape)
    def get(self, request: Request, pk: str) -> Response:
        """Who read an own message and when, and who did not yet: of those who are in the thread and see it."""
        message = access.message_for(request.user, pk)
        return Response(readers_data(message, receipts.readers_of(message, request.user)))
