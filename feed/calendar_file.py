"""An event as a file that calendars read (RFC 5545). Times are UTC: no zone's rules need to travel along."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from feed.models import Post

WIDE = 75  # bytes in a line, without its end
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def calendar_of(post: Post, *, address: str, host: str) -> str:
    """One event. Its UID stays and SEQUENCE grows, so that a calendar that has it renews it, or takes it out."""
    event = post.event
    cancelled = event.cancelled_at is not None
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{said(host)}//Events//EN",
        "CALSCALE:GREGORIAN",
        f"METHOD:{'CANCEL' if cancelled else 'PUBLISH'}",
        "BEGIN:VEVENT",
        f"UID:event-{event.pk}@{host.split(':')[0]}",
        f"SEQUENCE:{event.sequence}",
        f"DTSTAMP:{moment(event.cancelled_at or post.edited_at or post.created_at)}",
        f"DTSTART:{moment(event.begins_at)}",
        f"DTEND:{moment(event.ends_at)}",
        f"SUMMARY:{said(event.title)}",
        *([f"DESCRIPTION:{said(post.text)}"] if post.text else []),
        *([f"LOCATION:{said(event.place)}"] if event.place else []),
        f"URL:{address}",
        f"ORGANIZER;CN={parameter(str(post.author))}:{address.split('/posts/')[0]}/people/{post.author_id}/",
        f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def said(text: str) -> str:
    """Text of a value: what has a meaning of its own in the file is escaped."""
    plain = "".join(sign for sign in text.replace("\r\n", "\n").replace("\r", "\n") if sign >= " " or sign in "\n\t")
    return plain.translate(ESCAPED)


def parameter(text: str) -> str:
    """A quoted parameter, which knows no escapes: its quotation mark can't stand in it."""
    return '"' + "".join(sign for sign in text if sign >= " " and sign != '"') + '"'


def folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 bytes, each further one after a space; no character is cut in two."""
    part, size = "", 0
    for sign in line:
        width = len(sign.encode())
        if size + width > WIDE:
            yield part
            part, size = " ", 1
        part, size = part + sign, size + width
    yield part
