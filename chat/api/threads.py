"""Threads: the list, one of them, and what changed in them."""

from __future__ import annotations

from functools import partial

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from chat import access, actions, serializers
from chat.api.answers import CURSOR, LIMIT, given, thread_answer
from chat.serializers import keeping as shapes
from core.rest import keyset_page, words_of


class Threads(APIView):
    @extend_schema(
        operation_id="threads_list",
        parameters=[
            OpenApiParameter("q", str, description="Part of the name or of a member's name; finds archived ones too."),
            OpenApiParameter("archived", int, description="1: those that the caller archived instead of the others."),
            LIMIT,
            CURSOR,
        ],
        responses=serializers.ThreadList,
    )
    def get(self, request: Request) -> Response:
        """The caller's threads, newest change first; pinned ones say so."""
        archived = request.query_params.get("archived") == "1"
        threads = access.threads_listed(request.user, words_of(request), archived=archived)
        write = partial(serializers.thread_rows, reader=request.user)
        return keyset_page(request, threads, by=("changed_at", "pk"), descending=True, write=write)

    @extend_schema(
        operation_id="threads_create",
        request=shapes.NewThread,
        responses={201: serializers.ThreadShape, 200: OpenApiResponse(serializers.ThreadShape, "It was there.")},
    )
    def post(self, request: Request) -> Response:
        """Start a thread. One other person: the direct thread of you two; several: always a new group thread."""
        asked = given(shapes.NewThread, request)
        people = access.people_named(request.user, asked.pop("people"))
        thread, new = actions.create_thread(creator=request.user, people=people, **asked)
        return thread_answer(request, thread, 201 if new else 200)


class Versions(APIView):
    @extend_schema(operation_id="threads_versions", responses=shapes.ThreadVersions)
    def get(self, request: Request) -> Response:
        """Version and read pointer of all the caller's threads: cheap, to see after a break what changed."""
        rows = [shapes.version_data(*row) for row in access.versions_for(request.user)]
        return Response({"results": rows, "next": None})


class OneThread(APIView):
    @extend_schema(operation_id="threads_retrieve", responses=serializers.ThreadShape)
    def get(self, request: Request, pk: str) -> Response:
        """One thread with all its members."""
        return thread_answer(request, access.thread_for(request.user, pk))

    @extend_schema(operation_id="threads_change", request=shapes.ThreadChanges, responses=serializers.ThreadShape)
    def patch(self, request: Request, pk: str) -> Response:
        """Change a group thread: its name (empty shows its members' names), its picture, what newcomers see.

        Every member names it and gives it a picture; what newcomers see is for its admins to say.
        """
        thread = access.group_for(request.user, pk)
        actions.change_thread(thread=thread, by=request.user, **given(shapes.ThreadChanges, request))
        return thread_answer(request, thread)


class Mine(APIView):
    @extend_schema(operation_id="threads_keep", request=shapes.Keeping, responses=shapes.Kept)
    def patch(self, request: Request, pk: str) -> Response:
        """Pin, mute, archive or mark a thread as unread, for oneself."""
        thread = access.thread_for(request.user, pk)
        asked = given(shapes.Keeping, request)
        if "mute" in asked:
            how_long = asked.pop("mute")
            asked["muted_until"] = how_long and actions.muted_for(how_long=how_long, person=request.user)
        return Response(shapes.kept_data(actions.keep_thread(thread=thread, person=request.user, **asked)))
