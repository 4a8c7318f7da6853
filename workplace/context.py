"""What every page's shell shows."""

from __future__ import annotations

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, object]:
    company = getattr(request, "company", None)
    return {
        "company": company,
        "public_url": settings.PUBLIC_URL,
        "debug": settings.DEBUG,
        "notices": get_messages(request),  # not "messages": in Work Chat's pages those are people's
    }
