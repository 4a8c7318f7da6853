"""Signing out: this device, another one, all of them."""

from __future__ import annotations

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django_tenants.utils import get_public_schema_name

from audit.actions import record
from core.schema import entered, inside
from people.half_done import half_done_by
from people.models import SignInCode, User
from realtime.publish import close_session, close_sockets
from tenants.models import Company


@transaction.atomic
def sign_out_everywhere(*, person: User, by: User | str, but_session: str | None = None) -> int:
    """End a person's sessions and tokens on every device, but for the one of `but_session`; how many there were.

    What was begun and not finished ends too. Open sockets are closed on commit.
    """
    ended = end_everything(person=person, but_session=but_session)
    record(who=by, what="people.person_signed_out", on_whom=person, devices=ended, but_this_one=bool(but_session))
    return ended


@transaction.atomic
def end_everything(*, person: User, but_session: str | None = None) -> int:
    """All by which a person is, or may be about to be, signed in; how many devices that were."""
    devices = UserSession.objects.filter(user=person).exclude(session_key=but_session or "")
    keys = list(devices.values_list("session_key", flat=True))
    begun = [key for key in half_done_by(person) if key != but_session]
    Session.objects.filter(session_key__in=[*keys, *begun]).delete()
    SignInCode.objects.unused().filter(person=person).delete()
    devices.delete()
    if but_session is None:
        close_sockets(people=[person.pk])
    else:
        for key in keys:
            close_session(key)
    return len(keys)


@transaction.atomic
def end_session(*, session_key: str) -> None:
    """Forget a device that signed out, and close what it has open."""
    UserSession.objects.filter(session_key=session_key).delete()
    if entered() != get_public_schema_name():
        close_session(session_key)


def forget_expired() -> None:
    """Drop sessions that ran out, and devices whose session is gone; in the schema that is entered."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    SignInCode.objects.filter(expires_at__lt=timezone.now() - timedelta(days=1)).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


def forget_everywhere() -> None:
    """In public and in each company, by a task of its own there."""
    from people.tasks import forget_in_company

    forget_expired()
    today = timezone.localdate().isoformat()
    for company in Company.objects.live():
        with inside(company):
            forget_in_company.send(key=f"forget:{today}:{timezone.now().hour // 6}")
