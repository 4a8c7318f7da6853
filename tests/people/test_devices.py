"""Where one is signed in: seen, told when it is new, signed out one by one or all at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.utils import timezone

from people.actions import devices as actions
from tests.cast import PASSWORD, CompanyClient

CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Safari/604.1"
PAGE = "/settings/devices/"


@pytest.fixture
def device(acme):
    """`device(CHROME)`: Bob's browser with that name, signed in by password."""

    def sign_in(agent: str = CHROME, address: str = "127.0.0.1") -> CompanyClient:
        browser = CompanyClient(headers={"host": "acme.localhost", "user-agent": agent}, REMOTE_ADDR=address)
        browser.post("/accounts/login/", {"login": "bob@acme.example", "password": PASSWORD})
        assert browser.get("/api/v1/me").status_code == 200
        return browser

    return sign_in


def rows(browser):
    return browser.get("/api/v1/devices").json()["results"]


def test_the_page_names_each_and_marks_this_one(device, bob):
    device(IPHONE, "198.51.100.7")
    page = device().get(PAGE).content.decode()
    assert "Chrome on Linux" in page
    assert "Safari on iPhone" in page
    assert page.count("This one") == 1
    assert "198.51.100.7" in page
    assert page.count("This network") == 1


def test_the_old_address_leads_there(device, bob):
    assert device().get("/accounts/sessions/").headers["Location"] == PAGE


def test_one_is_signed_out_and_this_one_stays(device, bob):
    phone, laptop = device(IPHONE), device()
    row = UserSession.objects.get(session_key=phone.session.session_key)
    assert laptop.post(f"{PAGE}{row.pk}/sign-out/").headers["Location"] == PAGE
    assert [each.get("/api/v1/me").status_code for each in (phone, laptop)] == [401, 200]


def test_signing_this_one_out_leads_to_the_sign_in(device, bob):
    laptop = device()
    row = UserSession.objects.get(session_key=laptop.session.session_key)
    assert laptop.post(f"{PAGE}{row.pk}/sign-out/").headers["Location"] == "/accounts/login/"
    assert laptop.get("/api/v1/me").status_code == 401


def test_everywhere_else_and_everywhere(device, bob):
    phone, laptop = device(IPHONE), device()
    laptop.post(f"{PAGE}others/")
    assert [each.get("/api/v1/me").status_code for each in (phone, laptop)] == [401, 200]
    laptop.post(f"{PAGE}everywhere/")
    assert laptop.get("/api/v1/me").status_code == 401
    assert not UserSession.objects.filter(user=bob).exists()


@pytest.mark.parametrize("path", ["1/sign-out/", "others/", "everywhere/"])
def test_looking_signs_nothing_out(device, bob, path):
    laptop = device()
    assert laptop.get(PAGE + path).status_code == 405
    assert laptop.get("/api/v1/me").status_code == 200


def test_somebody_else_s_device_is_not_found(device, client_of, bob, carol):
    laptop = device()
    row = UserSession.objects.get(session_key=laptop.session.session_key)
    stranger = client_of(carol)
    assert stranger.post(f"{PAGE}{row.pk}/sign-out/").status_code == 404
    assert stranger.delete(f"/api/v1/devices/{row.pk}").status_code == 404
    assert laptop.get("/api/v1/me").status_code == 200


def test_a_device_of_another_company_is_not_found(device, client_of, bob, gina):
    row = UserSession.objects.get(session_key=device().session.session_key)
    assert client_of(gina).delete(f"/api/v1/devices/{row.pk}").status_code == 404


def test_signed_out_people_get_401_and_the_sign_in_page(stranger):
    assert stranger.get("/api/v1/devices").status_code == 401
    assert stranger.delete("/api/v1/devices").status_code == 401
    assert stranger.delete("/api/v1/devices/1").status_code == 401
    assert stranger.get(PAGE).headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("pk", ["0", "x", "99999999999999999999"])
def test_an_unknown_device_is_not_found(api_of, bob, pk):
    assert api_of(bob).delete(f"/api/v1/devices/{pk}").status_code == 404


def test_the_api_lists_the_last_used_first(device, bob):
    phone, laptop = device(IPHONE, "198.51.100.7"), device()
    UserSession.objects.filter(session_key=phone.session.session_key).update(
        last_seen_at=timezone.now() - timedelta(days=2)
    )
    first, second = rows(laptop)
    assert (first["name"], first["is_this"], first["is_here"], first["kind"]) == (
        "Chrome on Linux",
        True,
        True,
        "browser",
    )
    assert (second["name"], second["is_this"], second["is_here"], second["address"]) == (
        "Safari on iPhone",
        False,
        False,
        "198.51.100.7",
    )
    assert "session_key" not in first


def test_the_api_pages_through_them(device, bob):
    browsers = [device() for _ in range(3)]
    page = browsers[0].get("/api/v1/devices?limit=2").json()
    rest = browsers[0].get(f"/api/v1/devices?limit=2&cursor={page['next']}").json()
    assert (len(page["results"]), len(rest["results"]), rest["next"]) == (2, 1, None)


def test_the_api_signs_out_one_the_others_and_all(device, api_of, bob):
    phone, tablet, laptop = device(IPHONE), device(IPHONE), device()
    row = UserSession.objects.get(session_key=phone.session.session_key)
    api = api_of(bob)
    assert api.delete(f"/api/v1/devices/{row.pk}").status_code == 204
    assert phone.get("/api/v1/me").status_code == 401
    assert api.delete("/api/v1/devices?but_this=true").status_code == 204
    assert [each.get("/api/v1/me").status_code for each in (tablet, laptop, api)] == [401, 401, 200]
    assert api.delete("/api/v1/devices").status_code == 204
    assert api.get("/api/v1/me").status_code == 401


def test_an_app_is_listed_as_one_and_knows_itself(stranger, bob):
    asked = {"email": "bob@acme.example", "password": PASSWORD}
    answer = stranger.post("/_allauth/app/v1/auth/login", asked, content_type="application/json")
    token = {"X-Session-Token": answer.json()["meta"]["session_token"]}
    (row,) = stranger.get("/api/v1/devices", headers=token).json()["results"]
    assert (row["kind"], row["is_this"]) == ("app", True)


def test_last_use_is_written_every_ten_minutes_and_not_at_every_request(device, bob):
    browser = device()
    mine = UserSession.objects.filter(session_key=browser.session.session_key)
    mine.update(last_seen_at=timezone.now() - timedelta(minutes=3))
    before = mine.get().last_seen_at
    actions._noted.clear()
    browser.get("/people/")
    assert mine.get().last_seen_at == before
    mine.update(last_seen_at=timezone.now() - timedelta(minutes=11))
    browser.get("/people/")
    assert mine.get().last_seen_at < timezone.now() - timedelta(minutes=10), "this process looked a moment ago"
    actions._noted.clear()
    browser.get("/people/")
    assert mine.get().last_seen_at > timezone.now() - timedelta(minutes=1)


def test_the_first_sign_in_ever_is_not_told_and_the_next_new_device_is(device, bob, letters):
    device(CHROME)
    assert letters() == []
    device(IPHONE, "198.51.100.7")
    (letter,) = letters()
    assert letter.to == ["bob@acme.example"]
    assert "Safari on iPhone" in letter.subject
    assert "198.51.100.7" in letter.body
    assert "http://acme.localhost:8000/settings/devices/" in letter.body


def test_a_browser_one_has_used_before_is_not_new(device, bob, letters):
    device(IPHONE)
    browser = device(CHROME)
    letters()
    browser.post("/accounts/logout/")
    browser.post("/accounts/login/", {"login": "bob@acme.example", "password": PASSWORD})
    assert letters() == []


def test_a_forged_mark_makes_a_browser_no_better_known(acme, bob, device, letters):
    device()
    letters()
    thief = CompanyClient(headers={"host": "acme.localhost", "user-agent": IPHONE})
    thief.cookies["known"] = f"{bob.pk}:forged"
    thief.post("/accounts/login/", {"login": "bob@acme.example", "password": PASSWORD})
    assert len(letters()) == 1


def test_it_is_told_in_the_person_s_language(device, bob, letters):
    bob.language = "fr"
    bob.save(update_fields=["language"])
    device()
    device(IPHONE)
    assert "Nouvelle connexion" in letters()[-1].subject


def test_signing_up_is_not_told(stranger, code_for, letters):
    stranger.post("/accounts/signup/", {"email": "dora@acme.example"})
    stranger.post("/accounts/signup/code/", {"code": code_for("dora@acme.example")})
    stranger.post("/accounts/signup/name/", {"name": "Dora Day"})
    assert stranger.get("/api/v1/me").json()["name"] == "Dora Day"
    assert [letter.subject for letter in letters() if "sign-in" in letter.subject] == []


def test_a_new_password_signs_out_all_other_devices_at_once(device, bob, monkeypatch):
    from people.actions import sessions

    phone, laptop = device(IPHONE), device()
    closed = []
    monkeypatch.setattr(sessions, "close_session", closed.append)
    key = phone.session.session_key
    asked = {"oldpassword": PASSWORD, "password1": "a-new-pass-word"}
    laptop.post("/accounts/password/change/", asked)
    assert [each.get("/api/v1/me").status_code for each in (phone, laptop)] == [401, 200]
    assert closed == [key]


def test_with_a_new_password_this_device_stays_what_it_was(device, bob):
    laptop = device()
    before = UserSession.objects.get(user=bob)
    laptop.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": "a-new-pass-word"})
    after = UserSession.objects.get(user=bob)
    assert (after.pk, after.session_key) == (before.pk, laptop.session.session_key)


def test_a_password_set_by_a_mailed_code_does_too(device, stranger, bob, code_for):
    phone = device(IPHONE)
    stranger.post("/accounts/password/reset/", {"email": "bob@acme.example"})
    stranger.post("/accounts/password/reset/confirm/", {"code": code_for("bob@acme.example")})
    stranger.post("/accounts/password/reset/complete/", {"password1": "a-new-pass-word"})
    bob.refresh_from_db()
    assert bob.check_password("a-new-pass-word")
    assert phone.get("/api/v1/me").status_code == 401
