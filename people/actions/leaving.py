"""Leaving the company, and coming back to it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record
from core.errors import Conflict
from people import access, hooks
from people.actions.sessions import end_everything
from people.locks import one_at_a_time
from people.models import Invite, User
from tenants.models import company_here


@transaction.atomic
def deactivate(*, person: User, by: User | str) -> None:
    """Shut a person out at every door at once; the name and what they wrote stay.

    Sessions and tokens are rows and go here; open sockets are closed on commit. Their open invites end too.
    The last system admin stays: nobody could let anybody in again.
    """
    one_at_a_time("admins")
    if not _as_it_is(person).is_active:
        return
    keep_an_admin(person=person)
    person.is_active, person.deactivated_at = False, timezone.now()
    person.save(update_fields=["is_active", "deactivated_at"])
    end_everything(person=person)
    Invite.objects.unused().filter(invited_by=person).update(revoked_at=timezone.now())
    record(who=by, what="people.person_deactivated", on_whom=person)
    hooks.person_deactivated(person=person)


@transaction.atomic
def reactivate(*, person: User, by: User | str) -> None:
    """Let a person who left in again. Groups, threads and settings were kept and count again; devices sign in anew."""
    company = company_here()
    if company.seat_limit is not None:
        one_at_a_time("seats")
    if _as_it_is(person).is_active:
        return
    if person.joined_at and not access.seats_left(company):
        raise Conflict("full", _("Every seat is taken. Ask for more, or close another account first."))
    end_everything(person=person)  # whatever slipped in while the door was closing must not come back to life
    person.is_active, person.deactivated_at = True, None
    person.save(update_fields=["is_active", "deactivated_at"])
    record(who=by, what="people.person_reactivated", on_whom=person)
    hooks.person_reactivated(person=person)


def keep_an_admin(*, person: User) -> None:
    """Called before a system admin's role or account is taken: refuses if nobody else is one.

    In the caller's transaction, one after the other: of two admins who show each other out, one stays.
    """
    one_at_a_time("admins")
    admins = access.admins()
    if admins.filter(pk=person.pk).exists() and not admins.exclude(pk=person.pk).exists():
        raise Conflict("last_admin", _("This is the last system admin. Make somebody else one first."))


def _as_it_is(person: User) -> User:
    """The row now, locked: of two who do the same at once, the second sees what the first did."""
    return User.objects.select_for_update().get(pk=person.pk)
