"""Reading the environment: what nobody could read ends the start, what is merely wrong `workplace/checks.py` tells."""

from __future__ import annotations

import os
from urllib.parse import SplitResult, urlsplit


def envbool(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value not in {"", "0", "1", "true", "false", "yes", "no"}:
        raise SystemExit(f"{name} must be 1 or 0, not {value!r}")
    return value in {"1", "true", "yes"} if value else default


def envint(name: str, default: int) -> int:
    value = os.environ.get(name, "")
    if value and not value.lstrip("-").isdigit():
        raise SystemExit(f"{name} must be a whole number, not {value!r}")
    return int(value) if value else default


def envurl(name: str, default: str) -> SplitResult:
    """What the checks say about it comes later; here only what nobody could read."""
    try:
        found = urlsplit(os.environ.get(name, default))
        _ = found.port
    except ValueError as broken:
        raise SystemExit(f"{name} is not an address: {broken}") from None
    return found
