"""Whether somebody has shown lately that it is them, in the session at hand."""

from __future__ import annotations

import time

from allauth.account import app_settings
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.contrib.sessions.backends.base import SessionBase

from people.models import User

# How one shows it. By another screen's code one comes in, but changes nothing of the account.
PROOFS = {"password", "code", "mfa", "invite"}


def proved_lately(session: SessionBase, person: User) -> bool:
    """By signing in, or by being asked again, in the last five minutes."""
    if session.get(_AUTHENTICATION_METHODS_USER_SESSION_KEY) != str(person.pk):
        return False
    since = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
    records = session.get(AUTHENTICATION_METHODS_SESSION_KEY) or []
    return any(record["method"] in PROOFS and record["at"] > since for record in records)
