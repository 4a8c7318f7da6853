"""The people's list, roles, accounts: who may touch whom, and that an admin always remains."""

import pytest

from audit.models import Line
from core.errors import Conflict, NotAllowed
from people.actions import change_role
from people.models import Invite, User

PEOPLE = "/settings/company/people/"


def fresh(person: User) -> User:
    return User.objects.get(pk=person.pk)


def test_the_list_finds_by_words_role_and_state(acme, alice, bob, carol, client_of, as_role):
    as_role("analyst")
    client = client_of(alice)

    def names(query=""):
        return [person.name for person in client.get(f"{PEOPLE}{query}").context["page"].rows]

    assert names() == ["Alice Adams", "Bob Brown", "Carol Clark"]
    assert names("?q=clar") == ["Carol Clark"]
    assert names("?role=analyst") == ["Bob Brown"]
    client.post(f"{PEOPLE}{carol.pk}/close/")
    assert names("?state=left") == ["Carol Clark"]
    assert names("?state=here") == ["Alice Adams", "Bob Brown"]
    assert names("?q=%00&role=king&state=moon&cursor=x") == ["Alice Adams", "Bob Brown", "Carol Clark"]
    assert "Nobody found" in client.get(f"{PEOPLE}?q=xyz").text


def test_a_role_is_given_and_stands_in_the_log_with_both_roles(alice, bob, client_of):
    client_of(alice).post(f"{PEOPLE}{bob.pk}/role/", {"role": "content"})
    assert fresh(bob).role == "content"
    line = Line.objects.get(what="people.role_changed")
    assert (line.who_name, line.detail) == ("Alice Adams", {"before": "member", "after": "content"})


def test_the_same_role_again_is_nothing(alice, bob, client_of):
    for _ in range(2):
        client_of(alice).post(f"{PEOPLE}{bob.pk}/role/", {"role": "content"})
    assert Line.objects.filter(what="people.role_changed").count() == 1


@pytest.mark.parametrize("others", [True, False])
def test_nobody_changes_their_own_role(alice, bob, client_of, others):
    if others:
        change_role(person=bob, role="system", by=alice)
    answer = client_of(alice).post(f"{PEOPLE}{alice.pk}/role/", {"role": "member"})
    assert answer.status_code == 403
    assert "Nobody changes their own role" in answer.context["role_form"].errors["role"][0]
    assert fresh(alice).role == "system"


@pytest.mark.parametrize("role", ["", "king", "SYSTEM"])
def test_what_is_no_role_is_refused(alice, bob, client_of, role):
    assert client_of(alice).post(f"{PEOPLE}{bob.pk}/role/", {"role": role}).status_code == 400
    assert fresh(bob).role == "member"


def test_who_left_gets_no_role(alice, bob, client_of):
    client_of(alice).post(f"{PEOPLE}{bob.pk}/close/")
    assert client_of(alice).post(f"{PEOPLE}{bob.pk}/role/", {"role": "system"}).status_code == 409


def test_whose_own_role_was_taken_meanwhile_gives_none(alice, bob, carol):
    change_role(person=bob, role="system", by=alice)
    stale = fresh(bob)
    change_role(person=bob, role="member", by=alice)
    with pytest.raises(NotAllowed):
        change_role(person=carol, role="system", by=stale)


def test_the_last_admin_is_neither_closed_nor_taken_the_role(alice, bob):
    from administration.actions import close_account

    bob.role = "system"  # an admin of a moment ago: the row says member
    with pytest.raises(NotAllowed):
        change_role(person=alice, role="member", by=bob)
    User.objects.filter(pk=bob.pk).update(role="system")
    change_role(person=alice, role="member", by=bob)
    with pytest.raises((NotAllowed, Conflict)):
        close_account(person=bob, by=alice)
    assert User.objects.here().filter(role="system").count() == 1


def test_an_account_is_closed_after_a_question_and_opened_again(alice, bob, client_of):
    client, his = client_of(alice), client_of(bob)
    assert "Close the account of Bob Brown?" in client.get(f"{PEOPLE}{bob.pk}/close/").text
    assert fresh(bob).is_active, "asking does nothing"
    client.post(f"{PEOPLE}{bob.pk}/close/")
    client.post(f"{PEOPLE}{bob.pk}/close/")
    assert his.get("/people/").status_code == 302
    client.post(f"{PEOPLE}{bob.pk}/reopen/")
    assert fresh(bob).is_active
    assert Line.objects.filter(what="people.person_deactivated").count() == 1


def test_nobody_closes_their_own_account(alice, bob, client_of):
    change_role(person=bob, role="system", by=alice)
    answer = client_of(alice).post(f"{PEOPLE}{alice.pk}/close/", follow=True)
    assert "Nobody closes their own account" in str(next(iter(answer.context["notices"])))
    assert fresh(alice).is_active


@pytest.mark.parametrize("act", ["close", "reopen", "sign-out"])
def test_a_people_admin_does_not_touch_a_system_admin(alice, bob, client_of, as_role, act):
    answer = client_of(as_role("people")).post(f"{PEOPLE}{alice.pk}/{act}/", follow=True)
    assert [notice.level_tag for notice in answer.context["notices"]] == ["error"]
    assert fresh(alice).is_active
    assert not Line.objects.filter(what__startswith="people.person_").exclude(what="people.person_joined").exists()


def test_signing_out_everywhere_ends_every_session(alice, bob, client_of):
    his = [client_of(bob), client_of(bob)]
    for client in his:
        client.get("/people/")
    client_of(alice).post(f"{PEOPLE}{bob.pk}/sign-out/")
    assert [client.get("/people/").status_code for client in his] == [302, 302]


def test_a_second_admin_is_asked_for_until_there_is_one_or_one_is_invited(acme, alice, bob, client_of):
    client = client_of(alice)
    for page in ("people", "roles"):
        assert "You are the only admin" in client.get(f"/settings/company/{page}/").text
    client.post("/people/invite/", {"address": "zoe@acme.example", "role": "system"})
    assert "You are the only admin" not in client.get(PEOPLE).text
    Invite.objects.all().delete()
    change_role(person=bob, role="system", by=alice)
    assert "You are the only admin" not in client.get(PEOPLE).text


def test_the_table_on_the_page_is_the_table_that_is_asked(alice, client_of):
    from administration.role_words import RIGHT_WORDS, ROLE_WORDS
    from people.roles import RIGHTS, Right

    table = client_of(alice).get("/settings/company/roles/").context["table"]
    assert list(RIGHT_WORDS) == list(Right)
    for right, row in zip(RIGHT_WORDS, table, strict=True):
        for (role, _label, _words), (_name, may) in zip(ROLE_WORDS, row.cells, strict=True):
            assert may == (right in RIGHTS[role])
