"""Who is shut out is out: on a real server the open socket closes within two seconds, the next call is 401."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator

import httpx
import pytest
from asgiref.sync import async_to_sync
from django.test import Client

from core.schema import inside
from people.actions import deactivate, sign_out_everywhere
from people.models import User
from realtime.background import sender
from standalone.ports import LOOPBACK
from tenants.models import Company
from tests.cast import join
from tests.live import Guest, Live, committed
from tests.realtime.test_live import socket_of

pytestmark = pytest.mark.slow
SECONDS = 2


@pytest.fixture
def leaver(db: None, live: Live) -> Iterator[Guest]:
    """Somebody of Acme who is not one of the cast, signed in on a phone (a token) for the server to see."""

    def come() -> Guest:
        company = Company.objects.get(name="Acme")
        host = live.host(company)
        with inside(company):
            person = User.objects.filter(email="leaver@acme.example").first() or join("leaver@acme.example", "Lea Ver")
            User.objects.filter(pk=person.pk).update(is_active=True, deactivated_at=None)
            client = Client(headers={"host": host})
            client.force_login(User.objects.get(pk=person.pk))
        return Guest(person, company, client.cookies["session"].value, host)

    def go(guest: Guest) -> None:
        with inside(guest.company):
            deactivate(person=guest.person, by="tests")

    guest = committed(come)
    yield guest
    committed(lambda: go(guest))


async def open_until(guest: Guest, live: Live, headers: dict[str, str], act: Callable[[], None]) -> tuple[int, float]:
    """The close code of an open socket, and how many seconds after the act it came."""
    async with socket_of(guest, live, **headers) as line:
        pong = await line.ping()
        await asyncio.wait_for(pong, 5)
        await asyncio.get_running_loop().run_in_executor(None, act)
        began = time.monotonic()
        await asyncio.wait_for(line.wait_closed(), 10)
        return line.close_code, time.monotonic() - began


def next_call(guest: Guest, live: Live) -> int:
    return httpx.get(f"http://{LOOPBACK}:{live.port}/api/v1/me", headers=guest.token).status_code


@pytest.mark.parametrize("act", [deactivate, sign_out_everywhere])
@pytest.mark.parametrize("by", ["cookie", "token"])
def test_the_open_socket_closes_and_the_next_call_is_401(live: Live, leaver: Guest, act, by: str):
    assert next_call(leaver, live) == 200

    def shut_out() -> None:
        with inside(leaver.company):
            act(person=leaver.person, by="tests")
        assert sender().flush()

    code, seconds = async_to_sync(open_until)(leaver, live, getattr(leaver, by), lambda: committed(shut_out))
    assert (code, seconds < SECONDS, next_call(leaver, live)) == (4401, True, 401)
