"""Signing up with a work address: address, code, name; and nobody learns who has an account."""

from __future__ import annotations

import re

import pytest

from core.schema import inside_public
from people import proof
from people.models import Invite, User
from tenants.models import Company, MailDomain

SIGN_UP, CODE, NAME = "/accounts/signup/", "/accounts/signup/code/", "/accounts/signup/name/"


def ask(browser, address):
    return browser.post(SIGN_UP, {"email": address})


def sign_up(browser, code_for, address, **name):
    ask(browser, address)
    browser.post(CODE, {"code": code_for(address)})
    return browser.post(NAME, {"name": "Dora Day", **name})


def test_a_colleague_comes_in_by_address_code_and_name(stranger, code_for, acme):
    response = sign_up(stranger, code_for, "dora@acme.example", time_zone="Europe/Paris")
    assert response.url == "/welcome/"
    dora = User.objects.get(email="dora@acme.example")
    assert (dora.name, dora.time_zone, dora.has_usable_password()) == ("Dora Day", "Europe/Paris", False)
    assert dora.joined_at
    assert stranger.get("/api/v1/me").json()["email"] == "dora@acme.example"


def test_nobody_exists_before_the_code_is_typed_and_the_name_is_given(stranger, code_for, acme):
    ask(stranger, "dora@acme.example")
    stranger.post(CODE, {"code": code_for("dora@acme.example")})
    assert not User.objects.filter(email="dora@acme.example").exists()


def test_a_password_given_on_the_way_works(stranger, code_for, acme):
    sign_up(stranger, code_for, "dora@acme.example", password="quite-a-long-one")
    assert User.objects.get(email="dora@acme.example").check_password("quite-a-long-one")


def test_a_weak_password_is_told_at_its_field_and_the_name_is_kept(stranger, code_for, acme):
    response = sign_up(stranger, code_for, "dora@acme.example", password="short")
    assert "password" in response.context["form"].errors
    assert 'value="Dora Day"' in response.content.decode()


def test_a_member_who_signs_up_again_is_signed_in_by_the_code(stranger, code_for, bob):
    ask(stranger, "bob@acme.example")
    response = stranger.post(CODE, {"code": code_for("bob@acme.example")})
    assert response.url == "/"
    assert stranger.get("/api/v1/me").json()["id"] == str(bob.pk)


def plain(response, address):
    body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return response.status_code, response.get("Location"), body.replace(address, "ADDRESS")


@pytest.fixture
def five_kinds(acme, bob):
    """As long as one another, so that no header differs by a byte."""
    carol = User.objects.get(email="carol@acme.example")
    carol.is_active = False
    carol.save(update_fields=["is_active"])
    return ["bob@acme.example", "zed@acme.example", "ginag@globex.example", "who@never.example", "carol@acme.example"]


def test_the_answers_are_the_same_byte_for_byte_whoever_asks(five_kinds, acme, letters):
    from tests.cast import CompanyClient

    seen = set()
    for address in five_kinds:
        browser = CompanyClient(headers={"host": "acme.localhost"})
        steps = [ask(browser, address), browser.get(CODE), browser.post(CODE, {"code": "000000"})]
        seen.add(tuple(plain(step, address) for step in steps))
    assert len(seen) == 1
    assert next(iter(seen))[0][:2] == (302, CODE)


def test_the_request_does_the_same_work_for_every_address(five_kinds, django_assert_num_queries, acme):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.cast import CompanyClient

    seen = set()
    for address in five_kinds:
        browser = CompanyClient(headers={"host": "acme.localhost"})
        browser.get(SIGN_UP)
        with CaptureQueriesContext(connection) as queries:
            ask(browser, address)
        asked = [query["sql"] for query in queries if not query["sql"].startswith("SET search_path")]
        seen.add(tuple(re.sub(r"'[^']*'|\d+", "?", sql)[:60] for sql in asked))
    assert len(seen) == 1, seen


def test_what_the_mails_say_differs(five_kinds, stranger, letters):
    for address in five_kinds:
        ask(stranger, address)
    subjects = {letter.to[0]: letter.subject for letter in letters()}
    assert set(subjects) == {"bob@acme.example", "zed@acme.example", "carol@acme.example", "ginag@globex.example"}
    assert "is your code for Acme" in subjects["zed@acme.example"]
    assert subjects["carol@acme.example"] == "Your account at Acme was closed"


def test_an_address_of_another_listed_company_is_mailed_the_right_host(stranger, letters, globex):
    ask(stranger, "gina@globex.example")
    [letter] = letters()
    assert "http://globex.localhost" in letter.body
    assert not re.search(r"\d{6}", letter.body)


def test_a_domain_not_proven_yet_opens_nothing(stranger, letters, acme):
    with inside_public():
        MailDomain.objects.create(company=acme, domain="acme-holding.example")
    ask(stranger, "dora@acme-holding.example")
    assert letters() == []


def test_a_private_provider_is_refused_plainly(stranger, letters):
    response = ask(stranger, "dora@gmail.com")
    assert "private mail provider" in response.content.decode()
    assert letters() == []


def test_the_fifth_wrong_code_ends_it(stranger, code_for):
    ask(stranger, "dora@acme.example")
    right = code_for("dora@acme.example")
    wrong = "000000" if right != "000000" else "111111"
    answers = [stranger.post(CODE, {"code": wrong}).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 302]
    assert stranger.post(CODE, {"code": right}).url == SIGN_UP


def test_tries_are_counted_beyond_the_session(stranger, code_for):
    """A hundred requests at once would each read a session in which nobody tried yet."""
    ask(stranger, "dora@acme.example")
    right = code_for("dora@acme.example")
    for _ in range(5):
        kept = stranger.session
        stranger.post(CODE, {"code": "000000" if right != "000000" else "111111"})
        fresh = stranger.session
        fresh[proof.SESSION_KEY] = kept[proof.SESSION_KEY]
        fresh.save()
    stranger.post(CODE, {"code": right})
    assert stranger.get(NAME).url == SIGN_UP


def test_a_code_lives_ten_minutes(stranger, code_for, monkeypatch):
    ask(stranger, "dora@acme.example")
    code = code_for("dora@acme.example")
    now = proof.time.time()
    monkeypatch.setattr(proof.time, "time", lambda: now + 601)
    assert stranger.post(CODE, {"code": code}).url == SIGN_UP


def test_a_code_works_once(stranger, code_for, acme):
    ask(stranger, "bob@acme.example")
    code = code_for("bob@acme.example")
    stranger.post(CODE, {"code": code})
    stranger.post("/accounts/logout/")
    assert stranger.post(CODE, {"code": code}).url == SIGN_UP


def test_a_code_may_be_typed_with_spaces(stranger, code_for):
    ask(stranger, "dora@acme.example")
    code = code_for("dora@acme.example")
    assert stranger.post(CODE, {"code": f"{code[:3]} {code[3:]}"}).url == NAME


def test_someone_elses_session_does_not_take_the_code(stranger, code_for, acme):
    from tests.cast import CompanyClient

    ask(stranger, "dora@acme.example")
    other = CompanyClient(headers={"host": "acme.localhost"})
    assert other.post(CODE, {"code": code_for("dora@acme.example")}).url == SIGN_UP


def test_no_name_without_a_proven_address(stranger, code_for):
    ask(stranger, "dora@acme.example")
    assert stranger.get(NAME).url == SIGN_UP
    assert stranger.post(NAME, {"name": "Dora"}).url == SIGN_UP


def test_a_full_company_lets_nobody_in_and_says_so_by_mail(stranger, letters, acme):
    with inside_public():
        Company.objects.filter(pk=acme.pk).update(seat_limit=3)
    ask(stranger, "dora@acme.example")
    [letter] = letters()
    assert letter.subject == "No free seat at Acme"


def test_the_last_seat_is_given_once(stranger, code_for, acme, client_of, bob):
    from django.core.cache import cache

    with inside_public():
        Company.objects.filter(pk=acme.pk).update(seat_limit=4)
        cache.clear()
    ask(stranger, "dora@acme.example")
    stranger.post(CODE, {"code": code_for("dora@acme.example")})
    from tests.cast import join

    join("erin@acme.example", "Erin Earl")
    response = stranger.post(NAME, {"name": "Dora Day"})
    assert response.status_code == 403
    assert not User.objects.filter(email="dora@acme.example").exists()


def test_a_leaver_does_not_come_back_by_signing_up(stranger, letters, acme):
    carol = User.objects.get(email="carol@acme.example")
    carol.is_active = False
    carol.save(update_fields=["is_active"])
    ask(stranger, "carol@acme.example")
    [letter] = letters()
    assert not re.search(r"\d{6}", letter.body)


def test_an_invited_address_from_outside_may_come_by_signing_up_and_the_invite_is_closed(
    stranger, code_for, letters, acme, alice
):
    from people.actions import invite_person

    invite_person(company=acme, inviter=alice, address="max@partner.example")
    letters()
    sign_up(stranger, code_for, "max@partner.example")
    invite = Invite.objects.get(address="max@partner.example")
    assert invite.claimed_by.email == "max@partner.example"


def test_signing_up_too_often_is_429(stranger):
    answers = [ask(stranger, "dora@acme.example").status_code for _ in range(4)]
    assert answers == [302, 302, 302, 429]


def test_the_limit_of_one_company_is_not_anothers(stranger, globex):
    for _ in range(4):
        ask(stranger, "dora@acme.example")
    assert stranger.post(SIGN_UP, {"email": "dora@acme.example"}, headers={"host": "globex.localhost"}).url == CODE


def test_there_is_no_signing_up_on_the_public_host(public_client):
    assert public_client.get(SIGN_UP).status_code == 404


def test_joining_sets_off_the_hook_once(stranger, code_for, acme, monkeypatch):
    from people import hooks

    came = []
    monkeypatch.setattr(hooks.person_joined, "_handlers", [(1, "test", lambda *, person: came.append(person.email))])
    sign_up(stranger, code_for, "dora@acme.example")
    stranger.post(NAME, {"name": "Dora Day"})
    assert came == ["dora@acme.example"]


def test_the_code_is_gone_from_the_outbox_once_it_is_sent(stranger, code_for, acme):
    from jobs.models import Outbox

    ask(stranger, "dora@acme.example")
    code_for("dora@acme.example")
    assert all(not row.arguments for row in Outbox.objects.filter(task="people.send_sign_up_code"))
