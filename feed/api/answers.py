"""What the feed's endpoints share: reading the body, counting writes, answering."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from feed import access
from feed.models import Comment, Post
from feed.serializers import my_comment_data, my_post_data
from feed.views.shown import may_write

PAGING = [
    OpenApiParameter("limit", int, description="1 to 100; 30 unless told."),
    OpenApiParameter("cursor", description="`next` of the page before."),
]
Q = OpenApiParameter("q", description="Words that the text contains.")
GONE = OpenApiResponse(description="It is gone; `…/restore` brings it back for ten minutes.")


def sent(request: Request, shape: type[Serializer]) -> dict[str, Any]:
    """The body of the request, in the shape that the document promises."""
    serializer = shape(data=request.data)
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data


class CountedView(APIView):
    """Writes are counted, with those of the pages."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method not in SAFE_METHODS:
            may_write(request)


def post_answer(request: Request, post: Post, status: int = 200) -> Response:
    return Response(my_post_data(access.as_read_by(request.user, post)), status)


def comment_answer(request: Request, comment: Comment, status: int = 200) -> Response:
    return Response(my_comment_data(access.as_read_by(request.user, comment)), status)
