"""Devices: what is noted of them when they sign in and are used, and signing one of them out."""

from __future__ import annotations

import time
from datetime import timedelta

from allauth.core.internal.httpkit import HTTP_USER_AGENT_MAX_LENGTH
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from audit.actions import record
from core.origin import origin
from core.schema import entered
from people.actions.mailing import mail_account
from people.devices import BY_CODE
from people.models import User
from people.templatetags.devices import device as device_name
from realtime.publish import close_session
from tenants.models import company_here

USED_EVERY = timedelta(minutes=10)
MOST_REMEMBERED = 20_000

_noted: dict[tuple[str, str], float] = {}  # when this process last looked after a session's row


def note_sign_in(*, person: User, session_key: str, kind: str, is_new: bool, code_from: str | None = None) -> None:
    """A device signed in. One that this person has not used before is told by mail, with what to do."""
    data = {"kind": kind} if code_from is None else {"kind": kind, "by": BY_CODE, "from": code_from}
    UserSession.objects.filter(session_key=session_key).update(data=data)
    if is_new and person.email:
        came = origin()
        detail = {"ip": came.address or "", "agent": came.device, "link": f"{company_here().url}/settings/devices/"}
        if code_from is not None:
            detail["code_from"] = code_from
        language = person.language or get_language() or "en"
        mail_account(kind="new_device", address=person.email, language=language, detail=detail)


def note_used(*, person: User, session_key: str) -> None:
    """The time and place of a device's last use, written at most every ten minutes."""
    mark, now = (entered(), session_key), time.monotonic()
    if now - _noted.get(mark, float("-inf")) < USED_EVERY.total_seconds():
        return
    if len(_noted) > MOST_REMEMBERED:
        _noted.clear()
    _noted[mark] = now
    row = device_of(person=person, session_key=session_key)
    if timezone.now() - row.last_seen_at > USED_EVERY:
        row.last_seen_at, row.ip = timezone.now(), origin().address or row.ip
        row.save(update_fields=["last_seen_at", "ip"])


def device_of(*, person: User, session_key: str) -> UserSession:
    """The row of a session; made if a session has none."""
    came = origin()
    seen = {"user": person, "ip": came.address or "127.0.0.1", "user_agent": came.device[:HTTP_USER_AGENT_MAX_LENGTH]}
    return UserSession.objects.get_or_create(session_key=session_key, defaults=seen)[0]


@transaction.atomic
def move_device(*, before: str, now: str) -> None:
    """A session got another key (a new password does that); the device, and what hangs on it, stays."""
    if before != now:
        UserSession.objects.filter(session_key=now).delete()
        UserSession.objects.filter(session_key=before).update(session_key=now)


@transaction.atomic
def end_device(*, person: User, device: UserSession) -> None:
    """Sign one device out; what it has open closes on commit."""
    key = device.session_key
    record(who=person, what="people.device_signed_out", on_whom=person, device=device_name(device.user_agent))
    Session.objects.filter(session_key=key).delete()
    device.delete()
    close_session(key)
