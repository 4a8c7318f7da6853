"""Who may open a socket, and whose is closed."""

from __future__ import annotations

import pytest
from django.conf import settings as django_settings
from django_tenants.postgresql_backend.base import FakeTenant

from core.schema import inside
from people.actions import deactivate
from people.models import User
from realtime.hub import Hub, hub
from realtime.publish import COME_BACK, SHUT, SIGNED_OUT, close_sockets
from tenants.actions import change_state, pause
from tenants.models import Company
from tests.cast import PASSWORD
from tests.sockets import commit, here, hung_up, line, opened, tell

ACME = {"host": "acme.localhost:8000", "origin": "http://acme.localhost:8000"}


def test_a_cookie_opens_the_socket(scenario, bob, line_of):
    async def story():
        await hung_up(*await opened(line_of(bob)))

    scenario(story)


def test_a_token_opens_the_socket_without_an_origin(scenario, bob, key_of):
    token = key_of(bob)

    async def story():
        await hung_up(*await opened(line(host="acme.localhost", x_session_token=token)))

    scenario(story)


def test_any_port_is_right_if_the_page_came_from_it(scenario, bob, line_of):
    async def story():
        await hung_up(*await opened(line_of(bob, host="acme.localhost:9999")))

    scenario(story)


def test_a_signed_out_browser_is_refused(scenario, acme):
    async def story():
        assert await line(**ACME).refused()
        assert await line(**ACME, cookie="session=").refused()
        assert await line(**ACME, cookie="session=abcdefghijklmnopqrstuvwxyz012345").refused()
        assert await line(**ACME, cookie='session="\\000"').refused()
        assert await line(**ACME, x_session_token="not a token").refused()

    scenario(story)


def test_another_companys_cookie_and_token_are_refused(scenario, bob, gina, line_of, key_of):
    token = key_of(gina)

    async def story():
        await hung_up(*await opened(line_of(gina)))  # so hers is good, at home
        assert await line_of(gina, host="acme.localhost").refused()
        assert await line_of(bob, host="globex.localhost").refused()
        assert await line(host="acme.localhost", x_session_token=token).refused()

    scenario(story)


@pytest.mark.parametrize(
    "origin",
    [
        "",
        "null",
        "http://evil.example",
        "http://globex.localhost",
        "https://acme.localhost",
        "http://acme.localhost.evil",
    ],
)
def test_another_sites_page_cannot_ride_on_the_cookie(scenario, bob, line_of, origin):
    async def story():
        assert await line_of(bob, origin=origin).refused()

    scenario(story)


@pytest.mark.parametrize("host", ["localhost", "nobody.localhost", "", "acme.localhost.evil"])
def test_there_is_no_socket_elsewhere(scenario, bob, line_of, host):
    async def story():
        assert await line_of(bob, host=host).refused()

    scenario(story)


def test_there_is_one_socket_only(scenario, bob, key_of):
    token = key_of(bob)

    async def story():
        assert await line("/ws/other/", host="acme.localhost", x_session_token=token).refused()
        assert await line("/", host="acme.localhost", x_session_token=token).refused()

    scenario(story)


@pytest.mark.parametrize("changes", [{"is_active": False}, {"joined_at": None}])
def test_who_left_or_has_not_joined_is_refused(scenario, acme, bob, key_of, changes):
    key = key_of(bob)
    User.objects.filter(pk=bob.pk).update(**changes)

    async def story():
        assert await line(host="acme.localhost", x_session_token=key).refused()

    scenario(story)


async def change(company: Company, state: str) -> None:
    await commit(FakeTenant("public"), change_state, company=company, to=state, who="tests", why="")


@pytest.mark.parametrize("state", [Company.State.SUSPENDED, Company.State.CLOSED])
def test_a_shut_company_closes_every_socket_and_opens_none(scenario, acme, bob, carol, gina, line_of, state):
    async def story():
        bobs, carols, ginas = await opened(line_of(bob), line_of(carol), line_of(gina))
        await change(acme, state)
        assert await bobs.closed_with() == SHUT
        assert await carols.closed_with() == SHUT
        assert await line_of(bob).refused()
        await tell(gina.company, "still here", gina)
        await ginas.hears("still here")
        await hung_up(ginas)

    scenario(story)


def test_a_paused_companys_sockets_hear_but_are_not_heard(scenario, acme, bob, line_of):
    pausing = {"company": acme, "who": "tests", "why": "move"}

    async def story():
        (socket,) = await opened(line_of(bob))
        await commit(FakeTenant("public"), pause, paused=True, **pausing)
        assert await socket.closed_with() == COME_BACK
        (socket,) = await opened(line_of(bob))
        await socket.send_json_to({"type": "received", "thread": "1", "seq": 1})
        assert (await socket.next())["data"] == {"code": "paused"}
        await tell(acme, "reading works", bob)
        await socket.hears("reading works")
        await commit(FakeTenant("public"), pause, paused=False, **pausing)
        assert await socket.closed_with() == COME_BACK

    scenario(story)


def test_a_company_that_resumes_opens_again(scenario, acme, bob, line_of):
    async def story():
        await change(acme, Company.State.SUSPENDED)
        assert await line_of(bob).refused()
        await change(acme, Company.State.LIVE)
        await hung_up(*await opened(line_of(bob)))

    scenario(story)


def test_signing_out_closes_the_sockets_of_that_session_only(scenario, bob, client_of, line_of):
    client = client_of(bob)

    async def story():
        this = line(host="acme.localhost", x_session_token=client.cookies["session"].value)
        this, other = await opened(this, line_of(bob))
        await here(client.post, "/accounts/logout/")
        assert await this.closed_with() == SIGNED_OUT
        await tell(bob.company, "hello", bob)
        await other.hears("hello")
        await hung_up(other)

    scenario(story)


@pytest.mark.parametrize("shut", ["person", "company"])
def test_who_is_shut_out_between_the_door_and_the_hub_keeps_no_socket(scenario, acme, bob, line_of, monkeypatch, shut):
    """The order to close goes out before the new socket can hear it."""
    join = Hub.join

    async def join_too_late(hub, *place):
        if shut == "person":
            await commit(acme, deactivate, person=bob, by="tests")
        else:
            await change(acme, Company.State.SUSPENDED)
        await join(hub, *place)

    async def story():
        monkeypatch.setattr(Hub, "join", join_too_late)
        assert await line_of(bob).refused()
        assert acme.schema_name not in hub().rooms

    scenario(story)


def test_ending_a_person_closes_their_sockets_and_nobody_elses(scenario, acme, bob, carol, gina, line_of):
    async def story():
        bobs, bobs_phone, carols, ginas = await opened(line_of(bob), line_of(bob), line_of(carol), line_of(gina))
        await commit(acme, close_sockets, people=[bob.pk])
        assert await bobs.closed_with() == SIGNED_OUT
        assert await bobs_phone.closed_with() == SIGNED_OUT
        assert await carols.hears_nothing()
        assert await ginas.hears_nothing()
        await hung_up(carols, ginas)

    scenario(story)


def test_a_session_that_ran_out_is_noticed(scenario, acme, bob, key_of, monkeypatch):
    monkeypatch.setattr("realtime.consumer.LOOK_AGAIN", 0.1)
    key = key_of(bob)

    async def story():
        (socket,) = await opened(line(host="acme.localhost", x_session_token=key))
        assert await socket.hears_nothing(0.3)
        await here(User.objects.filter(pk=bob.pk).update, is_active=False)  # nobody told the sockets
        assert await socket.closed_with() == SIGNED_OUT

    scenario(story)


def test_a_new_password_ends_the_sockets_of_old_sessions(scenario, bob, client_of, line_of):
    client = client_of(bob)
    new = {"oldpassword": PASSWORD, "password1": "another-long-one", "password2": "another-long-one"}

    async def story():
        (socket,) = await opened(line_of(bob))
        assert (await here(client.post, "/accounts/password/change/", new)).status_code == 302
        assert await socket.closed_with() == SIGNED_OUT
        back = line(host="acme.localhost", x_session_token=client.cookies["session"].value)
        await hung_up(*await opened(back))

    scenario(story)


def test_the_cookies_name_is_the_settings(scenario, bob, key_of):
    assert django_settings.SESSION_COOKIE_NAME == "session"
    with inside(bob.company):
        assert key_of(bob).isalnum(), "the door takes no other keys"
