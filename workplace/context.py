"""What every page's shell shows."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, object]:
    company = getattr(request, "company", None)
    return {"company": company, "public_url": settings.PUBLIC_URL, "debug": settings.DEBUG}
