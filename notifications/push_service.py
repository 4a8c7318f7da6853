"""Browsers' push services: encrypting for one device, handing over, and what their answers mean. No database here."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from pywebpush import WebPusher

from core.fetching import Reason, Unfetchable, fetch

SECONDS = 5.0  # for one message
KEPT_FOR = 24 * 3600  # how long the service keeps it for a device that is switched off
LARGEST = 3000  # bytes of text that are sure to fit once they are encrypted


class Answer(Enum):
    TAKEN = auto()
    GONE = auto()  # the device does not listen any more
    LATER = auto()  # the service is away or has too much to do
    REFUSED = auto()
    NOT_ASKED = auto()  # there was no time left


@dataclass(frozen=True)
class Message:
    """What a device gets. `tag` names it: of several that wait, the service keeps the last."""

    tag: str
    data: dict[str, Any]
    urgent: bool = False


@dataclass(frozen=True)
class Device:
    """Where a push goes, and the keys it is encrypted with."""

    pk: int
    address: str
    public_key: str
    secret: str


def hand_over(device: Device, message: Message, authorization: str) -> Answer:
    """Encrypt for the device and give it to the service."""
    keys = {"p256dh": device.public_key, "auth": device.secret}
    body = WebPusher({"endpoint": device.address, "keys": keys}).encode(json.dumps(message.data).encode())["body"]
    topic = hashlib.sha256(message.tag.encode()).digest()[:24]
    headers = {
        "Authorization": authorization,
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(KEPT_FOR),
        "Urgency": "high" if message.urgent else "normal",
        "Topic": base64.urlsafe_b64encode(topic).decode(),
    }
    try:
        return meaning(post(device.address, headers, body))
    except Unfetchable as no:
        away = {Reason.UNKNOWN_HOST, Reason.UNREACHABLE, Reason.TOO_SLOW, Reason.INSECURE, Reason.BAD_ANSWER}
        return Answer.LATER if no.reason in away else Answer.GONE


def post(address: str, headers: dict[str, str], body: bytes) -> int:
    """The one edge to the world, behind the guard of core/fetching.py; tests put another in its place."""
    return fetch(
        address, method="POST", headers=headers, body=body, most_bytes=65536, seconds=SECONDS, cut=True, redirects=0
    ).status


def meaning(status: int) -> Answer:
    if 200 <= status < 300:
        return Answer.TAKEN
    if status in {401, 403, 404, 410}:  # 401 and 403: it was subscribed with another key pair
        return Answer.GONE
    return Answer.LATER if status == 429 or status >= 500 else Answer.REFUSED
