"""Work Chat through the API."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from chat import access, actions, serializers
from chat.models import Member, Message, Thread
from core.limits import limit
from core.rest import keyset_page, limit_of, words_of

SENDS_A_SECOND, SENDS_AT_ONCE = 20, 5_000
LARGEST = 2**62

LIMIT = OpenApiParameter("limit", int, description="1 to 100.")
CURSOR = OpenApiParameter("cursor", str, description="`next` of the page before.")
HTML = OpenApiParameter("html", int, description="1: bring the rendered fragment of each message along.")


def given(shape: type[Serializer], request: Request) -> dict[str, Any]:
    """What the request says, checked."""
    serializer = shape(data=request.data)
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data


def number(request: Request, name: str, default: int) -> int:
    """A whole number of the query, 0 or more; a clear answer to anything else."""
    raw = request.query_params.get(name, str(default))
    if not raw.isascii() or not raw.isdigit() or len(raw) > 19 or int(raw) > LARGEST:
        raise ValidationError({name: [_("A whole number, 0 or more.")]})
    return int(raw)


def wants_html(request: Request) -> bool:
    return request.query_params.get("html") == "1"


def thread_answer(request: Request, thread: Thread, status: int = 200) -> Response:
    """The thread as it is now, for the caller, with all its members."""
    thread = access.thread_for(request.user, thread.pk)
    return Response(serializers.thread_data(thread, access.members_of(thread), access.last_message_of(thread)), status)


class Threads(APIView):
    @extend_schema(
        operation_id="threads_list",
        parameters=[OpenApiParameter("q", str, description="Part of the name or of a member's name."), LIMIT, CURSOR],
        responses=serializers.ThreadList,
    )
    def get(self, request: Request) -> Response:
        """The caller's threads, newest change first."""
        threads = access.threads_listed(request.user, words_of(request))
        return keyset_page(request, threads, by=("changed_at", "pk"), descending=True, write=serializers.thread_rows)

    @extend_schema(
        operation_id="threads_create",
        request=serializers.NewThread,
        responses={201: serializers.ThreadShape, 200: OpenApiResponse(serializers.ThreadShape, "It was there.")},
    )
    def post(self, request: Request) -> Response:
        """Start a thread. One other person: the direct thread of you two; several: always a new group thread."""
        asked = given(serializers.NewThread, request)
        people = access.people_named(request.user, asked.pop("people"))
        thread, new = actions.create_thread(creator=request.user, people=people, **asked)
        return thread_answer(request, thread, 201 if new else 200)


class Versions(APIView):
    @extend_schema(operation_id="threads_versions", responses=serializers.ThreadVersions)
    def get(self, request: Request) -> Response:
        """Version and read pointer of all the caller's threads: cheap, to see after a break what changed."""
        rows = [
            {"id": str(pk), "version": version, "read_seq": read_seq, "unread": unread}
            for pk, version, read_seq, unread in access.versions_for(request.user)
        ]
        return Response({"results": rows, "next": None})


class OneThread(APIView):
    @extend_schema(operation_id="threads_retrieve", responses=serializers.ThreadShape)
    def get(self, request: Request, pk: str) -> Response:
        """One thread with all its members."""
        return thread_answer(request, access.thread_for(request.user, pk))

    @extend_schema(operation_id="threads_rename", request=serializers.ThreadName, responses=serializers.ThreadShape)
    def patch(self, request: Request, pk: str) -> Response:
        """Give a group thread another name; empty shows its members' names."""
        thread = access.group_for(request.user, pk)
        actions.rename_thread(thread=thread, name=given(serializers.ThreadName, request)["name"], by=request.user)
        return thread_answer(request, thread)


class Members(APIView):
    @extend_schema(
        operation_id="threads_add_members", request=serializers.NewMembers, responses=serializers.ThreadShape
    )
    def post(self, request: Request, pk: str) -> Response:
        """Add people to a group thread. They see what was said before."""
        thread = access.group_for(request.user, pk)
        people = access.people_named(request.user, given(serializers.NewMembers, request)["people"])
        actions.add_members(thread=thread, people=people, by=request.user)
        return thread_answer(request, thread)


class OneMember(APIView):
    @extend_schema(operation_id="threads_remove_member", responses={204: None})
    def delete(self, request: Request, pk: str, person: str) -> Response:
        """Take somebody out of a group thread, or leave it oneself."""
        thread = access.group_for(request.user, pk)
        member = access.member_for(thread, person)
        actions.remove_member(thread=thread, person=member.person, by=request.user)
        return Response(status=204)


def message_answer(request: Request, message: Message, status: int = 200) -> Response:
    return Response(serializers.message_rows([message], html=wants_html(request))[0], status)


class Messages(APIView):
    @extend_schema(
        operation_id="messages_list",
        parameters=[
            OpenApiParameter("before", int, description="Only messages with a smaller `seq`, newest first."),
            OpenApiParameter("after", int, description="Only messages with a larger `seq`, oldest first."),
            LIMIT,
            CURSOR,
            HTML,
        ],
        responses=serializers.MessageList,
    )
    def get(self, request: Request, pk: str) -> Response:
        """What was said, newest first; page back with `before` or `cursor`."""
        messages = access.messages_of(access.thread_for(request.user, pk))
        before, after = number(request, "before", 0), number(request, "after", 0)
        if before:
            messages = messages.filter(seq__lt=before)
        return keyset_page(
            request,
            messages.filter(seq__gt=after),
            by=("seq",),
            descending="after" not in request.query_params,
            write=lambda page: serializers.message_rows(page, html=wants_html(request)),
        )

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
        message, new = actions.send_message(thread=thread, author=request.user, reply_to=reply_to, **asked)
        return message_answer(request, message, 201 if new else 200)


class OneMessage(APIView):
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

    @extend_schema(operation_id="messages_delete", parameters=[HTML], responses=serializers.MessageInList)
    def delete(self, request: Request, pk: str) -> Response:
        """Take an own message back for everybody. Answers the stub that stays."""
        message = actions.delete_message(message=access.own_message_for(request.user, pk))
        return message_answer(request, message)


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
        found, more = access.changes_of(thread, since, most)
        version = found[-1].version if more else max([thread.version, *[message.version for message in found]])
        rows = serializers.message_rows(found, html=wants_html(request))
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
