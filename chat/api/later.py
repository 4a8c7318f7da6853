"""What happens later: messages to come, and reminders."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from chat import access, actions, later
from chat.api.answers import CURSOR, HTML, LIMIT, given, message_answer
from chat.serializers import MessageInList
from chat.serializers import later as shapes
from core.limits import limit
from core.rest import keyset_page

A_SECOND, AT_ONCE = 1, 120


def quoted(request: Request, asked: dict[str, Any]) -> dict[str, Any]:
    """With the message that `reply_to` names, as the caller sees it."""
    pk = asked.pop("reply_to", None)
    return {**asked, "reply_to": access.message_for(request.user, pk) if pk else None}


class ThreadScheduled(APIView):
    @extend_schema(
        operation_id="scheduled_create",
        request=shapes.NewScheduled,
        responses={
            201: shapes.ScheduledShape,
            200: OpenApiResponse(shapes.ScheduledShape, "A retry: what the first try made."),
        },
    )
    def post(self, request: Request, pk: str) -> Response:
        """Say something later. It goes out once, if the caller may still write here then."""
        thread = access.thread_for(request.user, pk)
        limit(f"later:{request.user.pk}", rate=A_SECOND, burst=AT_ONCE)
        asked = quoted(request, given(shapes.NewScheduled, request))
        row, new = actions.schedule_message(thread=thread, author=request.user, **asked)
        return Response(shapes.scheduled_data(row), 201 if new else 200)


class Scheduled(APIView):
    @extend_schema(operation_id="scheduled_list", parameters=[LIMIT, CURSOR], responses=shapes.ScheduledList)
    def get(self, request: Request) -> Response:
        """The caller's messages to come, of all threads."""
        rows = later.scheduled_of(request.user)
        return keyset_page(request, rows, by=later.SCHEDULED_ORDER, write=shapes.scheduled_rows)


class OneScheduled(APIView):
    @extend_schema(operation_id="scheduled_change", request=shapes.ScheduledChanges, responses=shapes.ScheduledShape)
    def patch(self, request: Request, pk: str) -> Response:
        """Another text, another time."""
        row = later.scheduled_for(request.user, pk)
        limit(f"later:{request.user.pk}", rate=A_SECOND, burst=AT_ONCE)
        row = actions.change_scheduled(scheduled=row, **given(shapes.ScheduledChanges, request))
        return Response(shapes.scheduled_data(row))

    @extend_schema(operation_id="scheduled_cancel", responses={204: None})
    def delete(self, request: Request, pk: str) -> Response:
        """It will not go out."""
        actions.cancel_scheduled(scheduled=later.scheduled_for(request.user, pk))
        return Response(status=204)


class SendScheduled(APIView):
    @extend_schema(operation_id="scheduled_send", parameters=[HTML], request=None, responses={201: MessageInList})
    def post(self, request: Request, pk: str) -> Response:
        """Send it now."""
        message = actions.send_scheduled_now(scheduled=later.scheduled_for(request.user, pk))
        return message_answer(request, message, 201)


class Reminders(APIView):
    @extend_schema(operation_id="reminders_list", parameters=[LIMIT, CURSOR], responses=shapes.ReminderList)
    def get(self, request: Request) -> Response:
        """What the caller will be reminded of."""
        rows = later.reminders_of(request.user)
        return keyset_page(request, rows, by=later.REMINDERS_ORDER, write=shapes.reminder_rows)


class MessageReminder(APIView):
    @extend_schema(operation_id="messages_remind", request=shapes.NewReminder, responses=shapes.ReminderShape)
    def put(self, request: Request, pk: str) -> Response:
        """Ring at the caller's bell for this message, at that time."""
        message = access.message_for(request.user, pk)
        limit(f"later:{request.user.pk}", rate=A_SECOND, burst=AT_ONCE)
        row = actions.remind(person=request.user, message=message, **given(shapes.NewReminder, request))
        return Response(shapes.reminder_data(row))

    @extend_schema(operation_id="messages_forget_reminder", responses={204: None})
    def delete(self, request: Request, pk: str) -> Response:
        """Do not ring."""
        actions.forget_reminder(person=request.user, message=access.message_for(request.user, pk))
        return Response(status=204)
