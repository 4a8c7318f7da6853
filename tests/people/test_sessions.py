"""Whose request it is."""

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.sessions.models import Session

from people.sessions import BEFORE, SessionStore
from tests.cast import PASSWORD


def test_a_session_from_before_the_release_goes_on(client_of, bob):
    client = client_of(bob)
    row = Session.objects.get(session_key=client.session.session_key)
    data = {**row.get_decoded(), BACKEND_SESSION_KEY: BEFORE}
    Session.objects.filter(pk=row.pk).update(session_data=SessionStore().encode(data))
    assert client.get("/settings/profile/").status_code == 200


def test_who_was_deactivated_is_a_stranger_with_their_session_still_there(client_of, bob):
    client = client_of(bob)
    type(bob).objects.filter(pk=bob.pk).update(is_active=False)
    assert client.get("/settings/profile/").status_code == 302


def test_a_key_nobody_has_is_nobody(public_client, stranger):
    stranger.cookies["session"] = "x" * 32
    assert stranger.get("/settings/profile/").status_code == 302


@pytest.mark.parametrize("path", ["/brand.css", "/settings/profile/", "/api/v1/me"])
def test_an_answer_to_a_key_that_was_changed_meanwhile_leaves_the_new_one_alone(client_of, bob, path):
    browser = client_of(bob)
    Session.objects.all().delete()
    assert "session" not in browser.get(path).cookies


def test_signing_out_takes_the_cookie_away(client_of, bob):
    assert client_of(bob).post("/accounts/logout/").cookies["session"]["max-age"] == 0


def test_signing_in_over_an_unknown_key_gives_another(stranger, bob):
    stranger.cookies["session"] = "x" * 32
    done = stranger.post("/accounts/login/", {"login": "bob@acme.example", "password": PASSWORD})
    assert done.cookies["session"].value not in ("", "x" * 32)
    assert stranger.get("/settings/profile/").status_code == 200
