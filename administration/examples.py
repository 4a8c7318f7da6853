"""How the API of a company's own desk looks in its document. A test holds it to the shapes."""

from __future__ import annotations

from typing import Any

from people.examples import ANA, AT, BOB

MAKING = {"group_makers": "everybody", "group_kinds": ["open", "closed"]}
COMPANY = {"name": "The bakery", "colour": "#8a4b08", "logo": "/icon-512.png?v=2", "language": "en", **MAKING}
SETTINGS = {"sign_up": "joins", "second_factor_required": False, **MAKING, "without_second_factor": 41}
DOMAIN: dict[str, Any] = {
    "domain": "bakery.example",
    "proven_at": None,
    "proof": {
        "addresses": ["postmaster@bakery.example", "webmaster@bakery.example"],
        "mailed_to": "postmaster@bakery.example",
        "file_url": "https://bakery.example/.well-known/workplace-domain.html",
        "value": "workplace-domain=3f9c2a",
    },
}
PROVEN = {"domain": "bakery.example", "proven_at": AT, "proof": None}
REQUEST: dict[str, Any] = {
    "id": "19",
    "name": "Cleo Cook",
    "address": "cleo@bakery.example",
    "state": "waiting",
    "asked_at": AT,
    "decided_at": None,
    "decided_by": None,
}
ROLES = [
    {"role": "people", "rights": ["manage_people"], "people": [ANA]},
    {"role": "member", "rights": [], "people": []},
]
STAFF = {**BOB, "email": "bob@bakery.example", "role": "member", "active": True, "joined_at": AT, "seen_at": AT}
LINE = {
    "id": "907",
    "at": AT,
    "who": "Ana Adams",
    "what": "people.role_changed",
    "text": "Gave another role",
    "on_whom": "Bob Brown",
    "detail": {"before": "member", "after": "people"},
    "address": "203.0.113.9",
    "device": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
}
