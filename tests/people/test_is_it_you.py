"""Before somebody changes how they sign in they show that it is them: password, factor, or a mailed code."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator

from tests.cast import PASSWORD
from tests.people.conftest import SECRET, give_totp, totp

ACTIVATE = "/accounts/2fa/totp/activate/"
BY_CODE = "/accounts/reauthenticate/code/"


@pytest.fixture
def long_ago():
    """Make a browser's sign-in an hour old."""

    def age(browser):
        session = browser.session
        for record in session["account_authentication_methods"]:
            record["at"] -= 3600
        session.save()
        return browser

    return age


@pytest.fixture
def without_password(stranger, bob, code_for, long_ago):
    bob.set_unusable_password()
    bob.save(update_fields=["password"])
    stranger.post("/accounts/login/code/", {"email": "bob@acme.example"})
    stranger.post("/accounts/login/code/confirm/", {"code": code_for("bob@acme.example")})
    return long_ago(stranger)


def test_who_has_just_signed_in_is_not_asked_again(sign_in, bob):
    assert sign_in().get(ACTIVATE).status_code == 200


def test_later_the_password_is_asked_for(sign_in, long_ago, bob):
    browser = long_ago(sign_in())
    asked = browser.get(ACTIVATE)
    assert asked.headers["Location"].startswith("/accounts/reauthenticate/")
    done = browser.post(asked.headers["Location"], {"password": PASSWORD, "next": ACTIVATE})
    assert done.headers["Location"] == ACTIVATE
    assert browser.get(ACTIVATE).status_code == 200


def test_a_wrong_password_opens_nothing(sign_in, long_ago, bob):
    browser = long_ago(sign_in())
    browser.post("/accounts/reauthenticate/", {"password": "wrong-wrong-wrong", "next": ACTIVATE})
    assert browser.get(ACTIVATE).status_code == 302


def test_who_has_a_factor_may_use_it(sign_in, long_ago, bob):
    give_totp(bob)
    browser = sign_in()
    browser.post("/accounts/2fa/authenticate/", {"code": totp(SECRET)})
    long_ago(browser)
    code = Authenticator.objects.get(user=bob, type="recovery_codes").wrap().get_unused_codes()[0]
    browser.post("/accounts/2fa/reauthenticate/", {"code": code})
    assert browser.get("/accounts/2fa/totp/deactivate/").status_code == 200


def test_without_a_password_a_code_by_mail_is_asked_for(without_password, code_for):
    asked = without_password.get(ACTIVATE)
    assert asked.headers["Location"].startswith(BY_CODE)
    page = asked.headers["Location"]
    assert "Send me a code" in without_password.get(page).content.decode()
    without_password.post(page, {"next": ACTIVATE})
    done = without_password.post(page, {"code": code_for("bob@acme.example"), "next": ACTIVATE})
    assert done.headers["Location"] == ACTIVATE
    assert without_password.get(ACTIVATE).status_code == 200


def test_looking_at_that_page_sends_no_mail(without_password, letters):
    letters()
    without_password.get(BY_CODE)
    assert letters() == []


def test_a_wrong_code_opens_nothing(without_password, code_for):
    without_password.post(BY_CODE, {})
    wrong = "000000" if code_for("bob@acme.example") != "000000" else "111111"
    answer = without_password.post(BY_CODE, {"code": wrong})
    assert "This is not the code" in answer.content.decode()
    assert without_password.get(ACTIVATE).status_code == 302


def test_a_code_works_once(without_password, code_for, long_ago):
    without_password.post(BY_CODE, {})
    code = code_for("bob@acme.example")
    without_password.post(BY_CODE, {"code": code})
    long_ago(without_password)
    without_password.post(BY_CODE, {"code": code})
    assert without_password.get(ACTIVATE).status_code == 302


def test_a_strange_next_leads_nowhere(without_password, code_for):
    without_password.post(BY_CODE, {})
    done = without_password.post(BY_CODE, {"code": code_for("bob@acme.example"), "next": "https://evil.example/"})
    assert done.headers["Location"].startswith("/")


def test_who_has_a_password_cannot_take_the_mail_s_way(sign_in, bob):
    assert sign_in().get(BY_CODE).headers["Location"] == "/accounts/reauthenticate/"


def test_a_recovery_code_that_was_used_is_told_by_mail_and_counted(sign_in, bob, letters):
    give_totp(bob)
    codes = Authenticator.objects.get(user=bob, type="recovery_codes").wrap()
    code = codes.get_unused_codes()[0]
    browser = sign_in()
    browser.post("/accounts/2fa/authenticate/", {"code": code})
    assert browser.get("/api/v1/me").status_code == 200
    letter = next(letter for letter in letters() if "recovery code" in letter.subject)
    assert "9 codes are left" in letter.body
    again = sign_in()
    again.post("/accounts/2fa/authenticate/", {"code": code})
    assert again.get("/api/v1/me").status_code == 401


def test_few_recovery_codes_are_warned_of(sign_in, bob):
    give_totp(bob)
    kept = Authenticator.objects.get(user=bob, type="recovery_codes")
    for code in kept.wrap().get_unused_codes()[:8]:
        kept.wrap().validate_code(code)
        kept.refresh_from_db()
    browser = sign_in()
    browser.post("/accounts/2fa/authenticate/", {"code": totp(SECRET)})
    assert "few left" in browser.get("/accounts/2fa/").content.decode()
    assert "2 codes are left" in browser.get("/accounts/2fa/recovery-codes/").content.decode()
    download = browser.get("/accounts/2fa/recovery-codes/download/")
    assert (download.status_code, "Acme" in download.content.decode()) == (200, True)


def test_the_same_digits_do_not_open_twice(sign_in, bob):
    give_totp(bob)
    digits = totp(SECRET)
    first, second = sign_in(), sign_in()
    first.post("/accounts/2fa/authenticate/", {"code": digits})
    second.post("/accounts/2fa/authenticate/", {"code": digits})
    assert [browser.get("/api/v1/me").status_code for browser in (first, second)] == [200, 401]
