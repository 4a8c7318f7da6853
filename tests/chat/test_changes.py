"""GET /threads/{id}/changes: the way back after every break."""

import pytest

from chat.actions import delete_message, edit_message, remove_member, rename_thread
from tests.chat.conftest import say


def changes(api, thread, since=0, **query):
    return api.get(f"threads/{thread.pk}/changes", since=since, **query)


def test_new_changed_and_removed_messages_come_in_order_of_their_version(api_of, alice, bob, thread):
    first, second, third = say(bob, thread, "one"), say(bob, thread, "two"), say(bob, thread, "three")
    edit_message(message=first, text="one!")
    delete_message(message=third)
    answer = changes(api_of(alice), thread, since=1).json()
    assert [(m["text"], m["seq"], m["version"]) for m in answer["messages"]] == [
        ("two", 2, 2),
        ("one!", 1, 4),
        ("", 3, 5),
    ]
    assert answer["messages"][2]["deleted_at"]
    assert (answer["version"], answer["more"]) == (5, False)
    assert second.version == 2


def test_what_one_has_does_not_come_again(api_of, alice, bob, thread):
    say(bob, thread)
    assert changes(api_of(alice), thread, since=1).json() == {"version": 1, "messages": [], "more": False}


def test_a_limit_says_that_there_is_more_and_where_to_go_on(api_of, alice, bob, thread):
    for _ in range(5):
        say(bob, thread)
    api, since, seen = api_of(alice), 0, []
    while True:
        answer = changes(api, thread, since=since, limit=2).json()
        seen += [message["seq"] for message in answer["messages"]]
        since = answer["version"]
        if not answer["more"]:
            break
    assert (seen, since) == ([1, 2, 3, 4, 5], 5)


def test_a_change_of_the_name_moves_the_version(api_of, alice, bob, group):
    say(bob, group)
    rename_thread(thread=group, name="Night shift", by=bob)
    answer = changes(api_of(alice), group, since=1).json()
    assert (answer["version"], [row["detail"]["what"] for row in answer["messages"]]) == (2, ["renamed"])


def test_html_brings_the_fragments_along(api_of, alice, bob, thread):
    say(bob, thread, "*hi*")
    assert "<em>hi</em>" in changes(api_of(alice), thread, html=1).json()["messages"][0]["html"]


def test_a_version_from_the_future_is_refused(api_of, alice, bob, thread):
    say(bob, thread)
    answer = changes(api_of(alice), thread, since=2)
    assert answer.status_code == 400
    assert "since" in answer.json()["fields"]


@pytest.mark.parametrize("since", ["-1", "x", "", "1.0", "9" * 19, "9" * 50, "٣"])
def test_an_odd_version_is_refused(api_of, alice, thread, since):
    assert changes(api_of(alice), thread, since=since).status_code == 400


@pytest.mark.parametrize("limit", ["0", "101", "-1", "x"])
def test_an_odd_limit_is_refused(api_of, alice, thread, limit):
    assert changes(api_of(alice), thread, limit=limit).status_code == 400


def test_outsiders_removed_members_and_other_companies_find_nothing(api_of, alice, bob, carol, gina, thread, group):
    say(alice, thread)
    remove_member(thread=group, person=bob, by=alice)
    assert changes(api_of(carol), thread).status_code == 404
    assert changes(api_of(bob), group).status_code == 404
    assert changes(api_of(gina), thread).status_code == 404


def test_signed_out_is_401_and_the_wrong_method_405(stranger, api_of, alice, thread):
    assert stranger.get(f"/api/v1/threads/{thread.pk}/changes").status_code == 401
    assert api_of(alice).post(f"threads/{thread.pk}/changes").status_code == 405
