"""Ten thousand people are told of one thing while the worker is killed five times and Valkey emptied twice.

What is guaranteed: each has it once in their bell; each push is handed to its service, and again only if its worker
was killed before it noted so, ten at a time; each mail is sent, and again only if its worker was killed between the
mail server's yes and our note of it, one at a time, with the same Message-ID.
"""

from __future__ import annotations

import base64
import os
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from allauth.usersessions.models import UserSession
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.db import connection
from django.utils import timezone
from redis import Redis

from core.schema import inside
from jobs.sweep import sweep
from notifications.actions import notify
from notifications.models import Delivery, Notification, PushSubscription
from notifications.pushing import AT_ONCE
from people.models import User
from standalone import programs
from standalone.processes import Process, Supervisor
from tenants.actions import change_state, list_company
from tenants.models import Company
from tenants.provisioning import provision
from tests.live import committed
from tests.notifications.conftest import LOUD
from tests.notifications.services import mail_server, push_service

pytestmark = [pytest.mark.slow, pytest.mark.commits]
PEOPLE, ADDRESSES = 10_000, 1_500  # who has a mail address; the others sign in by a name
PROCESSES = 2  # of the worker
KILLS = [0.08, 0.25, 0.42, 0.6, 0.78]  # when so much is done
EMPTIED = [0.16, 0.5]
PATIENCE = 240.0  # seconds in which nothing becomes less


@pytest.fixture
def many(db: None) -> Iterator[Company]:
    """A company of its own with ten thousand people, each with a device; gone after the test."""
    company = committed(make_company)
    yield company
    committed(lambda: end_company(company))


def make_company() -> Company:
    connection.set_schema_to_public()
    company = list_company(name="Many", host="many.localhost", mail_domains=["many.example"], who="tests")
    provision(company, "")
    change_state(company=company, to=Company.State.LIVE, who="tests", why="")
    with inside(company):
        now, key, secret = timezone.now(), *device_keys()
        people = User.objects.bulk_create(
            User(username=f"p{n}", email=address_of(n), name=f"P {n}", joined_at=now, language="en")
            for n in range(PEOPLE)
        )
        devices = UserSession.objects.bulk_create(
            UserSession(user=person, session_key=f"s{person.pk}", ip="127.0.0.1", user_agent="x") for person in people
        )
        PushSubscription.objects.bulk_create(
            PushSubscription(
                person=person,
                device=device,
                address=f"https://push.example.com/{person.pk}",
                public_key=key,
                secret=secret,
            )
            for person, device in zip(people, devices, strict=True)
        )
    return company


def address_of(number: int) -> str | None:
    """Spread over all, so that kills meet mails as well as pushes."""
    return f"p{number}@many.example" if number * ADDRESSES % PEOPLE < ADDRESSES else None


def device_keys() -> tuple[str, str]:
    point = ec.generate_private_key(ec.SECP256R1()).public_key()
    raw = point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return tuple(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in (raw, b"0123456789abcdef"))


def end_company(company: Company) -> None:
    connection.set_schema_to_public()
    change_state(company=company, to=Company.State.CLOSED, who="tests", why="")
    with connection.cursor() as cursor:
        cursor.execute(f'DROP SCHEMA "{company.schema_name}" CASCADE')


def counted(company: Company) -> tuple[int, int]:
    """Bell rows and people; on a connection of its own, since the test's would keep the schema from going."""
    with inside(company):
        return Notification.objects.count(), User.objects.count()


def worker(folder: Path, pushes: int, mails: int) -> Process:
    database = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}"))
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "EMAIL_URL": f"smtp://127.0.0.1:{mails}",
        "TESTS_PUSH_PORT": str(pushes),
        "DJANGO_SETTINGS_MODULE": "workplace.settings",
    }
    program = programs.worker(environment)
    command = ["tests.notifications.worker" if word == "workplace" else word for word in program.command]
    log = Path(folder, "worker.log")
    return Supervisor().start(programs.Program("worker", command, environment, program.folder, log=log))


def tell(company: Company) -> None:
    with inside(company):
        first = User.objects.order_by("pk")[0]
        ids = list(User.objects.values_list("pk", flat=True))
        notify(kind=LOUD, people=ids, about=first)


def swept(company: Company) -> None:
    sweep(company.schema_name, inside(company))


def left(company: Company) -> int:
    with inside(company):
        return Delivery.objects.count()


def test_everyone_is_told_once_whatever_dies(many, tmp_path):
    kills, emptied = list(KILLS), list(EMPTIED)
    broker = Redis.from_url(settings.REDIS_URL)
    broker.flushall()  # the tasks that earlier tests sent: their rows were rolled back
    with push_service() as pushes, mail_server("many.example") as (mails, mail_port):
        running = worker(tmp_path, pushes.server_address[1], mail_port)
        committed(lambda: tell(many))
        waiting, since = committed(lambda: left(many)), time.monotonic()
        try:
            while waiting and time.monotonic() < since + PATIENCE:
                done = (len(pushes.got) + len(mails.got)) / (PEOPLE + ADDRESSES)
                if kills and done >= kills[0]:
                    kills.pop(0)
                    running.finish()
                    running.start()
                if emptied and done >= emptied[0]:
                    emptied.pop(0)
                    broker.flushall()
                committed(lambda: swept(many))
                time.sleep(0.5)
                if (now := committed(lambda: left(many))) < waiting:
                    waiting, since = now, time.monotonic()
        finally:
            running.finish()
    said = (tmp_path / "worker.log").read_text()
    assert "Traceback" not in said, said[-4000:]
    assert (kills, emptied) == ([], []), "all of it happened"
    assert committed(lambda: left(many)) == 0
    assert committed(lambda: counted(many)) == (PEOPLE, PEOPLE)
    assert len(pushes.got) == PEOPLE
    assert sum(pushes.got.values()) <= PEOPLE + len(KILLS) * PROCESSES * 2 * AT_ONCE
    assert len(mails.got) == ADDRESSES
    assert sum(mails.got.values()) <= ADDRESSES + len(KILLS) * PROCESSES
    assert max(mails.got.values()) <= 1 + len(KILLS)
