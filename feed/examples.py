"""How the feed's API looks in its document: what a bakery writes about its oven. A test holds it to the shapes."""

from __future__ import annotations

from typing import Any

from content.examples import CARD, FILE
from groups.examples import REF
from people.examples import ANA, AT, BOB, LATER

CLIENT_ID = "0b9b3f0e-7c1f-4f5e-9a55-3d1f4cf1a0de"

WRITING: dict[str, Any] = {
    "id": "4711",
    "author": BOB,
    "text": "The rye starter is alive again, thanks to @Ana Adams: https://rye.example/starter",
    "mentions": [ANA],
    "version": 1,
    "reaction_count": 2,
    "reactions": {"like": 1, "thanks": 1},
    "client_id": CLIENT_ID,
    "created_at": AT,
    "edited_at": None,
    "my_reaction": "like",
}
POST: dict[str, Any] = {
    **WRITING,
    "group": REF,
    "kind": "text",
    "poll": None,
    "event": None,
    "cards": [CARD],
    "files": [FILE],
    "revision": 9,
    "comment_count": 1,
    "waits_since": None,
    "seen_count": 34,
    "read_count": 0,
    "share_count": 0,
    "important_until": None,
    "is_shared": False,
    "my_seen": "seen",
    "is_saved": True,
    "shared_from": None,
}
COMMENT: dict[str, Any] = {
    **WRITING,
    "id": "9012",
    "author": ANA,
    "text": "@Bob Brown well done!",
    "mentions": [BOB],
    "reaction_count": 0,
    "reactions": {},
    "my_reaction": None,
    "post": "4711",
    "parent": None,
    "reply_count": 0,
    "files": [],
}
SHARED = {"id": "4650", "author": ANA, "group": REF, "text": "The oven is back.", "files": [FILE], "created_at": AT}
SHARE = {**POST, "id": "4720", "text": "At last!", "mentions": [], "cards": [], "files": [], "comment_count": 0}
SHARE = {**SHARE, "is_shared": True, "shared_from": SHARED}
POLL: dict[str, Any] = {
    "id": "7",
    "post": "42",
    "several": False,
    "may_add": True,
    "hides_results": False,
    "closes_at": "2027-01-31T18:00:00Z",
    "is_closed": False,
    "voter_count": 3,
    "options": [
        {"id": "20", "text": "Here", "vote_count": 2, "added_by": "12"},
        {"id": "21", "text": "There", "vote_count": 1, "added_by": "12"},
    ],
    "my_votes": ["20"],
}
VOTER = {"person": BOB, "option": "20", "created_at": AT}
NEW_POLL = {"options": ["Here", "There"], "several": True, "closes_at": "2027-01-31T18:00"}
EVENT: dict[str, Any] = {
    "id": "4",
    "post": "43",
    "title": "Tasting",
    "begins_at": "2027-03-04T15:00:00Z",
    "ends_at": "2027-03-04T16:30:00Z",
    "zone": "Europe/Paris",
    "place": "Kitchen",
    "is_cancelled": False,
    "sequence": 0,
    "yes_count": 12,
    "maybe_count": 3,
    "no_count": 1,
    "calendar": "/posts/43/event.ics",
    "my_answer": "yes",
}
NEW_EVENT = {
    "title": "Tasting",
    "begins_at": "2027-03-04T16:00",
    "ends_at": "2027-03-04T17:30",
    "zone": "Europe/Paris",
    "place": "Kitchen",
}
RSVP = {"person": BOB, "answer": "yes", "answered_at": AT}
REACTED = {"reaction_count": 2, "reactions": {"like": 1, "thanks": 1}, "my_reaction": "like"}
REACTION = {"person": ANA, "kind": "thanks", "created_at": AT}
READER = {"person": ANA, "title": "Head of shops", "department": "Shops", "seen_at": AT, "read_at": None}
PIN = {"post": SHARED, "until": LATER, "by": BOB, "created_at": AT}
VERSION = {"version": 1, "text": "The rye starter is alive", "written_at": AT}
SCHEDULED = {
    "id": "88",
    "group": REF,
    "text": "Good morning!",
    "files": [],
    "poll": None,
    "event": None,
    "important_days": None,
    "send_at": LATER,
    "state": "waiting",
    "why": "",
    "client_id": CLIENT_ID,
    "created_at": AT,
}
WHY = [
    {"kind": "follow", "text": "You follow Bob Brown."},
    {"kind": "group", "text": "You are in the group Shop swap North, with 78 members."},
    {"kind": "top", "text": "Your feed shows first what matters most to you, and the newer the sooner."},
]
