"""The bell through the API."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.rest import keyset_page
from notifications import access, actions
from notifications import serializers as shapes

PAGING = [
    OpenApiParameter("unread", bool, description="`true`: only unread ones."),
    OpenApiParameter("limit", int, description="1 to 100; 30 unless told."),
    OpenApiParameter("cursor", description="`next` of the page before."),
]


def unread_now(request: Request) -> Response:
    return Response({"unread": access.unread_count(request.user)})


class Notifications(APIView):
    """The caller's own notifications."""

    @extend_schema(operation_id="notifications", parameters=PAGING, responses=shapes.NotificationListSerializer)
    def get(self, request: Request) -> Response:
        """Newest first. A page may be shorter than `limit`: what the caller may not see any more is left out."""
        rows = access.notifications_of(request.user)
        if request.query_params.get("unread") == "true":
            rows = rows.unread()
        return keyset_page(
            request,
            rows,
            by=access.NEWEST,
            descending=True,
            write=lambda page: shapes.entries_data(actions.look(person=request.user, rows=page)),
        )


class Unread(APIView):
    """The number at the bell."""

    @extend_schema(operation_id="notifications_unread", responses=shapes.UnreadSerializer)
    def get(self, request: Request) -> Response:
        return unread_now(request)


class Seen(APIView):
    """The caller opened the list."""

    @extend_schema(operation_id="see_notifications", request=None, responses=shapes.UnreadSerializer)
    def post(self, request: Request) -> Response:
        """Nothing in the list is new any more; what is unread stays unread."""
        actions.mark_seen(person=request.user)
        return unread_now(request)


class Read(APIView):
    """One notification is read."""

    @extend_schema(operation_id="read_notification", request=None, responses=shapes.UnreadSerializer)
    def post(self, request: Request, pk: str) -> Response:
        actions.read(notification=access.notification_for(request.user, pk))
        return unread_now(request)


class MakeUnread(APIView):
    """One notification is unread again."""

    @extend_schema(operation_id="make_notification_unread", request=None, responses=shapes.UnreadSerializer)
    def post(self, request: Request, pk: str) -> Response:
        actions.unread(notification=access.notification_for(request.user, pk))
        return unread_now(request)


class ReadAll(APIView):
    """All notifications are read."""

    @extend_schema(operation_id="read_all_notifications", request=None, responses=shapes.ReadAllSerializer)
    def post(self, request: Request) -> Response:
        read_at = actions.read_all(person=request.user)
        return Response({"read_at": read_at, "unread": access.unread_count(request.user)})


class UndoReadAll(APIView):
    """Those that were read together are unread again."""

    @extend_schema(
        operation_id="undo_read_all_notifications",
        request=shapes.UndoReadAllSerializer,
        responses=shapes.UnreadSerializer,
    )
    def post(self, request: Request) -> Response:
        asked = shapes.UndoReadAllSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        actions.undo_read_all(person=request.user, read_at=asked.validated_data["read_at"])
        return unread_now(request)
