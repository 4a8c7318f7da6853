"""A real server for tests that need one: uvicorn as `up` starts it, on the test database, with committed rows.

What such a test writes stays until the run's end: it must not count on an empty company, and not change the cast.
"""

from __future__ import annotations

import os
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from core.schema import inside, inside_public
from people.models import User
from standalone import programs
from standalone.ports import LOOPBACK
from standalone.processes import Process, Supervisor, wait_until_ready
from tenants.models import Company
from tests.cast import CAST
from tests.ports import own_port

T = TypeVar("T")
SECONDS = 180  # for a start on a busy machine


@dataclass
class Live:
    """The running server."""

    port: int
    process: Process

    def host(self, company: Company) -> str:
        with inside_public():
            return f"{company.host}:{self.port}"

    def kill(self) -> None:
        self.process.finish()

    def start(self) -> None:
        self.process.start()
        wait_until_ready(self.process, lambda: answers(self.port), SECONDS)


def answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://{LOOPBACK}:{port}/", timeout=1)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


@pytest.fixture(scope="session")
def live(django_db_setup: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """One for the whole run."""
    port, folder = own_port(), tmp_path_factory.mktemp("live")
    with django_db_blocker.unblock():
        name = connection.settings_dict["NAME"]
    database = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "PUBLIC_URL": f"http://localhost:{port}",
        "LOOPBACK_ONLY": "1",
        "STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
    }
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    program = programs.web(environment, LOOPBACK, port)
    program = programs.Program("web", program.command, environment, program.folder, log=Path(folder, "web.log"))
    supervisor = Supervisor()
    running = Live(port, supervisor.start(program))
    wait_until_ready(running.process, lambda: answers(port), SECONDS)
    yield running
    supervisor.end()
    said = Path(folder, "web.log").read_text()
    assert "Traceback" not in said, said[-4000:]


@dataclass
class Guest:
    """A person with a session that the server can see."""

    person: User
    company: Company
    key: str
    host: str

    @property
    def cookie(self) -> dict[str, str]:
        return {"host": self.host, "origin": f"http://{self.host}", "cookie": f"session={self.key}"}

    @property
    def token(self) -> dict[str, str]:
        return {"host": self.host, "x-session-token": self.key}


@pytest.fixture
def guests(db: None, live: Live) -> Iterator[list[Guest]]:
    """The whole cast, signed in for good: Acme's three, then Globex' three with the same keys."""
    found = committed(lambda: [guest for name in ("Acme", "Globex") for guest in _sign_in(name, live)])
    yield found
    committed(lambda: _sign_out(found))


def committed(work: Callable[[], T]) -> T:
    """Do something outside of the test's transaction, so that the server sees it."""

    def on_a_connection_of_its_own() -> T:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(on_a_connection_of_its_own).result()


def _sign_in(name: str, live: Live) -> Iterator[Guest]:
    company = Company.objects.get(name=name)
    host = live.host(company)
    with inside(company):
        cast = [f"{first}@{name.lower()}.example" for first, _full, _role in CAST[name.lower()]]
        people = list(User.objects.filter(email__in=cast).order_by("email"))
    for person in people:
        with inside(company):
            client = Client(headers={"host": host})
            client.force_login(person)
        yield Guest(person, company, client.cookies["session"].value, host)


def _sign_out(guests: list[Guest]) -> None:
    for guest in guests:
        with inside(guest.company):
            Session.objects.filter(session_key=guest.key).delete()
