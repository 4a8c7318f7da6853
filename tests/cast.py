"""The standing cast: Acme with Alice (admin), Bob and Carol; Globex with Greg, Gina (admin) and Gwen.

The two companies' rows have the same primary keys on purpose: Bob and Gina are both 2. A leak between
companies then shows the wrong person instead of a missing one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from celery import current_app
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client, TestCase
from django.utils import timezone
from rest_framework.test import APIClient

from core.schema import inside, inside_public
from jobs.models import Outbox
from people.hooks import person_joined
from people.models import User
from tenants.actions import change_state, list_company
from tenants.models import Company
from tenants.provisioning import migrate_base, provision
from tests.document import START, must_be_as_said

PASSWORD = "workplace-demo"
CAST = {
    "acme": [("alice", "Alice Adams", "system"), ("bob", "Bob Brown", "member"), ("carol", "Carol Clark", "member")],
    "globex": [("greg", "Greg Gray", "member"), ("gina", "Gina Green", "system"), ("gwen", "Gwen Grant", "member")],
}


def pytest_configure() -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # nobody attacks the tests


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """Public, the clone's base and the two companies, made once and committed."""
    with django_db_blocker.unblock():
        migrate_base()
        for name, people in CAST.items():
            company = list_company(
                name=name.capitalize(), host=f"{name}.localhost", mail_domains=[f"{name}.example"], who="tests"
            )
            provision(company, "")
            change_state(company=company, to=Company.State.LIVE, who="tests", why="")
            with inside(company):
                for first, full, role in people:
                    join(f"{first}@{name}.example", full, role=role)
        connection.set_schema_to_public()


def join(email: str, name: str, **fields: object) -> User:
    """A person who proved their address; in the schema that is entered now."""
    now = timezone.now()
    person = User.objects.create_user(
        email, PASSWORD, **{"name": name, "joined_at": now, "welcomed_at": now, "language": "en", **fields}
    )
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    person_joined(person=person)
    return person


@pytest.fixture(autouse=True)
def empty_cache(request: pytest.FixtureRequest) -> None:
    """No look-up and no throttle of an earlier test."""
    if "db" in request.fixturenames or "transactional_db" in request.fixturenames:
        cache.clear()


@pytest.fixture
def globex(db: None) -> Company:
    """Globex, to be entered by those who name it."""
    with inside_public():
        return Company.objects.get(name="Globex")


@pytest.fixture
def acme(db: None) -> Iterator[Company]:
    """Acme, entered for the whole test."""
    connection.set_schema_to_public()
    company = Company.objects.get(name="Acme")
    connection.set_tenant(company, include_public=False)
    yield company
    connection.set_schema_to_public()


def member(company: Company, email: str) -> User:
    with inside(company):
        person = User.objects.get(email=email)
    person.company = company
    return person


@pytest.fixture
def alice(acme: Company) -> User:
    return member(acme, "alice@acme.example")


@pytest.fixture
def bob(acme: Company) -> User:
    return member(acme, "bob@acme.example")


@pytest.fixture
def carol(acme: Company) -> User:
    return member(acme, "carol@acme.example")


@pytest.fixture
def gina(globex: Company, bob: User) -> User:
    gina = member(globex, "gina@globex.example")
    assert gina.pk == bob.pk, "Gina must have Bob's key, or her tests mean nothing"
    return gina


class CompanyClient(Client):
    """A browser on one company's host. Its requests commit, and leave the test in the schema it was in.

    What the API answers is held to its document, whatever the test is about.
    """

    def request(self, **request: object):
        before, before_public = connection.tenant, connection.include_public_schema
        try:
            with TestCase.captureOnCommitCallbacks(execute=True):
                answer = super().request(**request)
        finally:
            connection.set_tenant(before, include_public=before_public)
        answered_here = getattr(answer.wsgi_request, "company", None)  # where there is no company, there is no API
        if answered_here and request["PATH_INFO"].startswith(START) and not answer.streaming:
            body = json.loads(answer.content) if answer.content else None
            must_be_as_said(request["REQUEST_METHOD"], request["PATH_INFO"], answer.status_code, body)
        return answer


@pytest.fixture
def stranger(acme: Company) -> CompanyClient:
    """A signed-out browser on Acme's host."""
    return CompanyClient(headers={"host": "acme.localhost"})


@pytest.fixture
def public_client(db: None) -> CompanyClient:
    """A signed-out browser on the public host."""
    return CompanyClient(headers={"host": "localhost"})


@pytest.fixture
def client_of(db: None) -> Callable[..., CompanyClient]:
    """`client_of(bob)`: Bob's browser on his company's host; `client_of(bob, host="globex.localhost")` elsewhere."""

    def make(person: User, host: str = "") -> CompanyClient:
        with inside_public():
            home = person.company.host
        client = CompanyClient(headers={"host": host or home})
        with inside(person.company):
            client.force_login(person)
        return client

    return make


class CompanyApi(CompanyClient, APIClient):
    """A program on one company's host; bodies are JSON."""

    default_format = "json"


@pytest.fixture
def api_of(db: None) -> Callable[..., CompanyApi]:
    """`api_of(bob)`: Bob's program on his company's host; `api_of(bob, host="globex.localhost")` elsewhere."""

    def make(person: User, host: str = "") -> CompanyApi:
        with inside_public():
            home = person.company.host
        client = CompanyApi(headers={"host": host or home})
        with inside(person.company):
            client.force_login(person)
        return client

    return make


@pytest.fixture
def run_tasks(db: None) -> Callable[[], int]:
    """Run what waits in every outbox as a worker would: with no company entered beforehand."""

    def run() -> int:
        before, before_public = connection.tenant, connection.include_public_schema
        connection.set_schema_to_public()
        done = 0
        try:
            for place in ["public", *Company.objects.live().values_list("schema_name", flat=True)]:
                door = inside_public() if place == "public" else inside(Company(schema_name=place))
                with door:
                    rows = list(Outbox.objects.overdue(timezone.now() + timedelta(seconds=1)).values_list("task", "pk"))
                for name, pk in rows:
                    current_app.tasks[name](place, pk)
                    done += 1
        finally:
            connection.set_tenant(before, include_public=before_public)
        return done

    return run
