"""The API's manners: one shape for errors, one for lists, ids as strings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import Http404
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from rest_framework import exceptions, serializers
from rest_framework.response import Response
from rest_framework.views import exception_handler

from core.cursor import BadCursor, pack, unpack
from core.errors import Refusal, TooLarge

MOST = 100
USUAL = 30


class IdField(serializers.CharField):
    """An id, as a string: numbers pass 2^53 once a company lives on a node of its own."""


def to_pk(value: object) -> int:
    """The key an id string stands for; anything else is simply not found."""
    text = str(value)
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise Http404
    return int(text)


def answer_error(problem: Exception, context: dict[str, Any]) -> Response | None:
    """`{"code", "text", "fields"}` for everything that goes wrong, whoever noticed it."""
    if isinstance(problem, RequestDataTooBig):
        problem = TooLarge("too_large", _("This is too large to be sent."))
    if isinstance(problem, Refusal):
        body = {"code": problem.code, "text": problem.text, "fields": problem.fields}
        return Response(body, problem.status, headers=problem.headers)
    if isinstance(problem, ValidationError):
        problem = exceptions.ValidationError(serializers.as_serializer_error(problem))
    if isinstance(problem, Http404):
        problem = exceptions.NotFound()
    if isinstance(problem, PermissionDenied):
        problem = exceptions.PermissionDenied()
    response = exception_handler(problem, context)
    if response is not None:
        response.data = _error_body(problem)
    return response


def _error_body(problem: exceptions.APIException) -> dict[str, Any]:
    if isinstance(problem, exceptions.ValidationError):
        detail = problem.detail if isinstance(problem.detail, dict) else {"non_field_errors": problem.detail}
        fields = {name: [str(text) for text in _flat(texts)] for name, texts in detail.items()}
        general = fields.pop("non_field_errors", [])
        text = " ".join(general) or _("Some of what was sent is not right.")
        return {"code": "invalid", "text": text, "fields": fields}
    codes = problem.get_codes()
    return {"code": codes if isinstance(codes, str) else "error", "text": str(problem.detail), "fields": {}}


def _flat(texts: Any) -> list[Any]:
    if isinstance(texts, dict):
        return [text for inner in texts.values() for text in _flat(inner)]
    return [text for inner in texts for text in _flat(inner)] if isinstance(texts, list) else [texts]


def limit_of(request: Any) -> int:
    """`limit` of the query, 1 to 100; a clear answer to anything else."""
    raw = request.query_params.get("limit", str(USUAL))
    if not raw.isascii() or not raw.isdigit() or len(raw) > 3 or not 1 <= int(raw) <= MOST:
        raise exceptions.ValidationError({"limit": [_("A whole number from 1 to 100.")]})
    return int(raw)


def words_of(request: Any) -> str:
    """`q` of the query, what a list is searched for; empty if it is not."""
    return request.query_params.get("q", "").replace("\0", "").strip()[:200]


def keyset_page(
    request: Any,
    rows: QuerySet[Any],
    *,
    by: Sequence[str],
    descending: bool = False,
    write: Callable[[list[Any]], list[dict[str, Any]]],
) -> Response:
    """One page of `rows` ordered by the columns `by` (the last one unique): `{"results", "next"}`.

    Keyset, not offset: page 1,000 costs what page 1 costs, and nothing shifts while one reads.
    """
    limit, cursor = limit_of(request), request.query_params.get("cursor", "")
    try:
        page, following = next_page(rows, by=by, descending=descending, cursor=cursor, most=limit)
    except BadCursor:
        raise exceptions.ValidationError({"cursor": [_("This cursor is not one of ours.")]}) from None
    return Response({"results": write(page), "next": following})


def next_page(
    rows: QuerySet[Any], *, by: Sequence[str], descending: bool = False, cursor: str, most: int
) -> tuple[list[Any], str | None]:
    """Up to `most` rows from `cursor` on, and the cursor of the page after them; raises BadCursor."""
    if cursor:
        try:
            rows = rows.filter(beyond(by, unpack(cursor, len(by)), descending))
        except (ValueError, TypeError, ValidationError) as broken:
            raise BadCursor from broken
    found = list(rows.order_by(*[f"-{column}" if descending else column for column in by])[: most + 1])
    page = found[:most]
    return page, cursor_after(page[-1], by) if len(found) > most else None


def beyond(by: Sequence[str], values: Sequence[Any], descending: bool) -> Q:
    """Rows that come after `values` in the order of `by`."""
    side = "lt" if descending else "gt"
    condition, same = Q(), Q()
    for column, value in zip(by, values, strict=True):
        value = parse_datetime(value) if isinstance(value, str) and column.endswith("_at") else value
        if value is None:
            raise BadCursor
        condition |= same & Q(**{f"{column}__{side}": value})
        same &= Q(**{column: value})
    return condition


def cursor_after(row: Model, by: Sequence[str]) -> str:
    return pack([getattr(row, column) for column in by])
