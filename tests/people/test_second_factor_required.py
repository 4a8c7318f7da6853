"""A company that asks for a second factor: who has none sets one up, signs out, and nothing else."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator

from audit.models import Line
from tests.cast import PASSWORD
from tests.people.conftest import NOW, SECRET, give_totp, totp

REQUIRED = "/accounts/2fa/required/"
APP = "/_allauth/app/v1"


def app_signs_in(client, name="bob"):
    asked = {"email": f"{name}@acme.example", "password": PASSWORD}
    return client.post(f"{APP}/auth/login", asked, content_type="application/json")


@pytest.mark.parametrize("path", ["/", "/people/", "/chat/", "/settings/profile/", "/people/1/photo"])
def test_every_page_leads_to_setting_one_up(sign_in, bob, asks_for_factor, path):
    assert sign_in().get(path).headers["Location"] == REQUIRED


def test_that_page_says_why_and_offers_both_ways_and_the_way_out(sign_in, bob, asks_for_factor):
    page = sign_in().get(REQUIRED).content.decode()
    for part in ("Acme asks everybody", "/2fa/webauthn/add/", "/2fa/totp/activate/", "/accounts/logout/"):
        assert part in page


def test_nothing_can_be_written_either(sign_in, bob, asks_for_factor):
    assert sign_in().post("/settings/profile/", {"name": "Bobby"}).headers["Location"] == REQUIRED
    bob.refresh_from_db()
    assert bob.name == "Bob Brown"


def test_the_api_says_403_to_pages_and_to_apps(sign_in, stranger, bob, asks_for_factor):
    answer = sign_in().get("/api/v1/me")
    assert (answer.status_code, answer.json()["code"]) == (403, "second_factor_required")
    token = {"X-Session-Token": app_signs_in(stranger).json()["meta"]["session_token"]}
    answer = stranger.get("/api/v1/me", headers=token)
    assert (answer.status_code, answer.json()["code"]) == (403, "second_factor_required")


def test_an_app_is_told_when_it_signs_in(stranger, bob, asks_for_factor):
    assert app_signs_in(stranger).json()["data"]["user"]["second_factor_required"] is True


def test_an_app_is_told_that_nothing_is_missing(stranger, bob):
    assert app_signs_in(stranger).json()["data"]["user"]["second_factor_required"] is False


def test_the_socket_is_refused(bob, line_of, scenario, asks_for_factor):
    async def story():
        assert await line_of(bob).refused()

    scenario(story)


def test_with_a_factor_the_socket_opens(bob, line_of, scenario, asks_for_factor):
    give_totp(bob)

    async def story():
        line = line_of(bob)
        assert not await line.refused()
        await line.disconnect()

    scenario(story)


def test_signed_out_people_still_come_to_the_sign_in(stranger, asks_for_factor):
    assert stranger.get("/people/").headers["Location"].startswith("/accounts/login/")


def test_after_setting_one_up_they_see_the_codes_and_then_what_they_wanted(sign_in, bob, asks_for_factor):
    browser = sign_in()
    browser.get("/people/")
    assert "QR code" in browser.get("/accounts/2fa/totp/activate/").content.decode()
    secret = browser.session["mfa.totp.secret"]
    done = browser.post("/accounts/2fa/totp/activate/", {"code": totp(secret)})
    assert done.headers["Location"] == "/accounts/2fa/recovery-codes/"
    codes = browser.get(done.headers["Location"]).content.decode()
    assert codes.count("<li><code>") == 10
    assert browser.get(REQUIRED).headers["Location"] == "/people/"
    assert browser.get("/people/").status_code == 200


def test_a_factor_s_secret_is_not_readable_in_the_database(sign_in, bob):
    browser = sign_in()
    browser.get("/accounts/2fa/totp/activate/")
    secret = browser.session["mfa.totp.secret"]
    browser.post("/accounts/2fa/totp/activate/", {"code": totp(secret)})
    kept = Authenticator.objects.get(user=bob, type="totp")
    assert secret not in str(kept.data)
    assert kept.wrap().validate_code(totp(secret))


@pytest.mark.parametrize("later", [30, 60])
def test_a_code_counts_for_its_own_half_minute_alone(bob, monkeypatch, later):
    """A used one is remembered that long: taken any longer, somebody who saw it typed could use it again."""
    factor = give_totp(bob).wrap()
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time.time", lambda: NOW + later)
    assert not factor.validate_code(totp(SECRET, NOW))
    assert factor.validate_code(totp(SECRET, NOW + later))


def test_the_last_one_cannot_be_removed(sign_in, bob, asks_for_factor):
    browser = signed_in_with_totp(sign_in, bob)
    page = browser.get("/accounts/2fa/totp/deactivate/").content.decode()
    assert "Set up another one before" in page
    browser.post("/accounts/2fa/totp/deactivate/")
    assert Authenticator.objects.filter(user=bob, type="totp").exists()


def test_nor_the_last_passkey(sign_in, bob, asks_for_factor):
    browser = signed_in_with_totp(sign_in, bob)
    key = passkey_of(bob)
    Authenticator.objects.filter(user=bob, type="totp").delete()
    assert "Set up another one before" in browser.get(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/").content.decode()
    assert browser.post(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/").status_code == 409
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_one_of_two_may_go(sign_in, bob, asks_for_factor):
    browser = signed_in_with_totp(sign_in, bob)
    key = passkey_of(bob)
    browser.post(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/")
    assert not Authenticator.objects.filter(pk=key.pk).exists()


def test_an_app_cannot_remove_the_last_one(stranger, bob, asks_for_factor):
    token = app_signs_in_with_totp(stranger, bob)
    answer = stranger.delete(f"{APP}/account/authenticators/totp", headers=token)
    assert (answer.status_code, answer.json()["code"]) == (409, "last_factor")
    assert Authenticator.objects.filter(user=bob, type="totp").exists()


def test_without_the_demand_an_app_may(stranger, bob):
    token = app_signs_in_with_totp(stranger, bob)
    assert stranger.delete(f"{APP}/account/authenticators/totp", headers=token).status_code == 200
    assert not Authenticator.objects.filter(user=bob).exists()


def test_an_app_signs_in_with_the_second_factor(stranger, bob, asks_for_factor):
    token = app_signs_in_with_totp(stranger, bob)
    assert stranger.get("/api/v1/me", headers=token).json()["id"] == str(bob.pk)


def test_until_then_its_token_opens_nothing(stranger, bob):
    give_totp(bob)
    pending = app_signs_in(stranger).json()["meta"]["session_token"]
    assert stranger.get("/api/v1/me", headers={"X-Session-Token": pending}).status_code == 401


def test_changes_stand_in_the_company_s_log(sign_in, bob):
    browser = signed_in_with_totp(sign_in, bob)
    browser.post("/accounts/2fa/totp/deactivate/")
    assert Line.objects.get(what="people.factor_removed").who.endswith("Bob Brown")


def signed_in_with_totp(sign_in, bob):
    give_totp(bob)
    browser = sign_in()
    browser.post("/accounts/2fa/authenticate/", {"code": totp(SECRET)})
    assert browser.get("/api/v1/me").status_code == 200
    return browser


def app_signs_in_with_totp(stranger, bob) -> dict[str, str]:
    give_totp(bob)
    pending = {"X-Session-Token": app_signs_in(stranger).json()["meta"]["session_token"]}
    code = {"code": totp(SECRET)}
    done = stranger.post(f"{APP}/auth/2fa/authenticate", code, content_type="application/json", headers=pending)
    assert done.status_code == 200, done.content
    return {"X-Session-Token": done.json()["meta"].get("session_token", pending["X-Session-Token"])}


def passkey_of(bob) -> Authenticator:
    data = {"name": "Bob's laptop", "credential": {}}
    return Authenticator.objects.create(user=bob, type=Authenticator.Type.WEBAUTHN, data=data)
