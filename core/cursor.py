"""Cursors: where a list goes on, signed so that nobody pages by hand through columns they guess."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core import signing

from core.schema import entered


class BadCursor(ValueError):
    """Edited by hand, from another list, or from another company."""


def pack(values: Sequence[Any]) -> str:
    return _signer().sign_object([v.isoformat() if isinstance(v, datetime) else v for v in values], compress=True)


def unpack(cursor: str, length: int) -> list[Any]:
    """The values packed into `cursor`; raises BadCursor unless there are `length` of them."""
    try:
        values = _signer().unsign_object(cursor)
    except Exception as broken:  # signing raises its own, zlib's, base64's and JSON's errors
        raise BadCursor from broken
    if not isinstance(values, list) or len(values) != length:
        raise BadCursor
    return values


def _signer() -> signing.Signer:
    return signing.Signer(salt=f"cursor:{entered()}")
