"""Who is shut out is out: on a real server the open socket closes within two seconds, the next call is 401."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import orjson
import pytest
import websockets
from asgiref.sync import async_to_sync
from django.test import Client

from core.errors import Conflict
from core.schema import inside
from people.actions import deactivate, make_sign_in_code, sign_out_everywhere
from people.models import User
from realtime.background import sender
from realtime.publish import group_of
from standalone.ports import LOOPBACK
from tenants.models import Company
from tests.cast import join
from tests.live import Guest, Live, committed
from tests.realtime.test_live import socket_of
from tests.sockets import Happened

pytestmark = [pytest.mark.slow, pytest.mark.commits]
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


async def open_until(
    guest: Guest, live: Live, headers: dict[str, str], act: Callable[[], None]
) -> tuple[int, float, list[str]]:
    """The close code of an open socket, how many seconds after the act it came (the word itself, not the hanging up
    that both sides do after it), and the types of what was heard until then."""
    async with socket_of(guest, live, **headers) as line:
        pong = await line.ping()
        await asyncio.wait_for(pong, 5)
        await asyncio.get_running_loop().run_in_executor(None, act)
        began = time.monotonic()
        while line.protocol.close_rcvd is None:
            assert time.monotonic() < began + 10, "it is still open"
            await asyncio.sleep(0.005)
        code, seconds, heard = line.protocol.close_rcvd.code, time.monotonic() - began, []
        with contextlib.suppress(websockets.ConnectionClosed):
            while True:
                heard.append(orjson.loads(await asyncio.wait_for(line.recv(), 10))["type"])
        return code, seconds, heard


def next_call(guest: Guest, live: Live) -> int:
    return httpx.get(f"http://{LOOPBACK}:{live.port}/api/v1/me", headers=guest.token, timeout=30).status_code


@pytest.mark.parametrize("act", [deactivate, sign_out_everywhere])
@pytest.mark.parametrize("by", ["cookie", "token"])
def test_the_open_socket_closes_and_the_next_call_is_401(live: Live, leaver: Guest, act, by: str):
    assert next_call(leaver, live) == 200

    def shut_out() -> None:
        with inside(leaver.company):
            act(person=leaver.person, by="tests")
        assert sender().flush()
        late = {"to": [leaver.person.pk], "text": Happened(what="after the order").wire()}
        sender().hand_over(group_of(leaver.company.schema_name), late)
        assert sender().flush()

    code, seconds, heard = async_to_sync(open_until)(leaver, live, getattr(leaver, by), lambda: committed(shut_out))
    assert (code, seconds < SECONDS, next_call(leaver, live)) == (4401, True, 401)
    assert Happened.type not in heard


def test_a_phone_signs_out_the_lost_laptop_and_stays(live: Live, leaver: Guest):
    """As somebody does it: by the API, with another device's open socket listening."""

    def another() -> str:
        with inside(leaver.company):
            client = Client(headers={"host": leaver.host})
            client.force_login(User.objects.get(pk=leaver.person.pk))
            return client.cookies["session"].value

    phone = {"host": leaver.host, "x-session-token": committed(another)}
    api = f"http://{LOOPBACK}:{live.port}/api/v1"
    assert next_call(leaver, live) == 200

    def sign_out_others() -> None:
        assert httpx.delete(f"{api}/devices?but_this=true", headers=phone, timeout=30).status_code == 204

    code, seconds, _heard = async_to_sync(open_until)(leaver, live, leaver.cookie, sign_out_others)
    assert (code, seconds < SECONDS, next_call(leaver, live)) == (4401, True, 401)
    assert httpx.get(f"{api}/me", headers=phone, timeout=30).status_code == 200


def test_of_many_phones_that_claim_one_code_at_once_one_gets_in(live: Live, leaver: Guest):
    def make() -> str:
        with inside(leaver.company):
            return make_sign_in_code(person=leaver.person, session_key=leaver.key)[1]

    token = committed(make)
    url = f"http://{LOOPBACK}:{live.port}/api/v1/sign-in-codes/claim"

    def claim(_: int) -> int:
        return httpx.post(url, json={"token": token}, headers={"host": leaver.host}, timeout=30).status_code

    with ThreadPoolExecutor(8) as phones:
        answers = sorted(phones.map(claim, range(8)))
    assert answers == [201] + [409] * 7


def test_of_two_admins_who_shut_each_other_out_at_once_one_stays(live: Live, leaver: Guest):
    """With the cast's own admins set aside for the moment: the two are all there are."""

    def prepare() -> tuple[list[int], list[User]]:
        with inside(leaver.company):
            others = list(User.objects.here().filter(role=User.Role.SYSTEM).values_list("pk", flat=True))
            User.objects.filter(pk__in=others).update(role=User.Role.MEMBER)
            second = User.objects.filter(email="second@acme.example").first() or join("second@acme.example", "Sec Ond")
            two = [leaver.person.pk, second.pk]
            User.objects.filter(pk__in=two).update(role=User.Role.SYSTEM, is_active=True)
            return others, list(User.objects.filter(pk__in=two))

    def shut_out(person: User) -> bool:
        def act() -> bool:
            with inside(leaver.company):
                try:
                    deactivate(person=person, by="tests")
                except Conflict:
                    return False
                return True

        return committed(act)

    def mend(others: list[int], two: list[User]) -> None:
        with inside(leaver.company):
            User.objects.filter(pk__in=others).update(role=User.Role.SYSTEM)
            User.objects.filter(pk__in=[person.pk for person in two]).update(role=User.Role.MEMBER)
            for person in two:
                deactivate(person=person, by="tests")

    others, two = committed(prepare)
    try:
        with ThreadPoolExecutor(2) as hands:
            assert sorted(hands.map(shut_out, two)) == [False, True]
    finally:
        committed(lambda: mend(others, two))
