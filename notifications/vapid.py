"""The key pair that push services know a company by (VAPID): made once, kept in the company's own schema.

There it is the same for all processes, survives restarts, goes with the company when it moves, and no company can
push with another's. `VAPID_PRIVATE_KEY` puts an operator's own pair in its place, for all companies.
"""

from __future__ import annotations

import base64
import time
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from py_vapid import Vapid02

from notifications.models import PushKey

SIGNED_FOR = 12 * 3600  # seconds; push services refuse more than a day


def key_pair() -> Vapid02:
    """This company's key pair. Of two processes that want the first one at once, one makes it: there is one row."""
    return Vapid02.from_string(settings.VAPID_PRIVATE_KEY or _kept())


def public_key() -> str:
    """What a browser wants as `applicationServerKey`."""
    return _public(key_pair())


class Signer:
    """Signs for one company; a signature holds for hours and for every message to the same push service."""

    def __init__(self) -> None:
        self.pair = key_pair()
        self.public = _public(self.pair)
        self.signed: dict[str, str] = {}

    def authorization(self, address: str) -> str:
        at = urlsplit(address)
        service = f"{at.scheme}://{at.netloc}"
        if service not in self.signed:
            claims = {"aud": service, "exp": int(time.time()) + SIGNED_FOR, "sub": f"mailto:{settings.MAIL_ADDRESS}"}
            self.signed[service] = self.pair.sign(claims)["Authorization"]
        return self.signed[service]


def _kept() -> str:
    kept = PushKey.objects.first()
    if kept is None:
        kept, _is_new = PushKey.objects.get_or_create(only=True, defaults={"private_key": new_private_key()})
    return kept.private_key


def new_private_key() -> str:
    pair = Vapid02()
    pair.generate_keys()
    number = pair.private_key.private_numbers().private_value
    return base64.urlsafe_b64encode(number.to_bytes(32, "big")).rstrip(b"=").decode()


def _public(pair: Vapid02) -> str:
    point = pair.public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()
