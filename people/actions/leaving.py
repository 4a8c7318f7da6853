"""Going: signing out, and leaving the company."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django_tenants.utils import get_public_schema_name

from audit.actions import record
from core.schema import entered, inside
from people import hooks
from people.models import Invite, User
from realtime.publish import close_session, close_sockets
from tenants.models import Company


@transaction.atomic
def deactivate(*, person: User, by: User | str) -> None:
    """Shut a person out at every door at once; the name and what they wrote stay.

    Sessions and tokens are rows and go here; open sockets are closed on commit. Their open invites end too.
    """
    if not person.is_active:
        return
    person.is_active, person.deactivated_at = False, timezone.now()
    person.save(update_fields=["is_active", "deactivated_at"])
    devices = UserSession.objects.filter(user=person)
    Session.objects.filter(session_key__in=devices.values("session_key")).delete()
    devices.delete()
    Invite.objects.unused().filter(invited_by=person).update(revoked_at=timezone.now())
    record(who=by, what="people.person_deactivated", on_whom=person)
    hooks.person_deactivated(person=person)
    close_sockets(people=[person.pk])


def forget_expired() -> None:
    """Drop sessions that ran out, and devices whose session is gone; in the schema that is entered."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


def forget_everywhere() -> None:
    """In public and in each company, by a task of its own there."""
    from people.tasks import forget_in_company

    forget_expired()
    today = timezone.localdate().isoformat()
    for company in Company.objects.live():
        with inside(company):
            forget_in_company.send(key=f"forget:{today}:{timezone.now().hour // 6}")


def end_session(*, session_key: str) -> None:
    """Forget a device that signed out, and close what it has open."""
    UserSession.objects.filter(session_key=session_key).delete()
    if entered() != get_public_schema_name():
        close_session(session_key)
