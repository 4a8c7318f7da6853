"""Refusals that actions raise and every door (page, API, socket) can tell in words."""

from __future__ import annotations

from collections.abc import Mapping


class Refusal(Exception):
    """A clear no to something asked. `code` is for programs, `text` for people, `fields` says where."""

    status = 400
    headers: Mapping[str, str] = {}

    def __init__(self, code: str, text: str, *, fields: dict[str, list[str]] | None = None) -> None:
        super().__init__(text)
        self.code, self.text, self.fields = code, str(text), fields or {}


class NotAllowed(Refusal):
    """The person may see the thing but not do this with it."""

    status = 403


class Conflict(Refusal):
    """What is asked does not fit what is there now."""

    status = 409


class TooLarge(Refusal):
    """More bytes than we take."""

    status = 413
