"""Telling open sockets, from anywhere: a page's thread, a task, a command, a test."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django_tenants.utils import get_public_schema_name

from realtime.background import sender
from realtime.events import Event

# Close codes: the browser shows the sign-in page, the page that says why, or comes back after a moment.
SIGNED_OUT, SHUT, COME_BACK = 4401, 4403, 1012


def publish(event: Event, *, to: Iterable[int]) -> None:
    """Tell these people's sockets, once the transaction commits. The company is the one entered now.

    Who may hear it is decided by the caller, now. What cannot be sent is logged and no error: every
    page asks for what it missed.
    """
    people = sorted(set(to))
    if people:
        _after_commit({"to": people, "text": event.wire()})


def relay(event: Event, *, to: Iterable[int]) -> None:
    """Pass on what is true for a moment only (somebody types): like `publish`, but dropped when there is a queue."""
    if not sender().is_busy():
        publish(event, to=to)


def close_sockets(*, people: Iterable[int] | None, code: int = SIGNED_OUT) -> None:
    """Close the sockets of these people (None: of everyone in the company entered now) after the commit.

    Whoever may still come in comes back by itself, through the door that looks again.
    """
    _after_commit({"close": None if people is None else sorted(set(people)), "code": code})


def close_session(session_key: str) -> None:
    """Close the sockets that were opened with one session, after the commit."""
    _after_commit({"session": session_mark(session_key), "code": SIGNED_OUT})


def session_mark(session_key: str) -> str:
    """A session's name in the channel layer, of no use to whoever reads it there."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:32]


def group_of(schema: str) -> str:
    """The group of a company's open sockets; the schema first, since ids repeat across companies."""
    return f"{schema}.sockets"


def _after_commit(message: dict[str, Any]) -> None:
    schema = connection.schema_name
    if schema == get_public_schema_name():
        raise RuntimeError("no company is entered, so there is nobody to tell")
    transaction.on_commit(lambda: sender().hand_over(group_of(schema), message), robust=True)
