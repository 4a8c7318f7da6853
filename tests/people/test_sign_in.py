"""Signing in and out, by password and by code; a new password; the language of the doors."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from core.schema import inside_public
from people.models import User
from tests.cast import PASSWORD, CompanyClient

LOGIN, CODE, CONFIRM = "/accounts/login/", "/accounts/login/code/", "/accounts/login/code/confirm/"
RESET, RESET_CODE, NEW = (
    "/accounts/password/reset/",
    "/accounts/password/reset/confirm/",
    "/accounts/password/reset/complete/",
)


def sign_in(browser, address, password=PASSWORD):
    return browser.post(LOGIN, {"login": address, "password": password})


def me(browser):
    return browser.get("/api/v1/me")


def test_the_password_opens_the_door(stranger, bob):
    assert sign_in(stranger, "bob@acme.example").url == "/"
    assert me(stranger).json()["id"] == str(bob.pk)


def test_the_address_may_be_written_in_capitals(stranger, bob):
    assert sign_in(stranger, "Bob@Acme.Example").status_code == 302


def test_a_first_visit_begins_with_a_welcome(stranger, bob):
    bob.welcomed_at = None
    bob.save(update_fields=["welcomed_at"])
    assert sign_in(stranger, "bob@acme.example").url == "/welcome/"


def test_one_is_led_to_the_page_one_wanted(stranger, bob):
    response = stranger.post(f"{LOGIN}?next=/people/", {"login": "bob@acme.example", "password": PASSWORD})
    assert response.url == "/people/"


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example/", "http://globex.localhost/"])
def test_nobody_is_led_away(stranger, bob, to):
    response = stranger.post(LOGIN, {"login": "bob@acme.example", "password": PASSWORD, "next": to})
    assert response.url == "/"


def test_a_wrong_password_and_an_unknown_address_read_the_same(stranger, bob):
    answers = set()
    for address in ("bob@acme.example", "zed@acme.example"):
        browser = CompanyClient(headers={"host": "acme.localhost"})
        body = sign_in(browser, address, "wrong-wrong-wrong").content.decode()
        answers.add(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", body).replace(address, "ADDRESS"))
    assert len(answers) == 1


def test_the_password_of_another_company_opens_nothing(stranger, gina):
    assert sign_in(stranger, "gina@globex.example").status_code == 200
    assert me(stranger).status_code == 401


def test_who_has_left_cannot_sign_in(stranger, bob, letters):
    bob.is_active = False
    bob.save(update_fields=["is_active"])
    sign_in(stranger, "bob@acme.example")
    assert me(stranger).status_code == 401
    stranger.post(CODE, {"email": "bob@acme.example"})
    assert not re.search(r"\d{6}", letters()[0].body)


def test_who_was_only_entered_by_others_cannot_sign_in_yet(stranger, acme):
    ahead = User.objects.create_user("ahead@acme.example", PASSWORD)
    EmailAddress.objects.create(user=ahead, email=ahead.email, verified=True, primary=True)
    assert sign_in(stranger, "ahead@acme.example").url == "/accounts/inactive/"
    assert me(stranger).status_code == 401


def test_a_code_by_mail_opens_the_door(stranger, bob, code_for):
    assert stranger.post(CODE, {"email": "bob@acme.example"}).url == CONFIRM
    assert stranger.post(CONFIRM, {"code": code_for("bob@acme.example")}).url == "/"
    assert me(stranger).json()["id"] == str(bob.pk)


def test_asking_for_a_code_reads_the_same_for_known_and_unknown(acme, bob):
    answers = set()
    for address in ("bob@acme.example", "zed@acme.example", "who@never.example"):
        browser = CompanyClient(headers={"host": "acme.localhost"})
        steps = [
            browser.post(CODE, {"email": address}),
            browser.get(CONFIRM),
            browser.post(CONFIRM, {"code": "000000"}),
        ]
        texts = [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", step.content.decode()) for step in steps]
        answers.add(tuple(text.replace(address, "ADDRESS") for text in texts))
    assert len(answers) == 1


def test_an_unknown_address_of_the_company_is_told_by_mail_that_it_may_join(stranger, letters):
    stranger.post(CODE, {"email": "zed@acme.example"})
    [letter] = letters()
    assert "/accounts/signup/" in letter.body


def test_an_unknown_address_from_elsewhere_hears_nothing(stranger, letters):
    stranger.post(CODE, {"email": "who@never.example"})
    assert letters() == []


def test_five_wrong_codes_end_it(stranger, bob, code_for):
    stranger.post(CODE, {"email": "bob@acme.example"})
    right = code_for("bob@acme.example")
    for _ in range(5):
        stranger.post(CONFIRM, {"code": "000000" if right != "000000" else "111111"})
    stranger.post(CONFIRM, {"code": right})
    assert me(stranger).status_code == 401


def test_many_codes_at_once_are_stopped_whatever_the_session_says(stranger, bob, code_for):
    """Each puts back a session in which nobody has tried yet, as requests at the same moment would read it."""
    stranger.post(CODE, {"email": "bob@acme.example"})
    right = code_for("bob@acme.example")
    fresh = dict(stranger.session)
    answers = []
    for _ in range(12):
        answers.append(stranger.post(CONFIRM, {"code": "000000" if right != "000000" else "111111"}).status_code)
        session = stranger.session
        session.update(fresh)
        session.save()
    assert answers == [200] * 10 + [429] * 2


def test_a_made_up_token_does_not_buy_a_page_more_tries(stranger, bob, code_for):
    stranger.post(CODE, {"email": "bob@acme.example"})
    wrong = "000000" if code_for("bob@acme.example") != "000000" else "111111"
    fresh = dict(stranger.session)
    answers = []
    for number in range(12):
        headers = {"X-Session-Token": f"madeup{number}"}
        answers.append(stranger.post(CONFIRM, {"code": wrong}, headers=headers).status_code)
        session = stranger.session
        session.update(fresh)
        session.save()
    assert answers == [200] * 10 + [429] * 2


def test_a_code_that_waited_too_long_is_not_mailed_any_more(stranger, bob, letters, monkeypatch):
    from people import mail as worker

    stranger.post(CODE, {"email": "bob@acme.example"})
    stranger.post("/accounts/signup/", {"email": "zed@acme.example"})
    monkeypatch.setattr(worker, "CODE_LIVES", timedelta(0))
    assert letters() == []


def test_a_new_password_comes_by_code(stranger, bob, code_for, letters):
    assert stranger.post(RESET, {"email": "bob@acme.example"}).url == RESET_CODE
    assert stranger.post(RESET_CODE, {"code": code_for("bob@acme.example")}).url == NEW
    stranger.post(NEW, {"password1": "a-brand-new-one"})
    bob.refresh_from_db()
    assert bob.check_password("a-brand-new-one")
    assert [letter.subject for letter in letters()] == ["Your password was changed by a code sent to this address."]


def test_asking_for_a_new_password_reads_the_same_for_known_and_unknown(acme, bob):
    answers = set()
    for address in ("bob@acme.example", "zed@acme.example"):
        browser = CompanyClient(headers={"host": "acme.localhost"})
        steps = [browser.post(RESET, {"email": address}), browser.get(RESET_CODE)]
        texts = [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", step.content.decode()) for step in steps]
        answers.add(tuple(text.replace(address, "ADDRESS") for text in texts))
    assert len(answers) == 1


def test_a_password_is_changed_with_the_old_one(client_of, bob):
    browser = client_of(bob)
    browser.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": "a-brand-new-one"})
    bob.refresh_from_db()
    assert bob.check_password("a-brand-new-one")
    assert me(browser).status_code == 200


def test_signing_out_ends_the_session(client_of, bob):
    browser = client_of(bob)
    cookie = browser.cookies["session"].value
    browser.post("/accounts/logout/")
    again = CompanyClient(headers={"host": "acme.localhost"})
    again.cookies["session"] = cookie
    assert me(again).status_code == 401


def test_signing_out_needs_a_post(client_of, bob):
    browser = client_of(bob)
    browser.get("/accounts/logout/")
    assert me(browser).status_code == 200


def test_signing_in_wrongly_too_often_is_stopped_for_that_address(stranger, bob):
    for _ in range(5):
        sign_in(stranger, "bob@acme.example", "wrong-wrong-wrong")
    sign_in(stranger, "bob@acme.example")
    assert me(stranger).status_code == 401
    assert sign_in(stranger, "carol@acme.example").status_code == 302


def test_too_many_is_a_page_that_says_so(stranger, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": "1/m/ip"}
    sign_in(stranger, "bob@acme.example", "wrong-wrong-wrong")
    response = sign_in(stranger, "bob@acme.example", "wrong-wrong-wrong")
    assert (response.status_code, response["Retry-After"]) == (429, "60")
    assert "door" in response.content.decode()


def test_an_address_of_the_internet_is_believed_from_our_own_proxies_only(stranger, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": "1/m/ip"}

    def attempt(forwarded):
        return stranger.post(
            LOGIN, {"login": "a@acme.example", "password": "x"}, headers={"X-Forwarded-For": forwarded}
        )

    assert [attempt(f"10.0.0.{n}").status_code for n in range(2)] == [200, 429]
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert [attempt(f"1.2.3.4, 10.0.0.{n}").status_code for n in range(2)] == [200, 200]


def test_strangers_choose_the_language_of_the_doors(stranger):
    stranger.post("/language/", {"language": "fr", "next": LOGIN})
    assert '<html lang="fr"' in stranger.get(LOGIN).content.decode()


def test_the_browsers_language_is_taken_where_nothing_was_chosen(stranger):
    assert '<html lang="fr"' in stranger.get(LOGIN, headers={"Accept-Language": "fr-BE,en;q=0.5"}).content.decode()


def test_the_companys_language_is_taken_where_the_browser_has_none_of_ours(stranger, acme):
    with inside_public():
        type(acme).objects.filter(pk=acme.pk).update(language="fr")
    assert '<html lang="fr"' in stranger.get(LOGIN, headers={"Accept-Language": "de"}).content.decode()


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", ""])
def test_choosing_a_language_leads_nobody_away(stranger, to):
    assert stranger.post("/language/", {"language": "fr", "next": to}).url == "/"


def test_a_language_we_do_not_speak_is_refused(stranger):
    assert stranger.post("/language/", {"language": "tlh"}).status_code == 400


def test_the_language_is_chosen_by_post_only(stranger):
    assert stranger.get("/language/").status_code == 405


def test_operators_sign_in_on_the_public_host(public_client, db):
    with inside_public():
        op = User.objects.create_user("op@workplace.example", PASSWORD, is_staff=True)
        EmailAddress.objects.create(user=op, email=op.email, verified=True, primary=True)
    page = public_client.get(LOGIN)
    assert "Sign up" not in page.content.decode()
    assert sign_in(public_client, "op@workplace.example").status_code == 302


def test_an_operator_is_nobody_in_a_company(stranger, acme):
    with inside_public():
        op = User.objects.create_user("op@workplace.example", PASSWORD, is_staff=True)
        EmailAddress.objects.create(user=op, email=op.email, verified=True, primary=True)
    sign_in(stranger, "op@workplace.example")
    assert me(stranger).status_code == 401


def test_operators_get_their_code_from_the_public_schema(public_client, code_for, db):
    with inside_public():
        op = User.objects.create_user("op@workplace.example", PASSWORD, is_staff=True)
        EmailAddress.objects.create(user=op, email=op.email, verified=True, primary=True)
    public_client.post(CODE, {"email": "op@workplace.example"})
    assert public_client.post(CONFIRM, {"code": code_for("op@workplace.example")}).status_code == 302


PAGES = [
    "/accounts/login/",
    "/accounts/login/code/",
    "/accounts/inactive/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
]
INSIDE = [
    "/accounts/logout/",
    "/accounts/password/change/",
    "/accounts/reauthenticate/",
    "/accounts/2fa/",
    "/accounts/2fa/webauthn/",
]


@pytest.mark.parametrize("page", PAGES)
def test_each_page_outside_wears_our_clothes(stranger, page):
    assert 'class="door"' in stranger.get(page).content.decode()


@pytest.mark.parametrize("page", INSIDE)
def test_each_account_page_inside_wears_our_clothes(client_of, bob, page):
    assert 'class="door"' in client_of(bob).get(page).content.decode()


@pytest.mark.parametrize(
    "page",
    [
        "/accounts/3rdparty/",
        "/accounts/signup/passkey/",
        "/accounts/phone/verify/",
        "/accounts/social/connections/",
        "/accounts/confirm-email/abc/",
        "/accounts/password/reset/key/1-abc/",
    ],
)
def test_pages_of_allauth_that_we_do_not_use_do_not_exist(client_of, bob, page):
    assert client_of(bob).get(page).status_code == 404


def test_nobody_changes_the_address_of_an_account(client_of, bob):
    assert client_of(bob).get("/accounts/email/").url == "/"
