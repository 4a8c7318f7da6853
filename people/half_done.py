"""What somebody began on a signed-out page and has not finished: a sign-in, a sign-up, a new password.

It waits in a visitor's session for its code, and nothing but the session knows of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from allauth.account.internal.userkit import user_id_to_str
from allauth.account.utils import user_pk_to_url_str
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from people.models import User
from people.proof import SECONDS_TO_NAME_ONESELF

ADDRESSES = {"email", "address"}
KEYS = {"user_pk", "user_id", SESSION_KEY}


def half_done_by(person: User) -> list[str]:
    """Keys of the sessions of no device in which something of this person's may still be finished.

    No code and no proof lives longer than an hour, so only what was written in the last hour is looked at.
    """
    written = timezone.now() - timedelta(seconds=SECONDS_TO_NAME_ONESELF)
    rows = Session.objects.filter(expire_date__gte=written + timedelta(seconds=settings.SESSION_COOKIE_AGE))
    rows = rows.exclude(session_key__in=UserSession.objects.values("session_key"))
    names = {user_id_to_str(person), user_pk_to_url_str(person)}
    return [row.session_key for row in rows.iterator() if _is_about(row.get_decoded(), person.email, names)]


def _is_about(kept: dict[str, Any], address: str | None, names: set[str]) -> bool:
    return any(
        (key in ADDRESSES and address is not None and str(value).lower() == address)
        or (key in KEYS and str(value) in names)
        for key, value in _all_of(kept)
    )


def _all_of(kept: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in kept.items():
        if isinstance(value, dict):
            yield from _all_of(value)
        else:
            yield key, value
