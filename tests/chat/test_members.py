"""GET and PATCH /threads/{id}, POST /threads/{id}/members, DELETE /threads/{id}/members/{person}"""

import pytest
from django.http import Http404

from chat.actions import add_members, remove_member
from chat.models import Member, Thread
from people.models import User
from tests.cast import join
from tests.chat.conftest import group_of, say


@pytest.fixture
def dan(acme):
    return join("dan@acme.example", "Dan Dean")


def names(answer):
    return [member["name"] for member in answer.json()["members"]]


def test_one_thread_names_all_its_members_and_how_far_they_read(api_of, alice, bob, group):
    say(bob, group)
    answer = api_of(alice).get(f"threads/{group.pk}").json()
    assert {member["name"]: member["read_seq"] for member in answer["members"]} == {
        "Alice Adams": 0,
        "Bob Brown": 1,
        "Carol Clark": 0,
    }
    assert (answer["unread"], answer["last_message"]["text"]) == (1, "hi")


def test_a_group_gets_another_name_and_all_hear_it(heard, api_of, bob, group):
    answer = api_of(bob).patch(f"threads/{group.pk}", name=" Night shift ")
    assert (answer.json()["name"], answer.json()["version"]) == ("Night shift", 1)
    event, to = heard.last()
    assert (event.type, event.name, len(to)) == ("chat.thread_changed", "Night shift", 3)


def test_the_same_name_changes_nothing(api_of, bob, group):
    assert api_of(bob).patch(f"threads/{group.pk}", name="Morning shift").json()["version"] == 0


def test_a_name_may_be_taken_away_but_not_be_long(api_of, bob, group):
    assert api_of(bob).patch(f"threads/{group.pk}", name="").json()["name"] == ""
    assert api_of(bob).patch(f"threads/{group.pk}", name="x" * 121).status_code == 400


def test_whoever_is_added_reads_from_the_start_and_has_nothing_unread(heard, api_of, alice, dan, group):
    say(alice, group, "before")
    answer = api_of(alice).post(f"threads/{group.pk}/members", people=[str(dan.pk)])
    assert answer.status_code == 200
    assert (names(answer)[-1], answer.json()["member_count"]) == ("Dan Dean", 4)
    assert dan.pk in heard.last()[1]
    dan.company = alice.company
    assert api_of(dan).get(f"threads/{group.pk}").json()["unread"] == 0
    assert api_of(dan).get(f"threads/{group.pk}/messages").json()["results"][1]["text"] == "before"


def test_adding_somebody_who_is_in_changes_nothing_of_theirs(api_of, alice, bob, group):
    say(alice, group)
    before = Member.objects.get(thread=group, person=bob).read_seq
    answer = api_of(alice).post(f"threads/{group.pk}/members", people=[str(bob.pk)])
    assert answer.json()["member_count"] == 3
    assert Member.objects.get(thread=group, person=bob).read_seq == before


def test_whoever_was_removed_can_come_back(api_of, alice, bob, group):
    remove_member(thread=group, person=bob, by=alice)
    say(alice, group, "meanwhile")
    api_of(alice).post(f"threads/{group.pk}/members", people=[str(bob.pk)])
    assert api_of(bob).get(f"threads/{group.pk}").json()["unread"] == 0
    assert Thread.objects.get(pk=group.pk).member_count == 3


def test_leavers_and_strangers_cannot_be_added(api_of, alice, dan, group):
    User.objects.filter(pk=dan.pk).update(is_active=False)
    assert api_of(alice).post(f"threads/{group.pk}/members", people=[str(dan.pk)]).status_code == 409
    assert api_of(alice).post(f"threads/{group.pk}/members", people=["999999"]).status_code == 400
    assert api_of(alice).post(f"threads/{group.pk}/members", people=[]).status_code == 400


def test_whoever_made_it_removes_people_and_they_hear_one_last_thing(heard, api_of, alice, bob, carol, group):
    assert api_of(alice).delete(f"threads/{group.pk}/members/{bob.pk}").status_code == 204
    (left, to_bob), (line, to_rest), (changed, also_rest) = heard[-3:]
    assert (left.type, left.id, to_bob) == ("chat.thread_left", str(group.pk), {bob.pk})
    assert (line.type, line.detail["what"], to_rest) == ("chat.message_sent", "removed", {alice.pk, carol.pk})
    assert (changed.type, also_rest) == ("chat.thread_changed", {alice.pk, carol.pk})
    say(alice, group)
    assert heard.last()[1] == {alice.pk, carol.pk}


def test_others_may_not_remove_but_may_leave(api_of, bob, carol, group):
    answer = api_of(bob).delete(f"threads/{group.pk}/members/{carol.pk}")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_an_admin")
    assert api_of(bob).delete(f"threads/{group.pk}/members/{bob.pk}").status_code == 204
    assert api_of(bob).get(f"threads/{group.pk}").status_code == 404
    assert api_of(carol).get(f"threads/{group.pk}").json()["member_count"] == 2


def test_once_its_admin_is_gone_the_longest_member_is_one(api_of, alice, bob, carol, group):
    remove_member(thread=group, person=alice, by=alice)
    assert api_of(carol).delete(f"threads/{group.pk}/members/{bob.pk}").status_code == 403
    assert api_of(bob).delete(f"threads/{group.pk}/members/{carol.pk}").status_code == 204


def test_the_last_one_may_leave_too(api_of, alice, bob, carol, group):
    for person in (bob, carol, alice):
        assert api_of(person).delete(f"threads/{group.pk}/members/{person.pk}").status_code == 204
    assert Thread.objects.get(pk=group.pk).member_count == 0


def test_a_conversation_of_two_stays_one(api_of, alice, bob, carol, thread):
    api = api_of(alice)
    for answer in (
        api.patch(f"threads/{thread.pk}", name="x"),
        api.post(f"threads/{thread.pk}/members", people=[str(carol.pk)]),
        api.delete(f"threads/{thread.pk}/members/{alice.pk}"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "direct_thread")


def everything(api, thread, person):
    return [
        api.get(f"threads/{thread.pk}").status_code,
        api.patch(f"threads/{thread.pk}", name="x").status_code,
        api.post(f"threads/{thread.pk}/members", people=[str(person.pk)]).status_code,
        api.delete(f"threads/{thread.pk}/members/{person.pk}").status_code,
    ]


def test_outsiders_removed_members_and_other_companies_find_nothing(api_of, alice, bob, carol, dan, gina, group):
    dan.company = alice.company
    remove_member(thread=group, person=bob, by=alice)
    for person in (dan, bob, gina):
        assert everything(api_of(person), group, carol) == [404] * 4


def test_whoever_is_not_in_it_cannot_be_removed(api_of, alice, dan, group):
    assert api_of(alice).delete(f"threads/{group.pk}/members/{dan.pk}").status_code == 404
    assert api_of(alice).delete(f"threads/{group.pk}/members/x").status_code == 404


def test_signed_out_is_401_and_the_wrong_method_405(stranger, api_of, alice, group):
    assert stranger.get(f"/api/v1/threads/{group.pk}").status_code == 401
    assert api_of(alice).put(f"threads/{group.pk}/members").status_code == 405
    assert api_of(alice).post(f"threads/{group.pk}").status_code == 405


def test_a_thread_without_name_is_fine(alice, bob, carol):
    assert group_of(alice, bob, carol, name="").name == ""


def test_who_was_removed_a_moment_ago_cannot_let_themselves_in_again(alice, bob, group):
    """The door looked before the removal; the action looks once more under the thread's lock."""
    remove_member(thread=group, person=bob, by=bob)
    with pytest.raises(Http404):
        add_members(thread=group, people=[bob], by=bob)


def test_a_list_of_people_longer_than_any_thread_is_refused(api_of, bob, group):
    answer = api_of(bob).post(f"threads/{group.pk}/members", people=["1"] * 501)
    assert answer.status_code == 400
