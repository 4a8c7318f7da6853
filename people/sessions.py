"""Whose request it is: asked by every one of them, so with statements that are written once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NamedTuple

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import Subquery
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from core.compiled import Compiled
from core.schema import entered
from people.models import User

BEFORE = "allauth.account.auth_backends.AuthenticationBackend"
SESSION = Compiled(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now),
    key="(a session)",
    now=datetime(1970, 1, 1, tzinfo=UTC),
)
PERSON = Compiled(lambda pk: User.objects.filter(pk=pk), pk=-1)
PERSON_OF_SESSION = Compiled(
    lambda pk, key, now: User.objects.filter(pk=pk).annotate(
        session_data=Subquery(Session.objects.filter(session_key=key, expire_date__gt=now).values("session_data")[:1])
    ),
    pk=-1,
    key="(a session)",
    now=datetime(1970, 1, 1, tzinfo=UTC),
)
MOST_REMEMBERED = 20_000


class SessionStore(db.SessionStore):
    """Django's, in the database of the company that is entered."""

    is_unknown = False  # it was looked for and is not there: never was, ran out, or has another key by now

    def _get_session_from_db(self) -> Session | None:
        found = SESSION.first(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key, self.is_unknown = None, True
        return found

    def decode(self, session_data: str) -> dict[str, Any]:
        """Sessions that began before the backend was ours go on: nobody is signed out by an upgrade."""
        data = super().decode(session_data)
        if data.get(BACKEND_SESSION_KEY) == BEFORE:
            data[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        return data


class Backend(AuthenticationBackend):
    """allauth's, which signs people in; this finds them again."""

    def get_user(self, user_id: Any) -> User | None:
        person = PERSON.first(pk=int(user_id))
        return person if person is not None and self.user_can_authenticate(person) else None


class Kept(NamedTuple):
    """What a session says, unpacked: its signature and its JSON are looked at once, not for each request."""

    data: str
    person: int
    backend: str
    auth_hash: str


_kept: dict[tuple[str, str], Kept] = {}  # by company and session key


def person_of_session(key: str) -> User | None:
    """Who is signed in by a session of the company that is entered, in one look at the database.

    The memory of this process only says whom to look for. Session, person and password are looked at as they are
    now, so that signing out, leaving and a new password end it at once. None where anything is unusual.
    """
    now, mark = timezone.now(), (entered(), key)
    kept = _kept.get(mark) or _unpack(SESSION.first(key=key, now=now))
    person = PERSON_OF_SESSION.first(pk=kept.person, key=key, now=now) if kept else None
    if kept is None or person is None or person.session_data != kept.data:
        _kept.pop(mark, None)
        return None
    if len(_kept) >= MOST_REMEMBERED:
        _kept.clear()
    _kept[mark] = kept
    ours = kept.backend in settings.AUTHENTICATION_BACKENDS
    return person if ours and constant_time_compare(kept.auth_hash, person.get_session_auth_hash()) else None


def _unpack(row: Session | None) -> Kept | None:
    said = SessionStore().decode(row.session_data) if row else {}
    if row is None or SESSION_KEY not in said or HASH_SESSION_KEY not in said:
        return None
    return Kept(row.session_data, int(said[SESSION_KEY]), said.get(BACKEND_SESSION_KEY, ""), said[HASH_SESSION_KEY])
