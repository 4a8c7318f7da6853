"""The bell through the API."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.limits import limit
from core.rest import keyset_page
from notifications import access, actions, vapid
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


class PushKey(APIView):
    """The key that this company's pushes are signed with."""

    @extend_schema(operation_id="push_key", responses=shapes.PushKeySerializer)
    def get(self, request: Request) -> Response:
        return Response({"public_key": vapid.public_key()})


class Subscriptions(APIView):
    """The caller's devices that are pushed to."""

    @extend_schema(operation_id="push_subscriptions", responses=shapes.SubscriptionListSerializer)
    def get(self, request: Request) -> Response:
        found = access.subscriptions_of(request.user)
        rows = [shapes.subscription_data(kept, session_of(request)) for kept in found]
        return Response({"results": rows, "next": None})

    @extend_schema(
        operation_id="subscribe_to_pushes",
        request=shapes.NewSubscriptionSerializer,
        responses={201: shapes.SubscriptionSerializer},
    )
    def post(self, request: Request) -> Response:
        """Push to this device. It ends with the session that asked; a device that asks again is the same one."""
        limit(f"push:{request.user.pk}", rate=1 / 10, burst=20)
        asked = shapes.NewSubscriptionSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        sent = asked.validated_data
        address = access.push_address(sent["endpoint"])
        public_key, secret = access.push_keys(sent["keys"]["p256dh"], sent["keys"]["auth"])
        kept = actions.subscribe(
            person=request.user,
            device=access.device_of(request.user, session_of(request)),
            address=address,
            public_key=public_key,
            secret=secret,
        )
        return Response(shapes.subscription_data(kept, session_of(request)), 201)


class Subscription(APIView):
    """One of the caller's devices."""

    @extend_schema(operation_id="unsubscribe_from_pushes", responses={204: None})
    def delete(self, request: Request, pk: str) -> Response:
        actions.unsubscribe(subscription=access.subscription_for(request.user, pk))
        return Response(status=204)


class TestPush(APIView):
    """To see that a push arrives."""

    @extend_schema(operation_id="test_push", request=None, responses={202: None})
    def post(self, request: Request, pk: str) -> Response:
        limit(f"push-test:{request.user.pk}", rate=1 / 10, burst=5)
        actions.send_test(subscription=access.subscription_for(request.user, pk))
        return Response(status=202)


def session_of(request: Request) -> str:
    """The key of the session that asks: an app's is its token, a page's stands in its cookie."""
    return request.headers.get("X-Session-Token") or request.session.session_key or ""
