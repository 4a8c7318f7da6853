"""Catching up: what changed since a version, and how far somebody read."""

from __future__ import annotations

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from chat import access, actions, serializers
from chat.api.answers import HTML, LIMIT, given, number, wants_html
from chat.models import Member, Thread
from core.rest import limit_of


class ThreadChanges(APIView):
    @extend_schema(
        operation_id="threads_changes",
        parameters=[
            OpenApiParameter("since", int, description="The version the caller has; 0 for everything."),
            LIMIT,
            HTML,
        ],
        responses=serializers.Changes,
    )
    def get(self, request: Request, pk: str) -> Response:
        """What is new, changed or removed since a version. The way back after every break."""
        thread = access.thread_for(request.user, pk)
        since, most = number(request, "since", 0), limit_of(request)
        if since > thread.version:
            raise ValidationError({"since": [_("This thread has no such version yet.")]})
        found, more = access.changes_of(thread, since, most, whole=wants_html(request))
        version = found[-1].version if more else max([thread.version, *[message.version for message in found]])
        rows = serializers.shown_rows(found, html=wants_html(request))
        return Response({"version": version, "messages": rows, "more": more})


class Read(APIView):
    @extend_schema(operation_id="threads_read", request=serializers.ReadUpTo, responses=serializers.Pointer)
    def post(self, request: Request, pk: str) -> Response:
        """Read up to a message, and so everything before it."""
        thread = access.thread_for(request.user, pk)
        member = actions.mark_read(thread=thread, person=request.user, seq=given(serializers.ReadUpTo, request)["seq"])
        return Response({"read_seq": member.read_seq, "unread": unread(thread, member)})


def unread(thread: Thread, member: Member) -> int:
    return thread.last_seq - member.read_seq - member.own_after_read
