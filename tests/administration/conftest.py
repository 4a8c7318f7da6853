from collections.abc import Callable

import pytest

from core.schema import inside_public
from people.models import User
from tenants.models import Company, remember_hosts
from tests.people.conftest import code_for, letters

__all__ = ["code_for", "letters"]

ROLES = ("system", "content", "people", "analyst", "member")


@pytest.fixture
def as_role(bob) -> Callable[[str], User]:
    """Bob, in a role."""

    def give(role: str) -> User:
        bob.role = role
        bob.save(update_fields=["role"])
        return bob

    return give


@pytest.fixture
def set_company(acme) -> Callable[..., Company]:
    """Acme with other settings, as every process sees it."""

    def change(**settings: object) -> Company:
        for name, value in settings.items():
            setattr(acme, name, value)
        with inside_public():
            acme.save(update_fields=[*settings])
        remember_hosts(acme)
        return acme

    return change


def now(company: Company) -> Company:
    """The company as it stands in the database."""
    with inside_public():
        return Company.objects.get(pk=company.pk)
