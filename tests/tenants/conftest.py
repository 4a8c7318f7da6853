"""Operators, and companies that ask to join."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.db import connection

from core.schema import inside_public
from people.models import User
from tenants.models import Application
from tests.cast import PASSWORD, CompanyClient

FORM = {
    "company": "Bréma Kühlung GmbH",
    "country": "DE",
    "headcount": "240",
    "email": "ines@brema.example",
    "why": "Two plants that never hear of each other.",
    "language": "en",
}


@pytest.fixture
def operator(db: None) -> User:
    """Olga, an operator with an authenticator app."""
    with inside_public():
        olga = User.objects.create_user(
            "olga@workplace.example", PASSWORD, name="Olga", is_staff=True, is_superuser=True
        )
        EmailAddress.objects.create(user=olga, email=olga.email, verified=True, primary=True)
        Authenticator.objects.create(user=olga, type=Authenticator.Type.TOTP, data={"secret": "irrelevant"})
    return olga


def sign_in(client: CompanyClient, person: User, *, second_factor: bool) -> CompanyClient:
    """As allauth leaves the session: with a note of how the person proved who they are."""
    with inside_public():
        client.force_login(person)
        session = client.session
        records = [{"method": "password", "at": time.time()}]
        if second_factor:
            records.append({"method": "mfa", "type": "totp", "at": time.time()})
        session["account_authentication_methods"] = records
        session["account_authentication_methods_user"] = str(person.pk)
        session.save()
    return client


@pytest.fixture
def olga(operator: User) -> CompanyClient:
    """Olga's browser on the public host, signed in with her second factor."""
    return sign_in(CompanyClient(headers={"host": "localhost"}), operator, second_factor=True)


@pytest.fixture
def apply(public_client: CompanyClient, run_tasks: Callable[[], int]) -> Callable[..., Application]:
    """`apply(email="ines@brema.example")`: a proven application, as it lies in the queue."""

    def make(**fields: str) -> Application:
        cache.clear()
        page = public_client.post("/apply/", {**FORM, **fields})
        public_client.post(f"{page['Location']}code/", {"code": code_in_mail(run_tasks)})
        with inside_public():
            return Application.objects.latest("pk")

    return make


def code_in_mail(run_tasks: Callable[[], int]) -> str:
    run_tasks()
    return re.search(r"\b\d{6}\b", mail.outbox[-1].body).group()


@pytest.fixture(autouse=True)
def public_schema(request: pytest.FixtureRequest) -> None:
    """These tests are about companies from outside: they stand in public unless they ask for Acme."""
    if "db" in request.fixturenames and "acme" not in request.fixturenames:
        connection.set_schema_to_public()
