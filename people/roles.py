"""Who may run what of a company. One table; every page, endpoint and button asks `person.may(Right.…)`.

No role reads what its bearer is not in: a closed or secret group stays shut to all of them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from core.errors import NotAllowed

if TYPE_CHECKING:
    from people.models import User


class Right(StrEnum):
    """What a role may let its bearer do, beyond what every member does."""

    MANAGE_SETTINGS = "manage_settings"  # name, logo, colour, mail domains, sign-up, second factor
    MANAGE_ROLES = "manage_roles"  # who has which role; inviting somebody into one
    MANAGE_PEOPLE = "manage_people"  # the list, invites, requests to join, leaving, signing out
    MANAGE_CONTENT = "manage_content"  # taking away what others wrote; the company's stickers, emoji
    READ_AUDIT = "read_audit"  # the company's log, and its export
    SEE_NUMBERS = "see_numbers"  # counts, never content


# By the values of User.Role, which stands to the right of this table.
RIGHTS: dict[str, frozenset[Right]] = {
    "system": frozenset(Right),
    "content": frozenset({Right.MANAGE_CONTENT}),
    "people": frozenset({Right.MANAGE_PEOPLE}),
    "analyst": frozenset({Right.SEE_NUMBERS}),
    "member": frozenset(),
}


def rights_of(role: str) -> frozenset[Right]:
    return RIGHTS.get(role, frozenset())


def roles_with(right: Right) -> list[str]:
    """The roles that have a right, for queries."""
    return [role for role, rights in RIGHTS.items() if right in rights]


def require(person: User, right: Right) -> None:
    """Raises NotAllowed unless the person's role has the right."""
    if not person.may(right):
        raise NotAllowed("role", _("Your role does not let you do this."))
