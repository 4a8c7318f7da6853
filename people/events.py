"""What is told of people to open pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from realtime.events import Event


@dataclass(frozen=True, kw_only=True)
class StatusChanged(Event):
    """Somebody says something else of themselves, or nothing (null) any more. Told to who was here in the last day."""

    type = "people.status_changed"
    v = 1

    person: dict[str, str]
    status: dict[str, Any] | None
