"""The mails the local sink has kept, read back for people."""

import email
import email.policy
import mailbox
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
    """A Maildir, newest first. Without one there are no letters."""

    def __init__(self, folder: Path) -> None:
        self.box = mailbox.Maildir(folder, factory=None, create=False)

    def newest(self, count: int) -> list[Letter]:
        try:
            keys = sorted(self.box.keys(), key=self.arrival, reverse=True)
        except FileNotFoundError:
            return []
        return [self.get(key) for key in keys[:count]]

    @staticmethod
    def arrival(key: str) -> tuple[int, int]:
        """A Maildir names its files by second and microsecond."""
        found = re.match(r"(\d+)\.M(\d+)", key)
        return (int(found[1]), int(found[2])) if found else (0, 0)

    def get(self, key: str) -> Letter:
        """The letter of that name, or KeyError."""
        try:
            raw = self.box.get_bytes(key)
        except FileNotFoundError:
            raise KeyError(key) from None
        return letter(key, email.message_from_bytes(raw, policy=email.policy.default))


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
