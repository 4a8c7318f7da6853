"""Roles and rights in words: one table, for pages and for the API."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.roles import Right, rights_of

# role, what its bearer does
ROLE_WORDS: list[tuple[str, str | Promise, str | Promise]] = [
    (User.Role.SYSTEM, _("system admin"), _("Everything on these pages, and giving roles.")),
    (User.Role.PEOPLE, _("people admin"), _("Invites, requests to join, closing and opening accounts.")),
    (
        User.Role.CONTENT,
        _("content admin"),
        _("Takes away posts and comments in groups they can read; looks after stickers and emoji."),
    ),
    (User.Role.ANALYST, _("analyst"), _("Sees numbers, never content.")),
    (User.Role.MEMBER, _("member"), _("Takes part, like everybody.")),
]

RIGHT_WORDS: dict[Right, str | Promise] = {
    Right.MANAGE_SETTINGS: _("Name, look, mail domains, coming in"),
    Right.MANAGE_ROLES: _("Give and take roles"),
    Right.MANAGE_PEOPLE: _("People, invites, requests"),
    Right.MANAGE_CONTENT: _("Take away what others wrote; stickers and emoji"),
    Right.READ_AUDIT: _("Read and export the log"),
    Right.SEE_NUMBERS: _("See numbers"),
}


@dataclass(frozen=True)
class Row:
    right: str | Promise
    cells: list[tuple[str | Promise, bool]]  # role in words, whether it has the right


def table() -> list[Row]:
    """Right by right, in the order of ROLE_WORDS."""
    return [
        Row(words, [(label, right in rights_of(role)) for role, label, _words in ROLE_WORDS])
        for right, words in RIGHT_WORDS.items()
    ]
