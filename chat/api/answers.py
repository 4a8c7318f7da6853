"""What the API's views share: how a request is read, how threads and messages are answered."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from chat import access, serializers
from chat.models import Message, Thread
from core.cursor import unpack

LARGEST = 2**62

LIMIT = OpenApiParameter("limit", int, description="1 to 100.")
CURSOR = OpenApiParameter("cursor", str, description="`next` of the page before.")
HTML = OpenApiParameter("html", int, description="1: bring the rendered fragment of each message along.")


def given(shape: type[Serializer], request: Request) -> dict[str, Any]:
    """What the request says, checked."""
    return _shape(shape).run_validation(request.data)


@cache
def _shape(shape: type[Serializer]) -> Serializer:
    """One of each, kept: copying its fields for every request costs eight times what the check itself does."""
    return shape()


def number(request: Request, name: str, default: int) -> int:
    """A whole number of the query, 0 or more; a clear answer to anything else."""
    raw = request.query_params.get(name, str(default))
    if not raw.isascii() or not raw.isdigit() or len(raw) > 19 or int(raw) > LARGEST:
        raise ValidationError({name: [_("A whole number, 0 or more.")]})
    return int(raw)


def cursor_of(request: Request) -> int | None:
    """The place from which a page by `seq` goes on."""
    cursor = request.query_params.get("cursor", "")
    try:
        return int(unpack(cursor, 1)[0]) if cursor else None
    except (ValueError, TypeError):  # BadCursor is one
        raise ValidationError({"cursor": [_("This cursor is not one of ours.")]}) from None


def wants_html(request: Request) -> bool:
    return request.query_params.get("html") == "1"


def thread_answer(request: Request, thread: Thread, status: int = 200) -> Response:
    """The thread as it is now, for the caller, with all its members."""
    thread = access.thread_for(request.user, thread.pk)
    members = access.members_of(thread).veiled(request.user)
    return Response(serializers.thread_data(thread, members, access.last_message_of(thread)), status)


def message_answer(request: Request, message: Message, status: int = 200) -> Response:
    return Response(serializers.message_rows([message], html=wants_html(request))[0], status)
