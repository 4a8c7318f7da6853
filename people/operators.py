"""What operators are told of a company's people: counts, and whom to write to."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from people.models import User
from tenants.addressees import Addressee
from tenants.models import Company

ACTIVE = timedelta(days=7)


def counts(*, company: Company) -> dict[str, int]:
    here = User.objects.here()
    return {"people": here.count(), "active": here.filter(seen_at__gte=timezone.now() - ACTIVE).count()}


def admins_of(*, company: Company) -> list[Addressee]:
    found = User.objects.here().filter(role=User.Role.SYSTEM).exclude(email=None).order_by("name_key")
    return [Addressee(admin.email, admin.language or company.language) for admin in found if admin.email]


def operators() -> list[Addressee]:
    found = User.objects.filter(is_active=True, is_staff=True).exclude(email=None).order_by("email")
    return [Addressee(person.email, person.language or "en") for person in found if person.email]
