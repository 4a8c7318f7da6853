"""Whether somebody still has to set up the second factor that their company asks for."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator

from tenants.models import Company

SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def lacks_second_factor(company: Company, person: Any) -> bool:
    """True for those who may do nothing else before. A passkey is two factors in one: the device, and its lock.

    Recovery codes alone do not count: they are for the day a factor is lost.
    """
    return company.second_factor_required and not has_second_factor(person)


def has_second_factor(person: Any) -> bool:
    return Authenticator.objects.filter(user_id=person.pk, type__in=SECOND_FACTORS).exists()
