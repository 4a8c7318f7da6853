"""How the API of people looks in its document: Ana and Bob of a bakery. A test holds it to the shapes."""

from __future__ import annotations

from typing import Any

ANA, BOB = {"id": "7", "name": "Ana Adams"}, {"id": "12", "name": "Bob Brown"}
AT, LATER = "2026-03-02T06:41:09.217Z", "2026-03-03T08:00:00Z"
TOKEN = "pX0m9yqJkq2vN4sT1wZr8LbA5cDe7fGh"  # noqa: S105  (an example)

STATUS = {"emoji": "🌴", "text": "On holiday", "until": LATER}
RECORD = {"title": "Shop manager", "department": "Shops", "place": "Leeds", "phone": "+44 113 496 0123"}
PERSON: dict[str, Any] = {
    **BOB,
    **RECORD,
    "email": "bob@bakery.example",
    "about": "Rye, and whoever buys it.",
    "skills": ["first aid", "rye"],
    "time_zone": "Europe/London",
    "photo": "/people/12/photo?v=3",
    "status": STATUS,
    "active": True,
}
COLLEAGUE = {**PERSON, "following": True}
PROFILE = {**COLLEAGUE, "manager": {**ANA, "active": True}, "kept_fields": ["title"]}
ME = {
    **PERSON,
    "kept_fields": ["title"],
    "language": "en",
    "role": "member",
    "welcomed": True,
    "shows_presence": True,
}
SKILLS = [{"value": "rye", "number": 14}]
FILTERS = {
    "department": [{"value": "Shops", "number": 78}],
    "place": [{"value": "Leeds", "number": 12}],
    "title": [{"value": "Shop manager", "number": 9}],
    "skill": SKILLS,
}
IN_CHART = {"title": "Shop manager", "department": "Shops", "photo": "/people/12/photo?v=3", "active": True}
BOB_IN_CHART = {**BOB, **IN_CHART, "team_size": 4}
CHART = {
    "above": [{**ANA, **IN_CHART, "title": "Head of shops", "photo": None}],
    "person": BOB_IN_CHART,
    "beside": [],
    "team": [{**IN_CHART, "id": "31", "name": "Cleo Cook", "title": "Baker", "photo": None, "team_size": 0}],
}
DEVICE = {
    "id": "204",
    "name": "Chrome on Android",
    "kind": "app",
    "is_phone": True,
    "address": "203.0.113.9",
    "is_here": False,
    "is_this": True,
    "signed_in_at": AT,
    "used_at": AT,
    "code_from": "Firefox on Linux",
}
CODE = {"id": "41", "state": "open", "expires_at": AT, "used_by": ""}


def page(*rows: dict[str, Any]) -> dict[str, Any]:
    """The last page of a list."""
    return {"results": list(rows), "next": None}
