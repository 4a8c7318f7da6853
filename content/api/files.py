"""Files through the API.

A file comes as the bare body of a POST. So a browser sends it straight from the disk and tells how far it is, a phone
hands it to the system's own background upload, and nobody packs or unpacks anything. A form with a file in it is
taken too, for whoever has only that.
"""

from __future__ import annotations

from contextlib import closing
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import BaseParser, JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from content import access, actions
from content.files.arriving import declared_length, spool
from content.files.limits import limits_here
from content.models import File
from content.serializers import FileChangesSerializer, FileSerializer, MultipartFileSerializer, file_data
from core.limits import limit

RATE, BURST = 2, 400  # files a second and at once, per person
ABOUT = [
    OpenApiParameter("name", description="What it is called; folders and unseen signs are taken out."),
    OpenApiParameter("alt_text", description="What a picture shows, in words."),
    OpenApiParameter("duration", int, description="Milliseconds of a recording that does not say so itself."),
    OpenApiParameter("client_id", description="Chosen by the caller: a retry with it returns what the first made."),
]


class Untouched(BaseParser):
    """Leaves the body where it is: whoever asks for form fields on the way (CSRF does) finds none and reads nothing."""

    media_type = "*/*"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> dict[str, Any]:
        return {}


class Files(APIView):
    """Files on their way in."""

    parser_classes = [MultiPartParser, Untouched]

    @extend_schema(
        operation_id="files_send",
        parameters=ABOUT,
        request={"application/octet-stream": OpenApiTypes.BINARY, "multipart/form-data": MultipartFileSerializer},
        responses={
            201: FileSerializer,
            200: OpenApiResponse(FileSerializer, "A retry: what the first try made."),
            411: OpenApiResponse(description="Without `Content-Length`."),
            413: OpenApiResponse(description="More than a file, or the company, may hold."),
        },
    )
    def post(self, request: Request) -> Response:
        """Send a file, to be put into a post, comment or message with its id; one that is not goes after a day."""
        limit(f"files:{request.user.pk}", rate=RATE, burst=BURST)
        size = declared_length(request.META.get("CONTENT_LENGTH"))
        if request.content_type.startswith("multipart/"):
            return _take_from_form(request)
        about = _about(request.query_params)
        earlier = access.sent_before(request.user, about["client_id"])
        if earlier is not None:
            return Response(file_data(earlier))
        actions.check_room(person=request.user, size=size)
        with closing(spool(request.stream or _Nothing(), declared=size, most=limits_here().file)) as source:
            return _answer(*actions.take_file(person=request.user, source=source, size=size, **about))


class OneFile(APIView):
    """One file."""

    parser_classes = [JSONParser]

    @extend_schema(operation_id="files_read", responses=FileSerializer)
    def get(self, request: Request, pk: str) -> Response:
        """What is known of a file; its bytes are at its `url`."""
        return Response(file_data(access.file_for(request.user, pk)))

    @extend_schema(operation_id="files_describe", request=FileChangesSerializer, responses=FileSerializer)
    def patch(self, request: Request, pk: str) -> Response:
        """Say in words what a picture of one's own shows."""
        file = access.file_to_change(request.user, pk)
        body = FileChangesSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        return Response(file_data(actions.describe_file(file=file, **body.validated_data)))

    @extend_schema(operation_id="files_drop", responses={204: OpenApiResponse(description="It is gone.")})
    def delete(self, request: Request, pk: str) -> Response:
        """Take back a file of one's own that nothing holds yet."""
        actions.erase_files(files=[access.file_to_drop(request.user, pk).pk])
        return Response(status=204)


class _Nothing:
    def read(self, size: int, /) -> bytes:
        return b""


def _take_from_form(request: Request) -> Response:
    body = MultipartFileSerializer(data=request.data)
    body.is_valid(raise_exception=True)
    file = body.validated_data["file"]
    about = _about({"name": file.name, **request.data.dict()})
    earlier = access.sent_before(request.user, about["client_id"])
    if earlier is not None:
        return Response(file_data(earlier))
    return _answer(*actions.take_file(person=request.user, source=file.file, size=file.size, **about))


def _about(said: Any) -> dict[str, Any]:
    """What is said beside the bytes, bounded; none of it is believed further than it is shown."""
    duration, client_id = str(said.get("duration") or ""), str(said.get("client_id") or "")
    if duration and not (duration.isascii() and duration.isdigit() and len(duration) < 10):
        raise ValidationError({"duration": ["Milliseconds, a whole number."]})
    if len(client_id) > 120:
        raise ValidationError({"client_id": ["At most 120 characters."]})
    return {
        "name": str(said.get("name") or "").replace("\0", ""),
        "alt_text": str(said.get("alt_text") or "").replace("\0", ""),
        "duration": int(duration) if duration else None,
        "client_id": client_id.replace("\0", ""),
    }


def _answer(file: File, is_new: bool) -> Response:
    return Response(file_data(file), 201 if is_new else 200)
