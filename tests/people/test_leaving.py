"""Leaving: every door shuts at once; the name stays."""

from __future__ import annotations

import pytest
from allauth.usersessions.models import UserSession

from audit.models import Line
from core.errors import Conflict
from people import hooks
from people.actions import deactivate, note_seen, reactivate
from people.models import User
from tests.cast import PASSWORD, CompanyClient


@pytest.fixture
def bobs_browser(stranger, bob):
    stranger.post("/accounts/login/", {"login": "bob@acme.example", "password": PASSWORD})
    assert stranger.get("/api/v1/me").status_code == 200
    return stranger


def test_each_session_ends(bobs_browser, alice, bob):
    deactivate(person=bob, by=alice)
    assert bobs_browser.get("/api/v1/me").status_code == 401
    assert bobs_browser.get("/people/").status_code == 302


def test_a_session_does_not_come_back_to_life_with_the_account(bobs_browser, alice, bob):
    deactivate(person=bob, by=alice)
    User.objects.filter(pk=bob.pk).update(is_active=True)
    assert bobs_browser.get("/api/v1/me").status_code == 401


def test_a_code_asked_for_before_does_not_let_a_leaver_in(stranger, alice, bob, code_for):
    stranger.post("/accounts/login/code/", {"email": "bob@acme.example"})
    code = code_for("bob@acme.example")
    deactivate(person=bob, by=alice)
    stranger.post("/accounts/login/code/confirm/", {"code": code})
    assert stranger.get("/api/v1/me").status_code == 401
    reactivate(person=bob, by=alice)
    stranger.post("/accounts/login/code/confirm/", {"code": code})
    assert stranger.get("/api/v1/me").status_code == 401


def test_a_sign_in_that_waits_for_its_last_step_is_stopped_there(stranger, alice, bob, code_for):
    """Even if the session that holds it had not been found."""
    stranger.post("/accounts/login/code/", {"email": "bob@acme.example"})
    code = code_for("bob@acme.example")
    User.objects.filter(pk=bob.pk).update(is_active=False)
    answer = stranger.post("/accounts/login/code/confirm/", {"code": code})
    assert answer.headers["Location"] == "/accounts/inactive/"
    assert not UserSession.objects.filter(user=bob).exists()


def test_a_new_password_asked_for_before_cannot_be_set_after(stranger, alice, bob, code_for):
    stranger.post("/accounts/password/reset/", {"email": "bob@acme.example"})
    code = code_for("bob@acme.example")
    deactivate(person=bob, by=alice)
    reactivate(person=bob, by=alice)
    stranger.post("/accounts/password/reset/confirm/", {"code": code})
    stranger.post("/accounts/password/reset/complete/", {"password1": "a-new-pass-word"})
    bob.refresh_from_db()
    assert bob.check_password(PASSWORD)


def test_an_address_proven_before_does_not_let_a_leaver_in(stranger, alice, bob, code_for):
    stranger.post("/accounts/signup/", {"email": "bob@acme.example"})
    code = code_for("bob@acme.example")
    deactivate(person=bob, by=alice)
    reactivate(person=bob, by=alice)
    assert stranger.post("/accounts/signup/code/", {"code": code}).headers["Location"] == "/accounts/signup/"


def test_an_app_s_token_of_a_leaver_is_dead(stranger, alice, bob):
    asked = {"email": "bob@acme.example", "password": PASSWORD}
    answer = stranger.post("/_allauth/app/v1/auth/login", asked, content_type="application/json")
    token = {"X-Session-Token": answer.json()["meta"]["session_token"]}
    assert stranger.get("/api/v1/me", headers=token).status_code == 200
    deactivate(person=bob, by=alice)
    assert stranger.get("/api/v1/me", headers=token).status_code == 401


def test_the_last_admin_cannot_be_shut_out(alice):
    with pytest.raises(Conflict, match="last system admin"):
        deactivate(person=alice, by="somebody")
    alice.refresh_from_db()
    assert alice.is_active


def test_with_two_admins_one_may_go_and_then_no_more(alice, bob):
    bob.role = User.Role.SYSTEM
    bob.save(update_fields=["role"])
    deactivate(person=alice, by=bob)
    with pytest.raises(Conflict):
        deactivate(person=bob, by=bob)


def test_others_stay_signed_in(client_of, alice, bob, carol):
    client = client_of(carol)
    deactivate(person=bob, by=alice)
    assert client.get("/api/v1/me").status_code == 200


def test_open_sockets_are_closed(alice, bob, monkeypatch):
    from people.actions import sessions

    closed = []
    monkeypatch.setattr(sessions, "close_sockets", lambda *, people: closed.extend(people))
    deactivate(person=bob, by=alice)
    assert closed == [bob.pk]


def test_other_apps_are_told_once(alice, bob, monkeypatch):
    told = []
    monkeypatch.setattr(hooks.person_deactivated, "_handlers", [(1, "test", lambda *, person: told.append(person.pk))])
    deactivate(person=bob, by=alice)
    deactivate(person=bob, by=alice)
    assert told == [bob.pk]


def test_the_company_can_read_who_did_it(alice, bob):
    deactivate(person=bob, by=alice)
    line = Line.objects.get(what="people.person_deactivated")
    assert ("Alice Adams" in line.who, "Bob Brown" in line.on_whom) == (True, True)


def test_the_person_of_the_same_key_in_another_company_stays(alice, bob, gina, client_of):
    client = client_of(gina)
    deactivate(person=bob, by=alice)
    assert client.get("/api/v1/me").json()["name"] == "Gina Green"


def test_signing_out_closes_what_that_session_has_open(stranger, bob, monkeypatch):
    from people.actions import sessions

    closed = []
    monkeypatch.setattr(sessions, "close_session", closed.append)
    stranger.post("/accounts/login/", {"login": "bob@acme.example", "password": PASSWORD})
    key = stranger.session.session_key
    stranger.post("/accounts/logout/")
    assert closed == [key]


def test_other_devices_are_signed_out_from_the_list(acme, bob):
    phone, laptop = (CompanyClient(headers={"host": "acme.localhost"}) for _ in range(2))
    for device in (phone, laptop):
        device.post("/accounts/login/", {"login": "bob@acme.example", "password": PASSWORD})
    assert "Sign out everywhere else" in laptop.get("/settings/devices/").content.decode()
    laptop.post("/settings/devices/others/")
    assert phone.get("/api/v1/me").status_code == 401
    assert laptop.get("/api/v1/me").status_code == 200


def test_being_here_is_noted_once_in_a_quarter_of_an_hour(client_of, bob):
    client = client_of(bob)
    client.get("/people/")
    first = User.objects.get(pk=bob.pk).seen_at
    assert first
    client.get("/people/")
    assert User.objects.get(pk=bob.pk).seen_at == first


def test_being_here_is_noted_again_later(bob):
    from datetime import timedelta

    from django.utils import timezone

    bob.seen_at = timezone.now() - timedelta(minutes=16)
    bob.save(update_fields=["seen_at"])
    before = bob.seen_at
    note_seen(person=bob)
    assert User.objects.get(pk=bob.pk).seen_at > before


def test_a_paused_company_is_not_written_to(client_of, bob, acme):
    from core.schema import inside_public
    from tenants.models import remember_hosts

    client = client_of(bob)
    acme.paused = True
    with inside_public():
        acme.save(update_fields=["paused"])
        remember_hosts(acme)
    assert client.get("/people/").status_code == 200
    assert User.objects.get(pk=bob.pk).seen_at is None


def test_operators_count_people_and_who_was_active(acme, alice, bob):
    from people.operators import counts

    note_seen(person=bob)
    assert counts(company=acme) == {"people": 3, "active": 1}


def test_the_admins_are_whom_operators_write_to(acme, alice):
    from people.operators import admins_of

    assert [admin.email for admin in admins_of(company=acme)] == ["alice@acme.example"]


def test_sessions_that_ran_out_are_forgotten_and_others_kept(acme, bob, run_tasks):
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    from people.tasks import forget

    old, fresh = (CompanyClient(headers={"host": "acme.localhost"}) for _ in range(2))
    for device in (old, fresh):
        device.post("/accounts/login/", {"login": "bob@acme.example", "password": PASSWORD})
    Session.objects.filter(session_key=old.session.session_key).update(expire_date=timezone.now())
    forget()
    run_tasks()
    assert Session.objects.count() == UserSession.objects.count() == 1
    assert fresh.get("/api/v1/me").status_code == 200


def test_the_name_over_what_they_wrote_says_that_they_left(client_of, alice, bob, carol):
    from feed.actions import create_comment, create_post
    from groups.models import Group

    post, _ = create_post(author=bob, group=Group.objects.get(is_default=True), text="I was here")
    create_comment(author=bob, post=post, text="Me too")
    page = client_of(carol)
    assert "left-mark" not in page.get(f"/posts/{post.pk}/").content.decode()
    deactivate(person=bob, by=alice)
    shown = page.get(f"/posts/{post.pk}/").content.decode()
    assert shown.count('data-word="left">left</span>') == 2
    assert "I was here" in shown


def test_the_profile_stays_and_the_directory_forgets(client_of, alice, bob, carol):
    deactivate(person=bob, by=alice)
    page = client_of(carol)
    assert "What was written here stays" in page.get(f"/people/{bob.pk}/").content.decode()
    assert "Bob Brown" not in page.get("/people/").content.decode()


def test_in_french_it_is_said_in_french(client_of, alice, bob, carol):
    deactivate(person=bob, by=alice)
    carol.language = "fr"
    carol.save(update_fields=["language"])
    assert "a quitté l’entreprise" in client_of(carol).get(f"/people/{bob.pk}/").content.decode()
