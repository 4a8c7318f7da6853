"""Messages: what was said, and saying it."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from chat import access, actions, serializers
from chat.api.answers import CURSOR, HTML, LIMIT, cursor_of, given, message_answer, number, wants_html
from chat.models import Thread
from core.limits import limit
from core.rest import cursor_after, limit_of

SENDS_A_SECOND, SENDS_AT_ONCE = 20, 5_000


class Messages(APIView):
    @extend_schema(
        operation_id="messages_list",
        parameters=[
            OpenApiParameter("before", int, description="Only messages with a smaller `seq`, newest first."),
            OpenApiParameter("after", int, description="Only messages with a larger `seq`, oldest first."),
            OpenApiParameter("around", str, description="Id of a message: it with its neighbours, newest first."),
            LIMIT,
            CURSOR,
            HTML,
        ],
        responses=serializers.MessageList,
    )
    def get(self, request: Request, pk: str) -> Response:
        """What was said, newest first; page back with `before` or `cursor`."""
        thread = access.thread_for(request.user, pk)
        if "around" in request.query_params:
            return self._around(request, thread)
        before, after = number(request, "before", 0), number(request, "after", 0)
        page = access.page_of_messages(
            thread,
            before=before,
            after=after,
            descending="after" not in request.query_params,
            cursor=cursor_of(request),
            most=limit_of(request),
            whole=wants_html(request),
        )
        rows = serializers.shown_rows(page.messages, html=wants_html(request))
        return Response({"results": rows, "next": page.following})

    def _around(self, request: Request, thread: Thread) -> Response:
        message = access.message_in(thread, request.query_params["around"])
        window = access.around(thread, message, limit_of(request))
        rows = serializers.message_rows(reversed(window.messages), html=wants_html(request))
        following = None if window.at_start else cursor_after(window.messages[0], ("seq",))
        return Response({"results": rows, "next": following, "newer": not window.at_end})

    @extend_schema(
        operation_id="messages_send",
        parameters=[HTML],
        request=serializers.NewMessage,
        responses={
            201: serializers.MessageInList,
            200: OpenApiResponse(serializers.MessageInList, "A retry: what the first try made."),
        },
    )
    def post(self, request: Request, pk: str) -> Response:
        """Say something."""
        thread = access.thread_for(request.user, pk)
        limit(f"send:{request.user.pk}", rate=SENDS_A_SECOND, burst=SENDS_AT_ONCE)
        asked = given(serializers.NewMessage, request)
        quoted = asked.pop("reply_to", None)
        reply_to = access.message_for(request.user, quoted) if quoted else None
        asked["ask_first"] = not asked.pop("confirm_all")
        message, new = actions.send_message(thread=thread, author=request.user, reply_to=reply_to, **asked)
        return message_answer(request, message, 201 if new else 200)


class OneMessage(APIView):
    @extend_schema(operation_id="messages_retrieve", parameters=[HTML], responses=serializers.MessageInList)
    def get(self, request: Request, pk: str) -> Response:
        """A message the caller may see."""
        return message_answer(request, access.message_for(request.user, pk, to_read=True))

    @extend_schema(
        operation_id="messages_edit",
        parameters=[HTML],
        request=serializers.EditedMessage,
        responses=serializers.MessageInList,
    )
    def patch(self, request: Request, pk: str) -> Response:
        """Change an own message."""
        message = access.own_message_for(request.user, pk)
        message = actions.edit_message(message=message, **given(serializers.EditedMessage, request))
        return message_answer(request, message)

    @extend_schema(operation_id="messages_delete", parameters=[HTML], responses={200: serializers.MessageInList})
    def delete(self, request: Request, pk: str) -> Response:
        """Take an own message back for everybody. Answers the stub that stays."""
        message = actions.delete_message(message=access.own_message_for(request.user, pk))
        return message_answer(request, message)
