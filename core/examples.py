"""Examples in the API's document: `@example(answer={…})` beside the shape that they are of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework.serializers import Serializer

S = TypeVar("S", bound=type[Serializer])


def example(*, asked: dict[str, Any] | None = None, answer: dict[str, Any] | None = None) -> Callable[[S], S]:
    """What a request says, what an answer is; both stand with every operation that takes or gives the shape."""
    given = [
        *([OpenApiExample("A request", asked, request_only=True)] if asked is not None else []),
        *([OpenApiExample("An answer", answer, response_only=True)] if answer is not None else []),
    ]
    return extend_schema_serializer(examples=given)
