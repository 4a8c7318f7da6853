"""Where somebody is signed in: the rows of their sessions, as they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession

from people.templatetags.devices import device, is_phone

BY_CODE = "code"


@dataclass(frozen=True)
class Device:
    id: int
    name: str
    kind: str  # "browser" or "app"
    is_phone: bool
    address: str
    is_here: bool  # the same network as the one that asks now
    is_this: bool
    signed_in_at: datetime
    used_at: datetime
    code_from: str  # the screen whose code let it in, if one did


def devices_shown(rows: list[UserSession], *, session_key: str, address: str | None) -> list[Device]:
    return [device_shown(row, session_key=session_key, address=address) for row in rows]


def device_shown(row: UserSession, *, session_key: str, address: str | None) -> Device:
    return Device(
        id=row.pk,
        name=device(row.user_agent),
        kind=row.data.get("kind", "browser"),
        is_phone=is_phone(row.user_agent),
        address=row.ip,
        is_here=row.ip == address,
        is_this=row.session_key == session_key,
        signed_in_at=row.created_at,
        used_at=row.last_seen_at,
        code_from=device(row.data["from"]) if row.data.get("by") == BY_CODE else "",
    )
