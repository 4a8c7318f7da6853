"""What every page's shell shows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from notifications.access import unread_count
from people.models import User


def shell(request: HttpRequest) -> dict[str, object]:
    company = getattr(request, "company", None)
    person = getattr(request, "user", None)
    return {
        "company": company,
        "public_url": settings.PUBLIC_URL,
        "debug": settings.DEBUG,
        "unread_notifications": SimpleLazyObject(lambda: _unread(person)),  # asked by the shell alone
        "notices": get_messages(request),  # not "messages": in Work Chat's pages those are people's
    }


def _unread(person: Any) -> int:
    return unread_count(person) if isinstance(person, User) and person.is_authenticated else 0
