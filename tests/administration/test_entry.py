"""Coming in: at once, by asking, or by invite; and what strangers learn of it: nothing."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from administration.actions import accept, decline
from administration.models import JoinRequest
from audit.models import Line
from core.errors import Conflict
from core.schema import inside_public
from notifications.models import Notification
from people.actions import ask_to_join, deactivate, invite_person
from people.models import Invite, User
from tenants.models import MailDomain
from tests.administration.conftest import now
from tests.people.conftest import link_in

ENTRY = "/settings/company/entry/"
REQUESTS = "/settings/company/requests/"
ZOE = "zoe@acme.example"


@pytest.fixture
def asks(set_company):
    return set_company(sign_up="asks")


@pytest.fixture
def request_of_zoe(acme, asks) -> JoinRequest:
    ask_to_join(company=acme, address=ZOE, name="Zoe Zest", language="fr")
    return JoinRequest.objects.get()


def type_address_and_code(client, code_for, address=ZOE):
    client.post("/accounts/signup/", {"email": address})
    return client.post("/accounts/signup/code/", {"code": code_for(address)}, follow=True)


def test_who_asks_is_told_where_the_request_is_and_is_not_in(acme, asks, stranger, code_for):
    page = type_address_and_code(stranger, code_for)
    assert "password" not in page.context["form"].fields
    answer = stranger.post(page.request["PATH_INFO"], {"name": "Zoe Zest"})
    assert "Your request is with" in answer.text
    assert not User.objects.filter(email=ZOE).exists()
    assert stranger.get("/people/").status_code == 302


def test_the_request_rings_at_those_who_look_after_people(acme, alice, bob, carol, as_role, asks):
    as_role("people")
    ask_to_join(company=acme, address=ZOE, name="Zoe", language="")
    told = Notification.objects.filter(kind="administration.join_requested").values_list("person_id", flat=True)
    assert set(told) == {alice.pk, bob.pk}


def test_the_bell_says_who_asks_until_it_is_decided(acme, alice, bob, client_of, request_of_zoe):
    from notifications.access import unread_count

    assert "Zoe Zest" in client_of(alice).get("/notifications/").text
    accept(company=acme, request=request_of_zoe, by=alice)
    assert unread_count(alice) == 0
    assert "Zoe Zest" not in client_of(alice).get("/notifications/").text


def test_accepted_they_get_a_mail_and_come_in(acme, alice, client_of, stranger, letters, request_of_zoe):
    client_of(alice).post(f"{REQUESTS}{request_of_zoe.pk}/accept/")
    letter = letters()[-1]
    assert letter.to == [ZOE]
    assert "Vous pouvez entrer" in letter.subject, "in the language in which they asked"
    page = stranger.get(link_in(letter))
    assert page.context["form"].initial["name"] == "Zoe Zest"
    stranger.post(link_in(letter).split("?")[0], {"name": "Zoe Zest"})
    assert User.objects.here().filter(email=ZOE, role="member").exists()


def test_accepted_they_may_also_come_by_the_sign_up_page(acme, alice, stranger, code_for, request_of_zoe):
    accept(company=acme, request=request_of_zoe, by=alice)
    page = type_address_and_code(stranger, code_for)
    stranger.post(page.request["PATH_INFO"], {"name": "Zoe"})
    assert User.objects.here().filter(email=ZOE).exists()


def test_who_accepts_and_who_comes_in_take_the_invite_before_the_request(acme, alice, request_of_zoe):
    invite_person(company=acme, inviter=alice, address=ZOE)
    with CaptureQueriesContext(connection) as asked:
        accept(company=acme, request=request_of_zoe, by=alice)
    locked = [query["sql"].split('"')[1] for query in asked if "FOR UPDATE" in query["sql"]]
    assert locked[:2] == ["people_invite", "administration_joinrequest"]


def test_declined_they_are_told_and_asking_again_is_no_new_request(
    acme, alice, client_of, stranger, code_for, letters, request_of_zoe
):
    client_of(alice).post(f"{REQUESTS}{request_of_zoe.pk}/decline/")
    assert letters()[-1].to == [ZOE]
    page = type_address_and_code(stranger, code_for)
    answer = stranger.post(page.request["PATH_INFO"], {"name": "Zoe"})
    assert "was not accepted" in answer.text
    assert JoinRequest.objects.get().state == "declined"


def test_who_was_declined_can_still_be_invited(acme, alice, request_of_zoe):
    decline(company=acme, request=request_of_zoe, by=alice)
    assert invite_person(company=acme, inviter=alice, address=ZOE).state == "open"


@pytest.mark.parametrize("act", ["accept", "decline"])
def test_a_double_click_is_a_click(acme, alice, client_of, letters, request_of_zoe, act):
    letters()
    for _ in range(2):
        answer = client_of(alice).post(f"{REQUESTS}{request_of_zoe.pk}/{act}/", follow=True)
        assert [notice.level_tag for notice in answer.context["notices"]] == ["success"]
    assert len(letters()) == 1
    assert Line.objects.filter(what=f"administration.join_{act}{'ed' if act == 'accept' else 'd'}").count() == 1


def test_of_two_admins_who_decide_differently_the_second_hears_who_was_faster(
    acme, alice, bob, as_role, client_of, request_of_zoe
):
    as_role("people")
    accept(company=acme, request=request_of_zoe, by=bob)
    answer = client_of(alice).post(f"{REQUESTS}{request_of_zoe.pk}/decline/", follow=True)
    assert "Bob Brown" in str(next(iter(answer.context["notices"])))
    assert JoinRequest.objects.get().state == "accepted"
    with pytest.raises(Conflict):
        decline(company=acme, request=request_of_zoe, by=alice)


def test_asking_twice_rings_once(acme, alice, asks):
    for _ in range(3):
        ask_to_join(company=acme, address=ZOE, name="Zoe", language="")
    assert JoinRequest.objects.count() == 1
    assert Notification.objects.get(person=alice).times == 1


def test_who_was_let_in_and_came_too_late_may_ask_anew(acme, alice, request_of_zoe):
    accept(company=acme, request=request_of_zoe, by=alice)
    Invite.objects.update(expires_at=request_of_zoe.asked_at)
    assert ask_to_join(company=acme, address=ZOE, name="Zoe", language="") == "waiting"


def test_without_a_seat_nobody_is_let_in_and_the_request_waits(acme, alice, client_of, set_company, request_of_zoe):
    set_company(seat_limit=3)
    answer = client_of(alice).post(f"{REQUESTS}{request_of_zoe.pk}/accept/", follow=True)
    assert [notice.level_tag for notice in answer.context["notices"]] == ["error"]
    assert JoinRequest.objects.get().state == "waiting"


def test_an_invite_works_with_each_of_the_three(acme, alice, stranger, letters, set_company):
    for number, way in enumerate(["joins", "asks", "off"]):
        company = set_company(sign_up=way)
        invite_person(company=company, inviter=alice, address=f"new{number}@acme.example")
        link = link_in(letters()[-1])
        stranger.post(link, {"name": f"New {number}"})
        assert User.objects.here().filter(email=f"new{number}@acme.example").exists()
        stranger.logout()


def test_who_comes_in_by_an_invite_waits_no_more(acme, alice, stranger, letters, request_of_zoe):
    invite_person(company=acme, inviter=alice, address=ZOE)
    stranger.post(link_in(letters()[-1]), {"name": "Zoe"})
    assert JoinRequest.objects.get().state == "accepted"
    assert not JoinRequest.objects.waiting().exists()


def test_with_sign_up_off_the_address_gets_a_kind_word_and_no_code(acme, stranger, letters, set_company):
    set_company(sign_up="off")
    stranger.post("/accounts/signup/", {"email": ZOE})
    letter = letters()[-1]
    assert letter.to == [ZOE]
    assert not re.search(r"\d{6}", letter.body)


@pytest.mark.parametrize("way", ["joins", "asks", "off"])
def test_whoever_types_an_address_sees_the_same(acme, stranger, bob, carol, set_company, way):
    """Of a member, a leaver, a newcomer, another company's and nobody's address."""
    set_company(sign_up=way)
    deactivate(person=carol, by="tests")
    pages = set()
    for address in (bob.email, carol.email, ZOE, "gina@globex.example", "x@nowhere.example"):
        stranger.cookies.clear()
        answer = stranger.post("/accounts/signup/", {"email": address}, follow=True)
        pages.add(re.sub(r'value="\w{64}"', "", answer.text).replace(address, "X"))
    assert len(pages) == 1


def test_who_left_does_not_come_back_by_asking(acme, bob, asks, stranger, letters):
    deactivate(person=bob, by="tests")
    stranger.post("/accounts/signup/", {"email": bob.email})
    assert not re.search(r"^ +\d{6}$", letters()[-1].body, re.MULTILINE)
    assert not JoinRequest.objects.exists()


@pytest.mark.parametrize("way", ["joins", "asks", "off"])
def test_the_way_in_is_chosen_and_stands_in_the_log(acme, alice, client_of, set_company, way):
    set_company(sign_up="off" if way != "off" else "joins")
    client_of(alice).post(ENTRY, {"sign_up": way})
    assert now(acme).sign_up == way
    assert Line.objects.get(what="administration.company_changed").detail["after"] == {"sign_up": way}


def test_an_unknown_way_in_is_refused(acme, alice, client_of):
    client_of(alice).post(ENTRY, {"sign_up": "everybody"})
    assert now(acme).sign_up == "joins"


@pytest.mark.parametrize("way", ["joins", "asks"])
def test_without_a_proven_domain_it_stays_off(acme, alice, client_of, set_company, way):
    set_company(sign_up="off")
    with inside_public():
        MailDomain.objects.filter(company=acme).delete()
    answer = client_of(alice).post(ENTRY, {"sign_up": way})
    assert answer.status_code == 409
    assert answer.context["form"].errors["sign_up"]
    assert now(acme).sign_up == "off"


def test_the_second_factor_is_switched_and_the_page_says_how_many_have_none(acme, alice, client_of):
    client = client_of(alice)
    assert "3 people have none yet" in client.get(ENTRY).text
    client.post(f"{ENTRY}second-factor/", {"second_factor_required": "on"})
    assert now(acme).second_factor_required


def test_the_list_shows_who_waits_oldest_first_and_who_was_decided(acme, alice, client_of, asks):
    for name in ("Ann", "Ben"):
        ask_to_join(company=acme, address=f"{name.lower()}@acme.example", name=name, language="")
    client = client_of(alice)
    assert [row.name for row in client.get(REQUESTS).context["page"].rows] == ["Ann", "Ben"]
    decline(company=acme, request=JoinRequest.objects.get(name="Ann"), by=alice)
    assert [row.name for row in client.get(f"{REQUESTS}?state=declined").context["page"].rows] == ["Ann"]
    assert [row.name for row in client.get(f"{REQUESTS}?state=x&cursor=y").context["page"].rows] == ["Ben"]
