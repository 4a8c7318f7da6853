"""Threads: the list, one of them, and what changed in them."""

from __future__ import annotations

from functools import partial

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from chat import access, actions, serializers
from chat.api.answers import CURSOR, LIMIT, given, thread_answer
from core.rest import keyset_page, words_of


class Threads(APIView):
    @extend_schema(
        operation_id="threads_list",
        parameters=[OpenApiParameter("q", str, description="Part of the name or of a member's name."), LIMIT, CURSOR],
        responses=serializers.ThreadList,
    )
    def get(self, request: Request) -> Response:
        """The caller's threads, newest change first."""
        threads = access.threads_listed(request.user, words_of(request))
        write = partial(serializers.thread_rows, reader=request.user)
        return keyset_page(request, threads, by=("changed_at", "pk"), descending=True, write=write)

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
