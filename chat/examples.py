"""How Work Chat's API looks in its document: one small conversation of a bakery. A test holds it to the shapes."""

from __future__ import annotations

from typing import Any

from content.examples import FILE

ANA, BOB = {"id": "7", "name": "Ana Adams"}, {"id": "12", "name": "Bob Brown"}
AT, LATER = "2026-03-02T06:41:09.217Z", "2026-03-03T08:00:00Z"
CLIENT_ID = "0b9b3f0e-7c1f-4f5e-9a55-3d1f4cf1a0de"

QUOTE = {"id": "5401", "seq": 18, "author": BOB, "text": "Is the oven hot?", "deleted_at": None}
MESSAGE: dict[str, Any] = {
    "id": "5402",
    "thread": "31",
    "seq": 19,
    "version": 44,
    "kind": "text",
    "author": ANA,
    "text": "Yes, @Bob Brown, **230 °C**",
    "mentions": [BOB],
    "means_all": False,
    "sticker": None,
    "files": [FILE],
    "cards": [],
    "detail": {},
    "reply_to": {**QUOTE, "apart": False},
    "forwarded": False,
    "reactions": {"👍": ["12"]},
    "client_id": CLIENT_ID,
    "created_at": AT,
    "edited_at": None,
    "deleted_at": None,
}
MEMBER = {"photo": None, "active": True, "role": "member", "read_seq": 19, "delivered_seq": 19}
THREAD: dict[str, Any] = {
    "id": "31",
    "kind": "group",
    "name": "Morning shift",
    "picture": None,
    "history": "all",
    "group": None,
    "version": 44,
    "member_count": 2,
    "members": [{**ANA, **MEMBER, "role": "admin"}, {**BOB, **MEMBER}],
    "created_at": "2026-02-20T05:30:00Z",
    "changed_at": AT,
    "last_message": MESSAGE,
    "last_seq": 19,
    "read_seq": 19,
    "unread": 0,
    "from_seq": 0,
    "pinned": True,
    "muted_until": None,
    "archived": False,
    "marked_unread": False,
}
KEPT = {key: THREAD[key] for key in ("pinned", "muted_until", "archived", "marked_unread")}
VERSION = {"id": "31", "version": 44, "read_seq": 19, "unread": 0, **KEPT}
SCHEDULED: dict[str, Any] = {
    "id": "88",
    "thread": "31",
    "text": "Flour comes at ten",
    "files": [],
    "sticker": None,
    "reply_to": None,
    "send_at": LATER,
    "state": "waiting",
    "why": "",
    "client_id": CLIENT_ID,
    "created_at": AT,
}
REMINDER = {"message": {**QUOTE, "apart": False}, "thread": "31", "remind_at": LATER, "created_at": AT}
REACTION = {"person": BOB, "emoji": "👍", "created_at": AT}
BLOCK = {"person": BOB, "created_at": AT}
REPORT = {
    "id": "3",
    "person": BOB,
    "reason": "insult",
    "note": "It is not the first time.",
    "state": "open",
    "answer": "",
    "created_at": AT,
    "closed_at": None,
}
PIN = {"message": MESSAGE, "by": ANA, "created_at": AT}
HIT = {"id": "5401", "seq": 18, "author": BOB, "created_at": AT, "text": QUOTE["text"], "marks": [[7, 4]]}
PREFERENCES = {"receipts": True, "sounds": True, "takes_all": False, "blocked": ["15"]}
FACE = {"photo": None, "active": True}
READERS = {"read": [{**BOB, **FACE, "read_at": AT}], "not_yet": [], "hidden": 0}
DRAWN = {
    "key": "olo/hello",
    "name": "Hello",
    "words": "hello hi wave greeting bonjour salut",
    "url": "/static/img/stickers/olo/hello.svg",
}
TRAY = {"results": [{"id": "olo", "name": "Olo", "stickers": [DRAWN]}], "recent": ["olo/hello"], "next": None}
EMOJI = {"name": "party_loaf", "url": "/files/1208/thumb"}
STICKER = {"id": "31", "key": "company/31", "name": "warm loaf", "url": "/files/1209/thumb", "ready": True}
PACK = {"id": "4", "name": "The bakery", "stickers": [STICKER]}


def page(*rows: dict[str, Any]) -> dict[str, Any]:
    """The last page of a list."""
    return {"results": list(rows), "next": None}
