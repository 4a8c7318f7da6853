"""Whose request it is."""

from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.sessions.models import Session

from people.sessions import BEFORE, SessionStore


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
