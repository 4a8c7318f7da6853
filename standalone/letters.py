"""The mails the local sink has kept, read back for people."""

import email
import email.policy
import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

LINK = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True)
class Letter:
    """One mail as its reader sees it. `host` is where its first link leads: the company's, or the public one."""

    key: str
    to: str
    sender: str
    subject: str
    time: datetime
    text: str
    html: str

    @property
    def host(self) -> str:
        link = LINK.search(self.text)
        return urlsplit(link.group()).netloc if link else ""


class Letters:
    """The new mails of a Maildir, newest first; nobody ever files them. Without the folder there are none."""

    def __init__(self, folder: str | Path) -> None:
        self.new = Path(folder) / "new"

    def newest(self, count: int) -> list[Letter]:
        keys = os.listdir(self.new) if self.new.is_dir() else []
        return [self.get(key) for key in sorted(keys, key=arrival, reverse=True)[:count]]

    def get(self, key: str) -> Letter:
        """The letter of that name, or KeyError."""
        file = self.new / key
        if file.parent != self.new or not file.is_file():
            raise KeyError(key)
        return letter(key, email.message_from_bytes(file.read_bytes(), policy=email.policy.default))


def arrival(key: str) -> tuple[int, int]:
    """A Maildir names its files by second and microsecond."""
    found = re.match(r"(\d+)\.M(\d+)", key)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def letter(key: str, message: EmailMessage) -> Letter:
    name, address = parseaddr(str(message.get("From", "")))
    return Letter(
        key=key,
        to=str(message.get("To", "")),
        sender=name or address,
        subject=str(message.get("Subject", "")),
        time=time_of(message),
        text=part(message, "plain"),
        html=part(message, "html"),
    )


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body(preferencelist=(kind,))
    try:
        return body.get_content() if body else ""
    except (LookupError, UnicodeError):  # an encoding nobody knows
        return ""


def time_of(message: EmailMessage) -> datetime:
    try:
        return parsedate_to_datetime(str(message["Date"]))
    except (TypeError, ValueError):
        return datetime.now(UTC)
