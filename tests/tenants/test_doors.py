"""Suspended, closed, paused, back again: at once, at every door."""

import pytest
from django.core import mail
from django.db import connection

from core.schema import inside, inside_public
from jobs.base import Refused
from jobs.models import Outbox
from jobs.tasks import send_company_mail
from people.tasks import send_company_account_mail
from tenants.actions import change_state, pause
from tenants.models import Company, company_for_host
from tenants.websocket import company_and_person
from tests.cast import PASSWORD


def suspend(company, shown="Unpaid since May."):
    with inside_public():
        change_state(company=company, to="suspended", who="olga", why="unpaid", shown=shown)


def move(company, to):
    with inside_public():
        change_state(company=company, to=to, who="olga", why="")


@pytest.fixture
def bobs(client_of, bob):
    """Bob's browser, which has been here before: the host is cached."""
    client = client_of(bob)
    assert client.get("/api/v1/me").status_code == 200
    return client


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Run what waits for the commit, as it would at once outside a test."""
    return lambda act, *args: _commit(django_capture_on_commit_callbacks, act, args)


def _commit(capture, act, args):
    with capture(execute=True):
        act(*args)


def test_a_suspended_company_refuses_pages_and_api(acme, bobs, commit):
    commit(suspend, acme)
    page, answer = bobs.get("/"), bobs.get("/api/v1/me")
    assert page.status_code == answer.status_code == 403
    assert answer.json()["code"] == "suspended"
    assert bobs.post("/api/v1/threads", {}, content_type="application/json").json()["code"] == "suspended"


def test_its_people_read_why_and_strangers_only_that(acme, bobs, stranger, commit):
    commit(suspend, acme)
    assert "Unpaid since May." in bobs.get("/").content.decode()
    page = stranger.get("/").content.decode()
    assert "Unpaid" not in page
    assert "Acme is suspended" in page


def test_its_people_can_still_sign_in_but_only_to_that_page(acme, bob, stranger, commit):
    commit(suspend, acme)
    page = stranger.post("/accounts/login/", {"login": "bob@acme.example", "password": PASSWORD}, follow=True)
    assert page.status_code == 403
    assert "Unpaid since May." in page.content.decode()


def test_a_code_by_mail_still_signs_in(acme, bob, stranger, commit, run_tasks):
    commit(suspend, acme)
    stranger.post("/accounts/login/code/", {"email": "bob@acme.example"})
    send_company_account_mail(acme.schema_name, Outbox.objects.get().pk)
    assert mail.outbox[-1].to == ["bob@acme.example"]


@pytest.mark.parametrize("path", ["/accounts/signup/", "/accounts/password/reset/", "/accounts/password/change/"])
def test_nothing_else_of_the_accounts_is_open(acme, bobs, stranger, commit, path):
    commit(suspend, acme)
    assert stranger.get(path).status_code == 403
    assert bobs.get(path).status_code == 403


def test_apps_cannot_sign_in_to_a_suspended_company(acme, bob, stranger, commit):
    commit(suspend, acme)
    credentials = {"email": "bob@acme.example", "password": PASSWORD}
    answer = stranger.post("/_allauth/app/v1/auth/login", credentials, content_type="application/json")
    assert answer.json()["code"] == "suspended"


def test_no_socket_opens_into_a_suspended_company(acme, bobs, commit):
    key = bobs.session.session_key
    assert company_and_person("acme.localhost", key) is not None
    commit(suspend, acme)
    assert company_and_person("acme.localhost", key) is None


def test_tasks_of_a_suspended_company_wait_and_run_when_it_is_back(acme, commit, run_tasks):
    send_company_mail.send(
        to="bob@acme.example", subject="Hi", text="Hi", html="", sender="", message_id="<1@localhost>"
    )
    row = Outbox.objects.get()
    commit(suspend, acme)
    with pytest.raises(Refused):
        send_company_mail(acme.schema_name, row.pk)
    commit(move, acme, "live")
    run_tasks()
    assert len(mail.outbox) == 1


def test_resuming_opens_every_door_again(acme, bobs, commit):
    commit(suspend, acme)
    commit(move, acme, "live")
    assert bobs.get("/api/v1/me").status_code == 200
    assert company_for_host("acme.localhost").why_shut == ""


@pytest.mark.parametrize("path", ["/", "/api/v1/me", "/accounts/login/", "/_allauth/app/v1/config", "/brand.css"])
def test_a_closed_company_is_nothing_anywhere(acme, bobs, commit, path):
    commit(move, acme, "closed")
    assert bobs.get(path).status_code == 404


def test_a_company_that_is_being_set_up_is_nothing_yet(stranger, acme):
    with inside_public():
        Company.objects.filter(pk=acme.pk).update(state="provisioning")
    assert stranger.get("/accounts/login/").status_code == 404


def test_a_paused_company_reads_and_asks_writers_to_come_back(acme, bobs, commit):
    commit(lambda: in_public(pause, company=acme, paused=True, who="olga", why="move"))
    assert bobs.get("/api/v1/me").status_code == 200
    answer = bobs.post("/api/v1/threads", {}, content_type="application/json")
    assert (answer.status_code, answer["Retry-After"]) == (503, "120")
    assert answer.json()["code"] == "paused"
    with inside_public():
        acme.refresh_from_db()
    assert not acme.takes_work


def in_public(act, **said):
    with inside_public():
        act(**said)


def test_an_old_release_s_cached_row_is_never_read_by_a_new_one(acme, monkeypatch):
    from tenants.models import lookup

    before = lookup._host_key("acme.localhost")
    fields = [*Company._meta.concrete_fields, Company._meta.concrete_fields[0]]
    monkeypatch.setattr(Company._meta, "concrete_fields", fields, raising=False)
    assert lookup._host_key("acme.localhost") != before


def test_the_reason_stands_in_the_companys_own_log(acme, commit):
    from audit.models import Line

    commit(suspend, acme)
    with inside(acme):
        line = Line.objects.latest("at")
    assert (line.what, line.detail["why"]) == ("tenants.company_suspended", "unpaid")
    assert connection.schema_name == acme.schema_name
