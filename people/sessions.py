"""Whose request it is: asked by every one of them, so with statements that are written once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from core.compiled import Compiled
from people.models import User

BEFORE = "allauth.account.auth_backends.AuthenticationBackend"
SESSION = Compiled(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now),
    key="(a session)",
    now=datetime(1970, 1, 1, tzinfo=UTC),
)
PERSON = Compiled(lambda pk: User.objects.filter(pk=pk), pk=-1)


class SessionStore(db.SessionStore):
    """Django's, in the database of the company that is entered."""

    def _get_session_from_db(self) -> Session | None:
        found = SESSION.first(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None
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
