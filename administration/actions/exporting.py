"""The log leaves the house: that stands in the log too."""

from __future__ import annotations

from audit.actions import record
from people.models import User


def note_export(*, by: User, filters: dict[str, str]) -> None:
    """Before the first line goes out: an export that breaks off was one all the same."""
    record(who=by, what="administration.log_exported", **({"filter": filters} if filters else {}))
