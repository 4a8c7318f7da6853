"""Who looks after people shuts and opens their doors. What then happens is people's own."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from administration.access import may_touch
from core.errors import NotAllowed
from people.actions import deactivate, reactivate, sign_out_everywhere
from people.locks import one_at_a_time
from people.models import User


@transaction.atomic
def close_account(*, person: User, by: User) -> None:
    """Not one's own: who goes is shown out by somebody who stays."""
    _check(person, by)
    if person.pk == by.pk:
        raise NotAllowed("own_account", _("Nobody closes their own account. Ask another admin."))
    deactivate(person=person, by=by)


@transaction.atomic
def open_account(*, person: User, by: User) -> None:
    _check(person, by)
    reactivate(person=person, by=by)


@transaction.atomic
def sign_out(*, person: User, by: User) -> int:
    """On every device; how many there were."""
    _check(person, by)
    return sign_out_everywhere(person=person, by=by)


def _check(person: User, by: User) -> None:
    """As both stand now, under the lock under which roles change."""
    one_at_a_time("admins")
    by.refresh_from_db(fields=["role", "is_active"])
    person.refresh_from_db(fields=["role", "is_active"])
    if not may_touch(by, person):
        raise NotAllowed("role", _("Only system admins look after a system admin’s account."))
