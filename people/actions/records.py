"""What HR writes of people: title, place, manager, and which fields are HR's own. Who may is asked at the doors."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from audit.actions import record
from core.errors import Conflict
from people import hooks
from people.actions.following import follow_team, leave_team
from people.chart import stands_above
from people.locks import one_at_a_time
from people.models import User
from people.records import RECORD, RULED, kept_among


@transaction.atomic
def change_record(*, person: User, changes: dict[str, Any], by: User) -> None:
    """Write what is given of RECORD and `manager` (a person or none); values are clean already."""
    if "manager" in changes:
        set_manager(person=person, manager=changes["manager"], by=by)
    given = {field: value for field, value in changes.items() if field in RECORD}
    if "kept_fields" in given:
        given["kept_fields"] = kept_among(given["kept_fields"])
    new = {field: value for field, value in given.items() if value != getattr(person, field)}
    if not new:
        return
    for field, value in new.items():
        setattr(person, field, value)
    person.save(update_fields=[*new])
    record(who=by, what="people.record_changed", on_whom=person, fields=", ".join(new))
    if not RULED.isdisjoint(new):
        hooks.profile_changed(person=person)


@transaction.atomic
def set_manager(*, person: User, manager: User | None, by: User) -> None:
    """Who manages somebody, or nobody. Nobody stands above themselves, also when two admins act at once.

    Manager, person and team follow each other from then on, until they choose otherwise.
    """
    one_at_a_time("managers")
    now = User.objects.select_related("manager").get(pk=person.pk)
    if now.manager == manager:
        return
    if manager is not None:
        _refuse(person=person, manager=manager)
    if now.manager is not None:
        leave_team(person=person, manager=now.manager)
    person.manager = manager
    person.save(update_fields=["manager"])
    record(who=by, what="people.manager_set", on_whom=person, manager=str(manager or ""))
    if manager is not None:
        follow_team(person=person, manager=manager)


def _refuse(*, person: User, manager: User) -> None:
    names = {"person": person, "manager": manager}
    if manager.pk == person.pk:
        raise _no("oneself", _("Nobody is their own manager."))
    if not manager.is_active:
        raise _no("left", _("%(manager)s has left.") % names)
    if stands_above(person, manager):
        raise _no(
            "cycle",
            _("%(manager)s reports to %(person)s, directly or through others, so cannot be their manager.") % names,
        )


def _no(code: str, why: str) -> Conflict:
    return Conflict(code, why, fields={"manager": [why]})
