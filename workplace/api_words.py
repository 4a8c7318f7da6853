"""What the API's document says that belongs to no single operation: how one begins, what goes wrong, the headings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

ABOUT = """\
Feed, groups, people and Work Chat of one company, on the company's own host. Everything that the pages do is here.

## Signing in

An app sends its session token as `X-Session-Token` with every request. There are two ways to one:

- **A code on the screen.** The page *Devices* of somebody who is signed in shows a QR code; the app sends the token in
  it to `POST /api/v1/sign-in-codes/claim` and is answered with its own `session_token`.
- **Password, mailed code, passkey, second factor.** `POST /_allauth/app/v1/auth/login` with `{"email", "password"}`;
  the token is `meta.session_token`. Where a step is missing the answer is 401 and names it in `data.flows`.

A page uses its cookie, and sends `X-CSRFToken` when it writes. `GET /api/v1/me` tells who one is; 401 there means:
sign in again.

## Manners

- **Ids are strings.** Do not count with them, do not sort by them.
- **Times** are ISO 8601. Answers are in UTC; what is sent may have any offset.
- **Lists** are `{"results", "next"}`. Send `next` as `cursor` for the page after, with the same other parameters; null:
  that was all. `limit` is 1 to 100, usually 30. A cursor stays good while rows come and go, and is good for its own
  list only.
- **Writing twice.** What makes something takes a `client_id` of the caller's choice (a UUID). When an answer was lost,
  send the same again: 200 with what the first try made, 201 where it is new.
- **What is left out of a PATCH** stays as it is.
- **Texts** are a small part of Markdown. `@[12]` in a text that is sent mentions the person with id 12; texts come back
  with `@Name`, and `mentions` says whom each of them means.
- **Files** are sent first (`POST /files`, the bare bytes as the body), then named by their id in `files`.
- **Languages.** Sentences for people come in the person's own language, else as `Accept-Language` asks.

## When it goes wrong

Every refusal is `{"code", "text", "fields"}`: `code` is for programs and does not change, `text` is for people,
`fields` says what is wrong with which field that was sent. **404 is also the answer for what is not for the caller**:
it never tells that something is there. 403 is for what one may know of but not do. 405: there is no such verb here.
413: too much was sent. 406, 415: it is JSON only.
503 with `paused`: the company can only be read for a while.

## How often

Each person has a bucket of requests for what they do, which fills up again: thousands of posts, comments and reactions
at once and 20 a second, 60 searches at once and five a second, less where something is mailed, pushed or rendered.
An empty one is 429, with `Retry-After` in seconds. Reading is not counted.

## What changes

The socket at `/ws/` of the same host, with the same header, tells what happens the moment it does, in the shapes of
this document: see `docs/realtime.md`. It may lose an event, this API does not: ask again after each reconnect.
"""

ERROR: dict[str, Any] = {
    "type": "object",
    "properties": {
        "code": {"type": "string", "description": "For programs."},
        "text": {"type": "string", "description": "For people, in the caller's language."},
        "fields": {
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
            "description": "What is wrong with which field that was sent.",
        },
    },
    "required": ["code", "text", "fields"],
}


@dataclass(frozen=True)
class Why:
    """Why an operation refuses, and how that looks."""

    name: str
    text: str
    said: dict[str, Any]
    headers: dict[str, Any] = field(default_factory=dict)


def _said(code: str, text: str, **fields: list[str]) -> dict[str, Any]:
    return {"code": code, "text": text, "fields": fields}


REFUSALS = {
    "400": Why(
        "Invalid",
        "Something that was sent is not right; `fields` says what.",
        _said("invalid", "Some of what was sent is not right.", limit=["A whole number from 1 to 100."]),
    ),
    "401": Why(
        "SignedOut",
        "The credentials are missing or dead: sign in again.",
        _said("not_authenticated", "Authentication credentials were not provided."),
    ),
    "403": Why(
        "NotAllowed",
        "The caller may know of it but not do this with it. With `second_factor_required`: the company asks for a "
        "second factor, and the caller has none yet.",
        _said("not_yours", "Only the author may change this."),
    ),
    "404": Why(
        "NotFound",
        "There is nothing, or it is not for the caller: both look the same.",
        _said("not_found", "Not found."),
    ),
    "409": Why(
        "Conflict",
        "What is asked does not fit what is there now, though nothing is wrong with it: somebody was faster, it is "
        "full, or it wants to be confirmed. Read it again.",
        _said("changed", "This was changed on another device."),
    ),
    "411": Why(
        "LengthWanted",
        "Without `Content-Length`.",
        _said("length_required", "Say with Content-Length how large it is."),
    ),
    "413": Why("TooLarge", "Too large.", _said("too_large", "This is too large to be sent.")),
    "429": Why(
        "TooFast",
        "Too fast.",
        _said("throttled", "That was too fast. Please try again in a moment."),
        {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}},
    ),
}

TAGS = {
    "me": "Who calls: profile, photo, status, and how they want things.",
    "people": "Colleagues: directory, profiles, the chart, following, skills, who is here.",
    "groups": "Groups: making and running them, who is in them and how one comes in, their files, pins and numbers.",
    "feed": "The home feed, or one group's or profile's posts.",
    "posts": "Posts: writing, changing, sharing, who saw them, importance, versions, approval.",
    "comments": "Comments and the replies to them.",
    "polls": "Polls in posts: voting, adding options, who voted for what.",
    "events": "Events in posts: who comes, changing and cancelling them.",
    "scheduled-posts": "The caller's posts that come out later.",
    "threads": "Work Chat: conversations, who is in them, what is said there.",
    "messages": "Work Chat: one message; changing, reacting, forwarding.",
    "scheduled": "Work Chat: messages that go out later, and reminders.",
    "chat": "Work Chat: how the caller wants it, stickers and emoji, blocking, reports.",
    "search": "One search over everything that the caller may see.",
    "files": "Sending files, and describing them.",
    "writing": "What helps while writing: drafts on all devices, names after `@`.",
    "saved": "What the caller put aside, in lists.",
    "notifications": "The bell, and pushes to devices.",
    "devices": "Where the caller is signed in; signing in an app by a code.",
    "company": "The company, and how its admins run it. Each needs a role.",
}

# First part of a path → its heading, where that is another word.
UNDER = {
    "blocks": "chat",
    "emoji": "chat",
    "reports": "chat",
    "stickers": "chat",
    "reminders": "scheduled",
    "skills": "people",
    "presence": "people",
    "group-invites": "groups",
    "drafts": "writing",
    "mentionable": "writing",
    "push-key": "notifications",
    "push-subscriptions": "notifications",
    "sign-in-codes": "devices",
}


def told_under(path: str) -> str:
    """The heading of an operation: a tag, which is also the module of a generated client."""
    first = path.removeprefix("/api/v1/").split("/", 1)[0]
    return UNDER.get(first, first)
