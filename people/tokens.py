"""What an app's session token is: the key of its session."""

from __future__ import annotations

from allauth.headless.internal.sessionkit import lookup_session
from allauth.headless.tokens.strategies.sessions import SessionTokenStrategy
from django.contrib.sessions.backends.base import SessionBase


class SessionToken(SessionTokenStrategy):
    """allauth's, but finding the session with one query: its own asks first whether there is one, then for it."""

    def lookup_session(self, session_token: str) -> SessionBase | None:
        return lookup_session(session_token)
