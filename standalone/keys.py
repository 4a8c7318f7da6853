"""Secrets of this installation: made once, kept where only its owner reads them."""

import json
import secrets
from pathlib import Path

from standalone.folders import write_private

NAMES = ("secret_key", "postgres", "valkey")


def keys(file: Path) -> dict[str, str]:
    """One secret for each name; those that are there never change, or nobody could sign in any more."""
    known = json.loads(file.read_text()) if file.exists() else {}
    missing = {name: secrets.token_urlsafe(36) for name in NAMES if name not in known}
    if missing:
        write_private(file, json.dumps({**known, **missing}))
    return {**known, **missing}
