"""When a door shuts, the sockets behind it close: a company's, a session's, a person's."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from django_tenants.utils import get_public_schema_name

from core.schema import inside
from realtime.publish import COME_BACK, SHUT, close_session, close_sockets
from tenants.models import Company


def company_changed(*, company: Company) -> None:
    """Suspended or closed: everyone's sockets end with the commit. Paused or not: they come back and know it."""
    with inside(company):
        close_sockets(people=None, code=COME_BACK if company.state == Company.State.LIVE else SHUT)


def session_ended(*, instance: Session, **_: Any) -> None:
    """Signed out, here or from another device. One that ran out long ago has no socket any more."""
    if connection.schema_name != get_public_schema_name() and instance.expire_date > timezone.now():
        close_session(instance.session_key)


def password_changed(*, user: Any, **_: Any) -> None:
    """Sessions opened with the old password are dead; the one that changed it comes back by itself."""
    if connection.schema_name != get_public_schema_name():
        close_sockets(people=[user.pk])
