"""PATCH /threads/{id}/members/{person}: who looks after a group thread"""

import pytest

from chat.actions import remove_member
from chat.models import Member
from people.models import User


def role(api, thread, person, to="admin"):
    return api.patch(f"threads/{thread.pk}/members/{person.pk}", role=to)


def roles(api, thread):
    return {member["name"]: member["role"] for member in api.get(f"threads/{thread.pk}").json()["members"]}


def test_who_begins_a_group_is_its_admin_and_a_direct_thread_has_none(api_of, alice, thread, group):
    assert roles(api_of(alice), group) == {"Alice Adams": "admin", "Bob Brown": "member", "Carol Clark": "member"}
    assert set(roles(api_of(alice), thread).values()) == {"member"}


def test_an_admin_makes_another_who_may_remove_people(api_of, alice, bob, carol, group):
    assert role(api_of(alice), group, bob).json()["members"][1]["role"] == "admin"
    assert api_of(bob).delete(f"threads/{group.pk}/members/{carol.pk}").status_code == 204


def test_it_is_taken_back(api_of, alice, bob, carol, group):
    role(api_of(alice), group, bob)
    role(api_of(bob), group, alice, "member")
    assert roles(api_of(bob), group)["Alice Adams"] == "member"
    assert api_of(alice).delete(f"threads/{group.pk}/members/{carol.pk}").status_code == 403


def test_a_member_cannot_make_themselves_one(api_of, bob, group):
    answer = role(api_of(bob), group, bob)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_an_admin")


def test_the_last_admin_stays_one(api_of, alice, group):
    answer = role(api_of(alice), group, alice, "member")
    assert (answer.status_code, answer.json()["code"]) == (409, "last_admin")


def test_when_the_last_admin_leaves_the_longest_colleague_who_is_here_becomes_one(api_of, alice, bob, carol, group):
    User.objects.filter(pk=bob.pk).update(is_active=False)
    remove_member(thread=group, person=alice, by=alice)
    assert roles(api_of(carol), group) == {"Bob Brown": "member", "Carol Clark": "admin"}


def test_who_comes_back_is_a_member_as_any_other(api_of, alice, bob, group):
    role(api_of(alice), group, bob)
    remove_member(thread=group, person=alice, by=alice)
    api_of(bob).post(f"threads/{group.pk}/members", people=[str(alice.pk)])
    assert roles(api_of(bob), group)["Alice Adams"] == "member"


@pytest.mark.parametrize("bad", ["owner", "", None, 7, ["admin"]])
def test_an_unknown_role_is_refused(api_of, alice, bob, group, bad):
    assert role(api_of(alice), group, bob, bad).status_code == 400


def test_strangers_the_removed_and_other_companies_find_nothing(
    api_of, alice, bob, carol, gina, thread, group, stranger
):
    assert role(api_of(carol), thread, bob).status_code == 404
    assert role(api_of(gina), group, bob).status_code == 404
    assert stranger.patch(f"/api/v1/threads/{group.pk}/members/{bob.pk}").status_code == 401
    remove_member(thread=group, person=carol, by=alice)
    assert role(api_of(carol), group, bob).status_code == 404
    assert role(api_of(alice), group, carol).status_code == 404
    assert Member.objects.filter(thread=group, role="admin").count() == 1


def test_a_conversation_of_two_has_no_roles(api_of, alice, bob, thread):
    assert role(api_of(alice), thread, bob).json()["code"] == "direct_thread"
