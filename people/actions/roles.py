"""Who runs what: giving and taking roles."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from audit.actions import record
from core.errors import Conflict, NotAllowed, Refusal
from people.actions.leaving import keep_an_admin
from people.locks import one_at_a_time
from people.models import User
from people.roles import Right, require


@transaction.atomic
def change_role(*, person: User, role: str, by: User) -> None:
    """Give a colleague another role. Not to oneself, and never so that nobody is left who could give one.

    Looked at under the lock that leaving takes too: of two admins who take each other's role, one stays.
    """
    if role not in User.Role.values:
        text = _("There is no such role.")
        raise Refusal("role", text, fields={"role": [text]})
    one_at_a_time("admins")
    by.refresh_from_db(fields=["role", "is_active"])
    require(by, Right.MANAGE_ROLES)
    if person.pk == by.pk:
        text = _("Nobody changes their own role. Ask another system admin.")
        raise NotAllowed("own_role", text, fields={"role": [text]})
    person.refresh_from_db(fields=["role", "is_active", "joined_at"])
    if not person.is_active or not person.joined_at:
        raise Conflict("left", _("This person’s account is closed."))
    before = person.role
    if before == role:
        return
    if before == User.Role.SYSTEM:
        keep_an_admin(person=person)
    person.role = role
    person.save(update_fields=["role"])
    record(who=by, what="people.role_changed", on_whom=person, before=before, after=role)
