"""POST /threads"""

import pytest

from chat.models import MOST_MEMBERS, Thread
from people.models import User
from tests.cast import join


def start(api, *people, **more):
    return api.post("threads", people=[str(person.pk) for person in people], **more)


def test_one_other_gives_the_direct_thread(api_of, alice, bob):
    answer = start(api_of(alice), bob)
    assert answer.status_code == 201
    thread = answer.json()
    assert (thread["kind"], thread["name"], thread["version"], thread["unread"]) == ("direct", "", 0, 0)
    assert [member["name"] for member in thread["members"]] == ["Alice Adams", "Bob Brown"]
    assert thread["last_message"] is None


def test_the_same_two_people_get_the_same_thread_from_either_side(api_of, alice, bob):
    first = start(api_of(alice), bob)
    again = start(api_of(alice), bob)
    other = start(api_of(bob), alice)
    assert (first.status_code, again.status_code, other.status_code) == (201, 200, 200)
    assert first.json()["id"] == again.json()["id"] == other.json()["id"]


def test_the_caller_is_ignored_in_the_list_and_so_are_doubles(api_of, alice, bob):
    assert start(api_of(alice), alice, bob, bob).json()["kind"] == "direct"


def test_several_others_always_give_a_new_group(api_of, alice, bob, carol):
    first = start(api_of(alice), bob, carol, name="  Morning shift ")
    second = start(api_of(alice), bob, carol, name="Morning shift")
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["id"] != second.json()["id"]
    assert (first.json()["kind"], first.json()["name"], first.json()["member_count"]) == ("group", "Morning shift", 3)


def test_a_repeated_client_id_gives_the_same_group(api_of, alice, bob, carol):
    first = start(api_of(alice), bob, carol, client_id="g1")
    again = start(api_of(alice), bob, carol, client_id="g1")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["id"] == again.json()["id"]


def test_two_people_may_use_the_same_client_id(api_of, alice, bob, carol):
    assert start(api_of(alice), bob, carol, client_id="g").status_code == 201
    assert start(api_of(bob), alice, carol, client_id="g").status_code == 201


def test_with_nobody_one_cannot_talk(api_of, alice):
    answer = api_of(alice).post("threads", people=[])
    assert (answer.status_code, answer.json()["code"]) == (400, "nobody")


@pytest.mark.parametrize("wrong", ["999999", "x", "-1", "0", "9" * 40, "", "2.0", "٢"])
def test_unknown_people_are_refused_at_their_field(api_of, alice, wrong):
    answer = api_of(alice).post("threads", people=["2", wrong])
    assert answer.status_code == 400
    assert answer.json()["fields"]["people"]


@pytest.mark.parametrize("people", [None, "2", {"a": 1}, [["2"]], [None], [{}]])
def test_a_list_of_another_shape_is_refused(api_of, alice, people):
    answer = api_of(alice).post("threads", people=people)
    assert answer.status_code == 400
    assert answer.json()["fields"]["people"]


def test_without_people_nothing_starts(api_of, alice):
    assert api_of(alice).post("threads", name="x").status_code == 400


def test_a_long_name_is_refused(api_of, alice, bob, carol):
    assert "name" in start(api_of(alice), bob, carol, name="x" * 121).json()["fields"]


def test_a_leaver_cannot_be_written_to_for_the_first_time(api_of, alice, bob):
    User.objects.filter(pk=bob.pk).update(is_active=False)
    answer = start(api_of(alice), bob)
    assert (answer.status_code, answer.json()["code"]) == (409, "person_left")


def test_a_leavers_old_thread_still_opens(api_of, alice, bob, thread):
    User.objects.filter(pk=bob.pk).update(is_active=False)
    assert start(api_of(alice), bob).json()["id"] == str(thread.pk)


def test_whoever_has_not_joined_yet_is_not_known(api_of, alice, acme):
    invited = join("new@acme.example", "New", joined_at=None)
    assert start(api_of(alice), invited).status_code == 400


def test_a_conversation_has_a_largest_size(api_of, alice, acme):
    crowd = User.objects.bulk_create(
        [User(email=f"p{n}@acme.example", name=f"P{n}", joined_at=alice.joined_at) for n in range(MOST_MEMBERS)]
    )
    answer = start(api_of(alice), *crowd)
    assert (answer.status_code, answer.json()["code"]) == (400, "too_many_people")
    assert start(api_of(alice), *crowd[1:]).status_code == 201


def test_a_group_is_heard_of_by_all_its_members(heard, api_of, alice, bob, carol):
    start(api_of(alice), bob, carol)
    event, to = heard.last()
    assert event.type == "chat.thread_created"
    assert to == {alice.pk, bob.pk, carol.pk}


def test_that_somebody_thought_of_writing_is_not_told_to_the_other(heard, api_of, alice, bob):
    start(api_of(alice), bob)
    assert heard.last()[1] == {alice.pk}
    assert api_of(bob).get("threads").json()["results"] == []
    assert api_of(bob).get("threads/versions").json()["results"] == []
    assert len(api_of(alice).get("threads").json()["results"]) == 1


def test_equal_numbers_in_another_company_are_other_people(api_of, gina, bob):
    answer = start(api_of(gina), bob).json()  # Bob's number is Gina's own
    assert (answer["kind"], [member["name"] for member in answer["members"]]) == ("notes", ["Gina Green"])
    assert not Thread.objects.exists()


def test_signed_out_is_401(stranger):
    assert stranger.post("/api/v1/threads", "{}", content_type="application/json").status_code == 401


def test_the_wrong_method_is_405(api_of, alice):
    assert api_of(alice).delete("threads").status_code == 405
