"""Apps: sign in through allauth's headless API, then send X-Session-Token."""

from __future__ import annotations

import pytest
from allauth.headless.internal.sessionkit import session_store

from tests.cast import PASSWORD, CompanyClient

AUTH = "/_allauth/app/v1/auth"


@pytest.fixture
def phone(acme) -> CompanyClient:
    """An app on Acme's host: keeps no cookies, speaks JSON."""
    return CompanyClient(headers={"host": "acme.localhost", "User-Agent": "Our app/1"})


def post(phone, path, data, token=""):
    headers = {"X-Session-Token": token} if token else {}
    return phone.post(f"{AUTH}/{path}", data, content_type="application/json", headers=headers)


def me(phone, token):
    return phone.get("/api/v1/me", headers={"X-Session-Token": token})


def token_of(phone, address, password=PASSWORD):
    return post(phone, "login", {"email": address, "password": password}).json()["meta"]["session_token"]


def test_a_password_gives_a_token_and_the_token_opens_the_api(phone, bob):
    token = token_of(phone, "bob@acme.example")
    assert me(phone, token).json()["id"] == str(bob.pk)


def test_a_code_by_mail_gives_a_token(phone, bob, code_for):
    asked = post(phone, "code/request", {"email": "bob@acme.example"})
    assert asked.status_code == 401
    pending = asked.json()["meta"]["session_token"]
    done = post(phone, "code/confirm", {"code": code_for("bob@acme.example")}, pending)
    assert done.status_code == 200
    token = done.json()["meta"].get("session_token", pending)
    assert me(phone, token).json()["id"] == str(bob.pk)


def test_asking_for_a_code_answers_the_same_for_an_unknown_address(phone, bob):
    known, unknown = (post(phone, "code/request", {"email": f"{who}@acme.example"}) for who in ("bob", "zed"))
    assert known.status_code == unknown.status_code
    assert known.json()["data"] == unknown.json()["data"]


@pytest.mark.parametrize("token", ["", "no-such-token"])
def test_without_a_live_token_the_answer_is_401_in_our_shape(phone, token):
    response = me(phone, token)
    assert response.status_code == 401
    assert set(response.json()) == {"code", "text", "fields"}


def test_a_token_of_another_company_is_dead_here(phone, bob, gina):
    token = token_of(phone, "bob@acme.example")
    response = phone.get("/api/v1/me", headers={"X-Session-Token": token, "host": "globex.localhost"})
    assert response.status_code == 401


def test_signing_out_kills_the_token(phone, bob):
    token = token_of(phone, "bob@acme.example")
    phone.delete(f"{AUTH}/session", headers={"X-Session-Token": token})
    assert me(phone, token).status_code == 401


def test_a_token_of_who_has_left_is_dead(phone, alice, bob):
    from people.actions import deactivate

    token = token_of(phone, "bob@acme.example")
    deactivate(person=bob, by=alice)
    assert me(phone, token).status_code == 401


def test_a_wrong_password_gives_no_token(phone, bob):
    assert post(phone, "login", {"email": "bob@acme.example", "password": "wrong-wrong"}).status_code == 400


def test_too_many_wrong_passwords_are_stopped(phone, bob):
    for _ in range(5):
        post(phone, "login", {"email": "bob@acme.example", "password": "wrong-wrong"})
    assert post(phone, "login", {"email": "bob@acme.example", "password": PASSWORD}).status_code == 400


@pytest.mark.parametrize("path", ["auth/signup", "account/email", "account/phone", "auth/phone/verify"])
def test_what_pages_do_not_offer_is_no_back_door_here(phone, bob, path):
    token = token_of(phone, "bob@acme.example")
    url = f"/_allauth/app/v1/{path}"
    assert phone.get(url, headers={"X-Session-Token": token}).status_code == 404
    assert phone.post(url, {}, content_type="application/json").status_code == 404


def test_there_is_no_app_api_on_the_public_host(public_client):
    assert public_client.get("/_allauth/app/v1/config").status_code == 404


def test_errors_speak_the_language_of_the_person(phone, bob):
    bob.language = "fr"
    bob.save(update_fields=["language"])
    token = token_of(phone, "bob@acme.example")
    response = phone.get("/api/v1/people?limit=1000", headers={"X-Session-Token": token})
    assert response.status_code == 400


def test_codes_tried_by_reading_are_counted_too(phone, bob, code_for):
    """Each puts back a session in which nobody has tried yet, as requests at the same moment would read it."""
    pending = post(phone, "password/request", {"email": "bob@acme.example"}).json()["meta"]["session_token"]
    wrong = "000000" if code_for("bob@acme.example") != "000000" else "111111"
    fresh = dict(session_store(pending).items())
    answers = []
    for _ in range(12):
        tried = {"X-Session-Token": pending, "X-Password-Reset-Key": wrong}
        answers.append(phone.get(f"{AUTH}/password/reset", headers=tried).status_code)
        session = session_store(pending)
        session.update(fresh)
        session.save()
    assert answers == [400] * 10 + [429] * 2
