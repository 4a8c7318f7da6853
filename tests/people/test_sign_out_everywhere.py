"""Signing out everywhere: by oneself, the other devices; by an admin, all of somebody's."""

from __future__ import annotations

from allauth.usersessions.models import UserSession

from audit.models import Line
from people.actions import sessions, sign_out_everywhere


def test_an_admin_signs_somebody_out_of_every_device(sign_in, alice, bob):
    phone, laptop = sign_in(), sign_in()
    assert sign_out_everywhere(person=bob, by=alice) == 2
    assert [device.get("/api/v1/me").status_code for device in (phone, laptop)] == [401, 401]
    assert not UserSession.objects.filter(user=bob).exists()


def test_this_device_may_be_left_out(sign_in, bob):
    phone, laptop = sign_in(), sign_in()
    sign_out_everywhere(person=bob, by=bob, but_session=laptop.session.session_key)
    assert [device.get("/api/v1/me").status_code for device in (phone, laptop)] == [401, 200]


def test_colleagues_stay_signed_in(sign_in, alice, bob):
    other = sign_in("carol")
    sign_out_everywhere(person=bob, by=alice)
    assert other.get("/api/v1/me").status_code == 200


def test_what_a_thief_has_begun_ends_too(stranger, alice, bob, code_for):
    stranger.post("/accounts/login/code/", {"email": "bob@acme.example"})
    code = code_for("bob@acme.example")
    sign_out_everywhere(person=bob, by=alice)
    stranger.post("/accounts/login/code/confirm/", {"code": code})
    assert stranger.get("/api/v1/me").status_code == 401


def test_only_the_sockets_of_ended_sessions_are_closed_if_one_stays(sign_in, bob, monkeypatch):
    phone, laptop = sign_in(), sign_in()
    closed = []
    monkeypatch.setattr(sessions, "close_session", closed.append)
    monkeypatch.setattr(sessions, "close_sockets", lambda **_: closed.append("all"))
    sign_out_everywhere(person=bob, by=bob, but_session=laptop.session.session_key)
    assert closed == [phone.session.session_key]


def test_the_company_can_read_who_did_it(sign_in, alice, bob):
    sign_in()
    sign_out_everywhere(person=bob, by=alice)
    line = Line.objects.get(what="people.person_signed_out")
    assert (line.detail["devices"], "Alice Adams" in line.who, "Bob Brown" in line.on_whom) == (1, True, True)
