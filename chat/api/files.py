"""What a thread holds beside words."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from chat import access
from chat.api.answers import CURSOR, number
from chat.gallery import KINDS, ThreadFiles, file_rows, kind_of
from core.rest import keyset_page


class FilesOfThread(APIView):
    @extend_schema(
        operation_id="threads_files",
        parameters=[
            OpenApiParameter("kind", str, enum=KINDS, description="`picture` if not said. Videos are a `file`."),
            OpenApiParameter("before", int, description="Only of messages with a smaller `seq`."),
            OpenApiParameter("limit", int, description="1 to 100 messages; each brings all its files."),
            CURSOR,
        ],
        responses=ThreadFiles,
    )
    def get(self, request: Request, pk: str) -> Response:
        """Pictures, other files or voice notes of a thread, newest first."""
        thread, kind = access.thread_for(request.user, pk), kind_of(request)
        messages, before = access.messages_with(thread, kind), number(request, "before", 0)
        if before:
            messages = messages.filter(seq__lt=before)
        return keyset_page(request, messages, by=("seq",), descending=True, write=lambda page: file_rows(page, kind))
