"""Examples in the API's document: `@example(answer={…})` beside the shape that they are of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework.serializers import Serializer

STATUSES = ["200", "201", "202", "409"]  # 409: where another device was faster, what is there
S = TypeVar("S", bound=type[Serializer])


def example(
    *,
    asked: dict[str, Any] | None = None,
    asked_too: Mapping[str, dict[str, Any]] | None = None,
    answer: dict[str, Any] | None = None,
) -> Callable[[S], S]:
    """What a request says, what an answer is; both stand with every operation that takes or gives the shape.

    `asked_too`: other requests, by what they are of.
    """
    given = [OpenApiExample("A request", asked, request_only=True)] if asked is not None else []
    given += [OpenApiExample(name, body, request_only=True) for name, body in (asked_too or {}).items()]
    if answer is not None:
        given.append(OpenApiExample("An answer", answer, response_only=True, status_codes=STATUSES))
    return extend_schema_serializer(examples=given)
