"""Signing in on the phone by the code that a signed-in screen shows."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.utils import timezone

from audit.models import Line
from people.actions import deactivate, sign_out_everywhere
from people.models import SignInCode
from people.qr import qr_code
from tests.cast import PASSWORD, CompanyClient
from tests.people.test_devices import CHROME, IPHONE

SHOW = "/settings/phone/"
CODES = "/api/v1/sign-in-codes"
CLAIM = f"{CODES}/claim"


@pytest.fixture
def screen(acme, bob):
    """Bob's browser at his desk, signed in a moment ago."""
    browser = CompanyClient(headers={"host": "acme.localhost", "user-agent": CHROME})
    browser.post("/accounts/login/", {"login": "bob@acme.example", "password": PASSWORD})
    return browser


@pytest.fixture
def phone(acme):
    return CompanyClient(headers={"host": "acme.localhost", "user-agent": IPHONE}, REMOTE_ADDR="198.51.100.7")


def made(screen) -> dict:
    answer = screen.post(CODES)
    assert answer.status_code == 201, answer.content
    return answer.json()


def path_of(code) -> str:
    return re.sub(r"^https?://[^/]+", "", code["link"])


def me(browser):
    return browser.get("/api/v1/me").status_code


def test_the_page_draws_the_link_and_the_phone_is_in_after_one_tap(screen, phone, bob):
    shown = screen.post(SHOW).content.decode()
    assert "<svg" in shown
    assert " style=" not in shown
    code = made(screen)
    asked = phone.get(path_of(code)).content.decode()
    assert "Sign in as Bob Brown?" in asked
    assert "Chrome on Linux" in asked
    phone.post(path_of(code))
    assert phone.get("/api/v1/me").json()["name"] == "Bob Brown"


def test_looking_uses_nothing_up(screen, phone):
    path = path_of(made(screen))
    for _ in range(3):
        assert phone.get(path).status_code == 200
        assert phone.head(path).status_code == 200
    assert me(phone) == 401
    phone.post(path)
    assert me(phone) == 200


def test_it_works_once(screen, phone, acme):
    path = path_of(made(screen))
    phone.post(path)
    second = CompanyClient(headers={"host": "acme.localhost"})
    for answer in (second.get(path), second.post(path)):
        assert answer.status_code == 410
        assert "has been used" in answer.content.decode()
    assert me(second) == 401


def test_a_double_tap_is_no_error(screen, phone):
    path = path_of(made(screen))
    phone.post(path)
    assert "signed in here already" in phone.post(path).content.decode()


def test_it_runs_out_after_five_minutes(screen, phone):
    code = made(screen)
    SignInCode.objects.filter(pk=code["id"]).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert "has run out" in phone.get(path_of(code)).content.decode()
    assert phone.post(path_of(code)).status_code == 410
    assert me(phone) == 401


def test_it_lives_for_five_minutes(screen):
    code = made(screen)
    row = SignInCode.objects.get(pk=code["id"])
    assert row.expires_at - row.created_at < timedelta(minutes=5, seconds=1)
    assert row.expires_at - row.created_at > timedelta(minutes=4, seconds=59)


def test_only_a_hash_is_kept(screen):
    code = made(screen)
    assert code["token"] in code["link"]
    assert not SignInCode.objects.filter(token_hash=code["token"]).exists()


def test_the_one_before_stops_working(screen, phone):
    before, after = made(screen), made(screen)
    assert phone.get(path_of(before)).status_code == 404
    assert phone.get(path_of(after)).status_code == 200


@pytest.mark.parametrize("path", ["/sign-in/nonsense/", "/sign-in/%00/", f"/sign-in/{'x' * 500}/"])
def test_an_unknown_code_says_so_kindly(phone, path):
    answer = phone.get(path)
    assert answer.status_code == 404
    assert phone.post(path).status_code == 404


def test_a_code_is_worth_nothing_in_another_company(screen, gina):
    elsewhere = CompanyClient(headers={"host": "globex.localhost"})
    code = made(screen)
    assert elsewhere.get(path_of(code)).status_code == 404
    assert elsewhere.post(path_of(code)).status_code == 404
    assert elsewhere.post(CLAIM, {"token": code["token"]}, content_type="application/json").status_code == 409


def test_somebody_else_signed_in_on_the_phone_is_told_to_sign_out_first(screen, client_of, carol):
    path = path_of(made(screen))
    hers = client_of(carol)
    for answer in (hers.get(path), hers.post(path)):
        assert "You are signed in as Carol Clark" in answer.content.decode()
    assert hers.get("/api/v1/me").json()["name"] == "Carol Clark"


def test_the_screen_s_own_person_is_told_they_are_in(screen):
    code = made(screen)
    assert "signed in here already" in screen.get(path_of(code)).content.decode()
    assert SignInCode.objects.get(pk=code["id"]).state == "open"


def test_it_ends_with_the_screen_s_sign_out(screen, phone):
    code = made(screen)
    screen.post("/accounts/logout/")
    assert phone.get(path_of(code)).status_code == 404
    phone.post(path_of(code))
    assert me(phone) == 401


@pytest.mark.parametrize("end", [deactivate, sign_out_everywhere])
def test_it_ends_with_the_account_and_with_signing_out_everywhere(screen, phone, alice, bob, end):
    code = made(screen)
    end(person=bob, by=alice)
    phone.post(path_of(code))
    assert me(phone) == 401


def test_it_ends_with_a_new_password(screen, phone):
    code = made(screen)
    screen.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": "a-new-pass-word"})
    phone.post(path_of(code))
    assert me(phone) == 401


def test_the_phone_is_listed_with_the_screen_it_came_from(screen, phone):
    phone.post(path_of(made(screen)))
    assert "by code from Chrome on Linux" in phone.get("/settings/devices/").content.decode()
    row = next(row for row in screen.get("/api/v1/devices").json()["results"] if not row["is_this"])
    assert (row["name"], row["code_from"], row["address"]) == ("Safari on iPhone", "Chrome on Linux", "198.51.100.7")


def test_the_person_gets_a_mail(screen, phone, letters):
    letters()
    phone.post(path_of(made(screen)))
    (letter,) = letters()
    assert "the code that was shown on Chrome on Linux" in letter.body


def test_the_company_can_read_it(screen, phone):
    phone.post(path_of(made(screen)))
    line = Line.objects.get(what="people.signed_in_by_code")
    assert line.detail == {"device": "Safari on iPhone", "shown_on": "Chrome on Linux"}


def test_the_screen_hears_it_at_once(screen, bob, phone, line_of, scenario):
    code = made(screen)

    async def story():
        from tests.sockets import here

        line = line_of(bob)
        assert not await line.refused()
        await here(phone.post, path_of(code))
        while (frame := await line.next())["type"] != "people.sign_in_code_used":
            pass
        assert frame["data"] == {"id": code["id"], "device": "Safari on iPhone"}
        await line.disconnect()

    scenario(story)


def test_a_screen_signed_in_long_ago_is_asked_first_who_is_there(screen):
    session = screen.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()
    assert screen.get(SHOW).headers["Location"].startswith("/accounts/reauthenticate/")
    answer = screen.post(CODES)
    assert (answer.status_code, answer.json()["code"]) == (403, "reauthentication_required")


def test_a_phone_let_in_by_a_code_cannot_let_in_the_next(screen, phone):
    phone.post(path_of(made(screen)))
    assert phone.post(CODES).status_code == 403
    assert phone.get("/accounts/2fa/totp/activate/").headers["Location"].startswith("/accounts/reauthenticate/")


def test_an_app_claims_a_session_of_its_own(screen, stranger, bob):
    answer = stranger.post(CLAIM, {"token": made(screen)["token"]}, content_type="application/json")
    assert answer.status_code == 201
    assert answer.json()["person"] == {"id": str(bob.pk), "name": "Bob Brown"}
    assert not answer.cookies
    token = {"X-Session-Token": answer.json()["session_token"]}
    assert stranger.get("/api/v1/me", headers=token).json()["id"] == str(bob.pk)
    kinds = [row["kind"] for row in stranger.get("/api/v1/devices", headers=token).json()["results"]]
    assert sorted(kinds) == ["app", "browser"]
    assert me(stranger) == 401


def test_an_app_claims_it_once(screen, stranger):
    token = {"token": made(screen)["token"]}
    answers = [stranger.post(CLAIM, token, content_type="application/json") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 409]
    assert answers[1].json()["code"] == "code_dead"


@pytest.mark.parametrize("body", [{}, {"token": ""}, {"token": "x" * 101}, {"token": ["x"]}, []])
def test_an_app_that_sends_nonsense_is_told(stranger, acme, body):
    assert stranger.post(CLAIM, body, content_type="application/json").status_code == 400


def test_the_api_says_how_a_code_fares_to_its_own_person_alone(screen, phone, client_of, carol, gina):
    code = made(screen)
    url = f"{CODES}/{code['id']}"
    assert screen.get(url).json()["state"] == "open"
    for other in (client_of(carol), client_of(gina)):
        assert other.get(url).status_code == 404
        assert other.delete(url).status_code == 404
    assert phone.get(url).status_code == 401
    assert phone.post(CODES).status_code == 401
    phone.post(path_of(code))
    assert (screen.get(url).json()["state"], screen.get(url).json()["used_by"]) == ("used", "Safari on iPhone")


def test_a_code_can_be_taken_back(screen, phone):
    code = made(screen)
    assert screen.delete(f"{CODES}/{code['id']}").status_code == 204
    assert phone.get(path_of(code)).status_code == 404


@pytest.mark.parametrize(
    ("method", "path"), [("get", CODES), ("get", CLAIM), ("put", CODES), ("delete", "/sign-in/x/")]
)
def test_wrong_methods(screen, method, path):
    assert getattr(screen, method)(path).status_code in {404, 405}


def test_codes_are_not_made_without_end(screen):
    answers = [screen.post(CODES).status_code for _ in range(17)]
    assert answers.count(429) >= 1


def test_no_second_factor_is_asked_for_on_the_phone(screen, phone, bob, asks_for_factor):
    """The screen has gone through it; and without one its own person cannot show a code at all."""
    from tests.people.conftest import give_totp

    assert screen.post(CODES).status_code == 403
    give_totp(bob)
    phone.post(path_of(made(screen)))
    assert me(phone) == 200


def test_the_picture_reads_as_the_link():
    drawn = qr_code("https://acme.example/sign-in/abc/")
    assert drawn.startswith("<svg")
    assert "style" not in drawn


def test_old_codes_are_forgotten(screen, acme, run_tasks):
    from people.actions import forget_expired

    code = made(screen)
    SignInCode.objects.filter(pk=code["id"]).update(expires_at=timezone.now() - timedelta(days=2))
    forget_expired()
    assert not SignInCode.objects.exists()
    assert UserSession.objects.count() == 1
