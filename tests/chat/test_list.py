"""GET /threads and GET /threads/versions"""

import pytest

from chat.actions import mark_read, remove_member
from chat.models import Thread
from people.models import User
from tests.chat.conftest import group_of, say


def ids(answer):
    return [row["id"] for row in answer.json()["results"]]


def test_the_thread_with_the_newest_message_comes_first(api_of, alice, bob, thread, group):
    say(bob, thread)
    assert ids(api_of(alice).get("threads")) == [str(thread.pk), str(group.pk)]
    say(bob, group)
    assert ids(api_of(alice).get("threads")) == [str(group.pk), str(thread.pk)]


def test_a_row_has_last_message_members_and_unread_count(api_of, alice, bob, thread):
    say(bob, thread, "one")
    say(bob, thread, "two")
    (row,) = api_of(alice).get("threads").json()["results"]
    assert (row["last_message"]["text"], row["unread"], row["read_seq"], row["last_seq"]) == ("two", 2, 0, 2)
    assert [member["id"] for member in row["members"]] == [str(alice.pk), str(bob.pk)]
    assert row["members"][1]["read_seq"] == 2


def test_own_messages_are_not_unread(api_of, alice, bob, thread):
    say(bob, thread)
    say(alice, thread, "sent from a cellar, before Bob's was seen")
    say(alice, thread)
    (row,) = api_of(alice).get("threads").json()["results"]
    assert (row["unread"], row["read_seq"]) == (1, 0)
    mark_read(thread=Thread.objects.get(pk=thread.pk), person=alice, seq=1)
    assert api_of(alice).get("threads").json()["results"][0]["unread"] == 0


def test_a_direct_thread_appears_with_the_first_word(api_of, alice, bob, thread):
    assert ids(api_of(bob).get("threads")) == []
    say(alice, thread)
    assert ids(api_of(bob).get("threads")) == [str(thread.pk)]


def test_pages_follow_each_other_without_gap_or_double(api_of, alice, bob, carol):
    for number in range(5):
        say(alice, group_of(alice, bob, carol, name=f"g{number}"))
    api, seen, cursor = api_of(alice), [], None
    while True:
        answer = api.get("threads", limit=2, **({"cursor": cursor} if cursor else {})).json()
        seen += [row["name"] for row in answer["results"]]
        cursor = answer["next"]
        if not cursor:
            break
    assert seen == ["g4", "g3", "g2", "g1", "g0"]


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 101}, {"limit": "x"}, {"limit": -1}, {"cursor": "x"}])
def test_odd_pages_are_refused(api_of, alice, query):
    assert api_of(alice).get("threads", **query).status_code == 400


def test_a_thread_is_found_by_its_name_or_a_members(api_of, alice, bob, thread, group):
    api = api_of(alice)
    assert ids(api.get("threads", q="mORning")) == [str(group.pk)]
    assert set(ids(api.get("threads", q="bob"))) == {str(thread.pk), str(group.pk)}
    assert ids(api.get("threads", q="carol")) == [str(group.pk)]
    assert ids(api.get("threads", q="alice")) == []
    assert ids(api.get("threads", q="%_")) == []


def test_the_list_costs_the_same_for_many_threads(api_of, alice, bob, carol, django_assert_num_queries):
    api = api_of(alice)
    say(bob, group_of(alice, bob, carol))
    api.get("threads")
    with django_assert_num_queries(5):
        api.get("threads")
    for _ in range(10):
        say(bob, group_of(alice, bob, carol))
    with django_assert_num_queries(5):
        assert len(ids(api.get("threads"))) == 11


def test_versions_tell_all_threads_in_one_query(api_of, alice, bob, thread, group, django_assert_num_queries):
    say(bob, thread)
    api = api_of(alice)
    api.get("threads/versions")
    with django_assert_num_queries(2):
        rows = api.get("threads/versions").json()["results"]
    assert {row["id"]: (row["version"], row["read_seq"], row["unread"]) for row in rows} == {
        str(thread.pk): (1, 0, 1),
        str(group.pk): (0, 0, 0),
    }


@pytest.mark.parametrize("path", ["threads", "threads/versions"])
def test_a_removed_member_does_not_see_it_any_more(api_of, alice, bob, group, path):
    say(alice, group)
    assert ids(api_of(bob).get(path)) == [str(group.pk)]
    remove_member(thread=group, person=bob, by=alice)
    assert ids(api_of(bob).get(path)) == []


@pytest.mark.parametrize("path", ["threads", "threads/versions"])
def test_another_company_sees_nothing_of_it(api_of, gina, globex, bob, thread, path):
    say(bob, thread)
    assert ids(api_of(gina).get(path)) == []


@pytest.mark.parametrize("path", ["threads", "threads/versions"])
def test_signed_out_is_401(stranger, path):
    assert stranger.get(f"/api/v1/{path}").status_code == 401


def test_versions_cannot_be_written(api_of, alice):
    assert api_of(alice).post("threads/versions").status_code == 405


def test_a_deactivated_person_is_signed_out(api_of, bob, thread):
    api = api_of(bob)
    User.objects.filter(pk=bob.pk).update(is_active=False)
    assert api.get("threads").status_code == 401


def test_a_search_with_a_zero_byte_is_answered(api_of, alice, thread):
    assert api_of(alice).get("threads?q=%00bob").status_code == 200
