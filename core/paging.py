"""Lists on pages: the same keyset and the same signed cursors as in the API."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

from core.cursor import BadCursor, unpack
from core.rest import beyond, cursor_after

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Page(Generic[M]):
    rows: list[M]
    next: str  # the cursor of what comes after; empty at the end
    first: bool


def page_of(
    rows: QuerySet[M], *, by: Sequence[str], cursor: str = "", size: int = 30, descending: bool = False
) -> Page[M]:
    """One page of `rows` in the order of the columns `by`, the last of them unique.

    A cursor that is not ours starts at the beginning: on a page that is kinder than an error.
    """
    first = True
    if cursor:
        try:
            condition: Any = beyond(by, unpack(cursor, len(by)), descending)
            rows, first = rows.filter(condition), False
        except (BadCursor, TypeError, ValueError, ValidationError):
            pass
    found = list(rows.order_by(*(f"-{column}" if descending else column for column in by))[: size + 1])
    page = found[:size]
    return Page(page, cursor_after(page[-1], by) if len(found) > size else "", first)
