"""Reading what the mails say."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail

from core.schema import inside_public
from tenants.models import remember_hosts
from tests.cast import PASSWORD, CompanyClient


@pytest.fixture
def letters(run_tasks) -> Callable[[], list]:
    """The mails that went out since the last look, after all waiting work is done."""

    def look() -> list:
        while run_tasks():
            pass
        found = list(mail.outbox)
        mail.outbox.clear()
        return found

    return look


@pytest.fixture
def code_for(letters) -> Callable[[str], str]:
    """The code in the newest mail to an address."""

    def read(address: str) -> str:
        bodies = [letter.body for letter in letters() if letter.to == [address]]
        assert bodies, f"no mail for {address}"
        found = re.search(r"^ +(\d{6})$", bodies[-1], re.MULTILINE)
        assert found, bodies[-1]
        return found[1]

    return read


def link_in(letter) -> str:
    """The path of the link a mail carries."""
    found = re.search(r"https?://[^/\s]+(/join/\S+)", letter.body)
    assert found, letter.body
    return found[1]


NOW = 1_800_000_000.0  # of authenticators, in seconds: their clock stands still here, and no half minute ends in a test


@pytest.fixture(autouse=True)
def no_half_minute_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time", SimpleNamespace(time=lambda: NOW))


def totp(secret: str, at: float = NOW) -> str:
    """What an authenticator app shows for a secret (RFC 6238)."""
    counter = struct.pack(">Q", int(at) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def give_totp(person) -> Authenticator:
    """An authenticator app and recovery codes for somebody, as if set up before."""
    RecoveryCodes.activate(person)
    return TOTP.activate(person, SECRET).instance


@pytest.fixture
def asks_for_factor(acme):
    """Acme asks everybody for a second factor."""
    acme.second_factor_required = True
    with inside_public():
        acme.save(update_fields=["second_factor_required"])
        remember_hosts(acme)
    return acme


@pytest.fixture
def sign_in(acme):
    """`sign_in("bob")`: a browser of its own that signed in by password."""

    def open_browser(name: str = "bob") -> CompanyClient:
        browser = CompanyClient(headers={"host": "acme.localhost"})
        browser.post("/accounts/login/", {"login": f"{name}@acme.example", "password": PASSWORD})
        return browser

    return open_browser
