"""What the public host shows: how full the pilot is, to a secret link its application, to operators what waits."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import Http404
from django.utils import timezone

from tenants.models import Application, Company
from tenants.models.applications import pk_of_key


def places_taken() -> int:
    """How many of the pilot's places companies hold; for everyone to see."""
    return min(Company.objects.in_the_pilot().count(), settings.PILOT_SIZE)


def application_of(key: str) -> Application:
    """The application a secret link names; 404 for every other text."""
    pk = pk_of_key(key)
    found = Application.objects.filter(pk=pk).first() if pk is not None else None
    if found is None:
        raise Http404
    return found


def proven_application_of(key: str) -> Application:
    found = application_of(key)
    if found.proven_at is None:
        raise Http404
    return found


def what_waits() -> dict[str, Any]:
    """For the operators' first page."""
    today = timezone.localdate()
    companies = Company.objects.all()
    return {
        "waiting": Application.objects.open().count(),
        "oldest": Application.objects.open().first(),
        "asked": Application.objects.undecided().count() - Application.objects.open().count(),
        "taken": companies.in_the_pilot().count(),
        "size": settings.PILOT_SIZE,
        "unfinished": companies.filter(state=Company.State.PROVISIONING).count(),
        "ending": companies.live().filter(pilot_end__lte=today + timedelta(days=14)).count(),
    }
