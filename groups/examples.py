"""How the API of groups looks in its document: one group of a bakery. A test holds it to the shapes."""

from __future__ import annotations

from typing import Any

ANA, BOB = {"id": "7", "name": "Ana Adams"}, {"id": "12", "name": "Bob Brown"}
AT, LATER = "2026-03-02T06:41:09.217Z", "2026-04-01T06:41:09.217Z"

REF = {"id": "31", "name": "Shop swap North"}
GROUP: dict[str, Any] = {
    **REF,
    "purpose": "Who can take which shift?",
    "kind": "closed",
    "posting": "members",
    "approval": "first",
    "picture": "/files/1207/view",
    "archived_at": None,
    "is_default": False,
    "member_count": 78,
    "joined": True,
    "my_role": "admin",
    "created_at": AT,
}
MEMBER = {"person": BOB, "title": "Shop manager", "role": "moderator", "joined_at": AT}
REQUEST = {
    "id": "88",
    "group": REF,
    "person": BOB,
    "title": "Shop manager",
    "manager": ANA,
    "note": "I run the shop in Leeds.",
    "state": "open",
    "created_at": AT,
}
INVITE = {"id": "54", "group": REF, "person": BOB, "invited_by": ANA, "created_at": AT}
LINK = {"id": "9", "created_by": ANA, "created_at": AT, "expires_at": LATER, "joined_count": 3}
TOKEN = "pX0m9yqJkq2vN4sT1wZr8LbA5cDe7fGh"  # noqa: S105  (an example)
RULE = {"department": "", "place": "North", "title": "Shop"}
PREVIEW = {
    "matching": 74,
    "joining": 70,
    "staying_away": 1,
    "leaving": 0,
    "everybody": False,
    "text": "74 people match.",
}


def page(row: dict[str, Any]) -> dict[str, Any]:
    """A list of one, the last page."""
    return {"results": [row], "next": None}
