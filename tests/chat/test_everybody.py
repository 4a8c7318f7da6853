"""`@all`: a message that means everybody in a group."""

from __future__ import annotations

import pytest

from chat.actions import remove_member
from chat.everybody import MANY
from chat.models import Message
from notifications.models import Notification
from people.models import User
from tests.chat.conftest import group_of, say


@pytest.fixture
def crowd(alice, bob):
    """One more than may be told without asking."""
    people = [User(email=f"p{n}@acme.example", name=f"P{n}", joined_at=alice.joined_at) for n in range(MANY - 1)]
    return group_of(alice, bob, *User.objects.bulk_create(people))


def rung(person) -> int:
    return Notification.objects.filter(person=person, about_type="chat.message").count()


@pytest.mark.parametrize("text", ["@all lunch", "lunch, @Everyone!", "@tous à table"])
def test_it_rings_for_everybody_but_the_writer(alice, bob, carol, group, text):
    assert say(alice, group, text).means_all
    assert (rung(bob), rung(carol), rung(alice)) == (1, 1, 0)


@pytest.mark.parametrize("text", ["`@all`", "> @all", "me@all.example", "@allan", "all of you"])
def test_what_only_looks_like_it_means_nobody(alice, bob, group, text):
    assert not say(alice, group, text).means_all
    assert rung(bob) == 0


def test_between_two_people_it_is_only_words(api_of, alice, bob, thread):
    answer = api_of(alice).post(f"threads/{thread.pk}/messages", text="@all lunch", client_id="a")
    assert answer.status_code == 201
    assert not Message.objects.get(pk=answer.json()["id"]).means_all


def test_who_takes_none_hears_none(api_of, alice, bob, carol, group):
    assert api_of(bob).patch("chat/preferences", takes_all=False).status_code == 200
    say(alice, group, "@all lunch")
    assert (rung(bob), rung(carol)) == (0, 1)
    say(alice, group, f"@{bob.name} lunch")
    assert rung(bob) == 1


def test_above_twenty_people_it_is_asked_first(api_of, alice, bob, crowd):
    api = api_of(alice)
    asked = api.post(f"threads/{crowd.pk}/messages", text="@all lunch", client_id="a")
    assert (asked.status_code, asked.json()["code"]) == (409, "confirm_all")
    assert asked.json()["text"] == "This tells all 21 people in this conversation."
    assert (Message.objects.filter(thread=crowd, text="@all lunch").exists(), rung(bob)) == (False, 0)
    sure = api.post(f"threads/{crowd.pk}/messages", text="@all lunch", client_id="a", confirm_all=True)
    assert (sure.status_code, rung(bob)) == (201, 1)


def test_twenty_people_are_not_asked_about(api_of, alice, bob, crowd):
    remove_member(thread=crowd, person=bob, by=alice)
    answer = api_of(alice).post(f"threads/{crowd.pk}/messages", text="@all lunch", client_id="a")
    assert answer.status_code == 201


def test_to_confirm_with_a_word_is_refused(api_of, alice, group):
    answer = api_of(alice).post(f"threads/{group.pk}/messages", text="@all", client_id="a", confirm_all="perhaps")
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["confirm_all"])
