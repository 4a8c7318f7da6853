"""The lean road answers what the full one would, and lets nobody in whom that would not."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction

from chat.models import Message, Thread
from core.lean import road_for
from core.schema import inside, inside_public
from people import sessions
from people.actions import deactivate, sign_out_everywhere
from people.lean_road import LeanRoadMiddleware
from tenants.models import Company, remember_hosts
from tests.cast import CompanyClient
from tests.chat.conftest import say

FULL = {"Accept": "application/json;q=0.9"}  # odd enough for the full road


@pytest.fixture
def lean(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The status of each answer of the lean road."""
    answers: list[int] = []
    known = LeanRoadMiddleware.answer

    def noted(self: Any, request: Any, road: Any) -> Any:
        answer = known(self, request, road)
        if answer is not None:
            answers.append(answer.status_code)
        return answer

    monkeypatch.setattr(LeanRoadMiddleware, "answer", noted)
    return answers


def app_of(client: CompanyClient, host: str = "acme.localhost") -> CompanyClient:
    """The same session as an app's token."""
    token = client.cookies["session"].value
    return CompanyClient(headers={"host": host, "X-Session-Token": token}, enforce_csrf_checks=True)


def post(client: CompanyClient, path: str, body: Any = None, **headers: str) -> Any:
    data = body if isinstance(body, bytes) else orjson.dumps(body)
    return client.post(f"/api/v1/{path}", data, content_type="application/json", headers=headers)


def messages(thread: Thread) -> str:
    return f"threads/{thread.pk}/messages"


def words(client_id: str = "c1") -> dict[str, str]:
    return {"client_id": client_id, "text": "hello"}


PATHS = [
    "threads/{thread}/messages?limit=3&html=1",
    "threads/{thread}/messages?before=3",
    "threads/{thread}/messages?limit=0",
    "threads/{thread}/messages?cursor=x",
    "threads/{thread}/messages?around=999999",
    "threads/{thread}/changes?since=1",
    "threads/{thread}/changes?since=99",
    "threads/versions",
    "threads/999999/messages",
    "threads/x/changes",
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("way", ["cookie", "token"])
def test_it_answers_what_the_full_road_does_to_the_last_header(client_of, bob, alice, thread, lean, path, way):
    for number in range(5):
        say(alice, thread, f"message *{number}*")
    client = client_of(bob) if way == "cookie" else app_of(client_of(bob))
    path = f"/api/v1/{path.format(thread=thread.pk)}"
    full = client.get(path, headers=FULL)
    assert lean == []
    answer = client.get(path)
    assert lean == [answer.status_code]
    assert (answer.status_code, answer.content) == (full.status_code, full.content)
    assert dict(answer.headers) == dict(full.headers)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("threads/{thread}/read", {"seq": 1}),
        ("threads/{thread}/read", {"seq": 99}),
        ("threads/{thread}/read", {"seq": "x"}),
        ("threads/{thread}/read", []),
        ("threads/{thread}/messages", {"client_id": "c1", "text": " "}),
        ("threads/{thread}/messages", {}),
        ("threads/999999/messages", {"client_id": "c1", "text": "hi"}),
    ],
)
def test_it_refuses_in_the_same_words(client_of, bob, alice, thread, lean, path, body):
    say(alice, thread)
    client, path = client_of(bob), path.format(thread=thread.pk)
    full, answer = post(client, path, body, **FULL), post(client, path, body)
    assert lean == [answer.status_code]
    assert (answer.status_code, answer.content) == (full.status_code, full.content)
    assert dict(answer.headers) == dict(full.headers)


def test_a_message_goes_by_it_and_a_retry_finds_it(client_of, bob, thread, lean):
    first, again = (post(app_of(client_of(bob)), messages(thread), words()) for _ in range(2))
    assert (first.status_code, again.status_code, first.json()) == (201, 200, again.json())
    assert lean == [201, 200]


def test_a_french_person_is_refused_in_french(client_of, bob, thread, lean):
    bob.language = "fr"
    bob.save(update_fields=["language"])
    answer = post(client_of(bob), messages(thread), {"client_id": "c", "text": " "})
    assert (lean, answer.headers["Content-Language"]) == ([400], "fr")
    assert answer.json()["text"] == "Écrivez d’abord quelque chose."


@pytest.mark.parametrize("body", [b"{", b"", b'{"text": NaN}', b"\xff"])
def test_what_is_no_json_is_for_the_full_road(client_of, bob, thread, lean, body):
    assert post(client_of(bob), messages(thread), body).status_code == 400
    assert lean == []


def test_other_methods_and_other_content_are_for_the_full_road(client_of, bob, thread, lean):
    client, path = client_of(bob), f"/api/v1/{messages(thread)}"
    assert client.delete(path).status_code == 405
    assert client.post(path, {"text": "as a form"}).status_code == 415
    assert client.get(path, {"format": "xml"}).status_code == 404
    assert client.get(path, headers={"Accept": "text/html"}).status_code == 406
    assert lean == []


# Who is let in -------------------------------------------------------------------------------------------------


def test_nobody_comes_in_without_a_session(stranger, thread, lean):
    assert stranger.get(f"/api/v1/{messages(thread)}").status_code == 401
    assert stranger.get(f"/api/v1/{messages(thread)}", headers={"X-Session-Token": "x" * 32}).status_code == 401
    assert lean == []


def test_a_dead_token_beside_a_good_cookie_is_refused(client_of, bob, thread, lean):
    answer = client_of(bob).get(f"/api/v1/{messages(thread)}", headers={"X-Session-Token": "x" * 32})
    assert (answer.status_code, lean) == (401, [])


@pytest.mark.parametrize("way", ["cookie", "token"])
@pytest.mark.parametrize("end", ["row", "everywhere", "leaves", "password", "expired"])
def test_a_session_that_ends_ends_at_once(client_of, bob, alice, thread, lean, way, end):
    client = client_of(bob) if way == "cookie" else app_of(client_of(bob))
    path = f"/api/v1/{messages(thread)}"
    assert (client.get(path).status_code, lean) == (200, [200])
    if end == "row":
        Session.objects.all().delete()
    elif end == "everywhere":
        Session.objects.all().delete()
        sign_out_everywhere(person=bob, by=bob)
    elif end == "leaves":
        deactivate(person=bob, by=alice)
        type(bob).objects.filter(pk=bob.pk).update(is_active=False)
    elif end == "password":
        bob.set_password("another one, long enough")
        bob.save(update_fields=["password"])
    else:
        Session.objects.update(expire_date="2020-01-01T00:00:00Z")
    assert client.get(path).status_code == 401
    assert lean == [200]


def test_who_is_only_deactivated_is_out_though_the_session_stands(client_of, bob, thread, lean):
    client = client_of(bob)
    assert client.get(f"/api/v1/{messages(thread)}").status_code == 200
    type(bob).objects.filter(pk=bob.pk).update(is_active=False)
    assert client.get(f"/api/v1/{messages(thread)}").status_code == 401
    assert lean == [200]


def test_a_session_that_became_another_persons_is_theirs(client_of, bob, carol, thread, lean):
    """The memory of a process names whom to look for; what counts is the session's own row."""
    bobs, carols = client_of(bob), client_of(carol)
    client = app_of(bobs)
    assert client.get(f"/api/v1/{messages(thread)}").status_code == 200
    mine = Session.objects.get(session_key=bobs.cookies["session"].value)
    mine.session_data = Session.objects.get(session_key=carols.cookies["session"].value).session_data
    mine.save(update_fields=["session_data"])
    assert client.get(f"/api/v1/{messages(thread)}").status_code == 404


def test_another_companys_session_is_nobody_here_though_the_keys_are_equal(client_of, bob, gina, thread, lean):
    away = client_of(gina)
    assert app_of(away).get(f"/api/v1/{messages(thread)}").status_code == 401
    assert app_of(away, "globex.localhost").get(f"/api/v1/{messages(thread)}").status_code == 404
    away.defaults["HTTP_HOST"] = "acme.localhost"
    assert away.get(f"/api/v1/{messages(thread)}").status_code == 401
    assert lean == [404]


def test_a_cookie_alone_writes_nothing(client_of, bob, thread, lean):
    cookies = client_of(bob).cookies
    forged = CompanyClient(headers={"host": "acme.localhost"}, enforce_csrf_checks=True)
    forged.cookies = cookies
    assert post(forged, messages(thread), words()).status_code == 403
    assert post(forged, messages(thread), words(), Origin="http://evil.example").status_code == 403
    assert lean == []
    assert not Message.objects.exists()
    forged.cookies["csrftoken"] = "a" * 32
    assert post(forged, messages(thread), words(), **{"X-CSRFToken": "a" * 32}).status_code == 201
    assert lean == [201]


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"state": Company.State.SUSPENDED}, 403, "suspended"),
        ({"paused": True}, 503, "paused"),
        ({"state": Company.State.CLOSED}, 404, "not_found"),
        ({"second_factor_required": True}, 403, "second_factor_required"),
    ],
)
def test_a_company_that_shuts_is_shut_at_once(client_of, acme, bob, thread, lean, change, status, code):
    client = app_of(client_of(bob))
    assert post(client, messages(thread), words()).status_code == 201
    for field, value in change.items():
        setattr(acme, field, value)
    with inside_public():
        acme.save(update_fields=list(change))
        remember_hosts(acme)
    answer = post(client, messages(thread), words("c2"))
    assert (answer.status_code, answer.json()["code"], lean) == (status, code, [201])


def test_it_looks_once_for_session_and_person(client_of, bob, thread, django_assert_num_queries):
    client = app_of(client_of(bob))
    client.get(f"/api/v1/{messages(thread)}")
    with django_assert_num_queries(3):  # who, which thread, what is said (nothing yet)
        client.get(f"/api/v1/{messages(thread)}")


def test_memory_of_sessions_is_bounded(client_of, bob, thread, monkeypatch):
    monkeypatch.setattr(sessions, "MOST_REMEMBERED", 2)
    for _ in range(4):
        app_of(client_of(bob)).get(f"/api/v1/{messages(thread)}")
    assert len(sessions._kept) <= 2


def test_which_addresses_have_it():
    assert road_for("GET", "/api/v1/threads/12/messages").kwargs == {"pk": "12"}
    assert road_for("POST", "/api/v1/threads/12/changes") is None
    assert road_for("DELETE", "/api/v1/threads/12/messages") is None
    assert road_for("GET", "/api/v1/threads/12/messages/") is None
    assert road_for("GET", "/api/v1/threads/1/2/messages") is None


# Companies on one connection -----------------------------------------------------------------------------------


def test_two_companies_in_turn_on_one_connection_see_their_own(client_of, bob, gina, globex, thread, globex_thread):
    say(bob, thread, "a secret of Acme")
    here, there = app_of(client_of(bob)), app_of(client_of(gina), "globex.localhost")
    for _ in range(8):  # often enough for statements to be prepared
        assert "Acme" in here.get(f"/api/v1/{messages(thread)}").content.decode()
        assert "Globex" in there.get(f"/api/v1/{messages(globex_thread)}").content.decode()
        assert b"Globex" not in here.get(f"/api/v1/{messages(thread)}").content
        assert b"Acme" not in there.get(f"/api/v1/{messages(globex_thread)}").content


def test_the_server_itself_says_where_a_connection_stands(acme, globex):
    """Whatever moved it meanwhile, and whatever took that back."""

    def stands_in(company: Company) -> bool:
        with inside(company), connection.cursor() as cursor:
            cursor.execute("SHOW search_path")
            return cursor.fetchone()[0].startswith(company.schema_name)

    assert all(stands_in(company) for company in (acme, globex, acme))
    connection.connection.execute("SET search_path = pg_catalog")
    assert stands_in(acme)
    with inside(globex), transaction.atomic():
        assert stands_in(globex)
        transaction.set_rollback(True)
    assert stands_in(globex)
    assert stands_in(acme)
