"""Passing on what somebody said."""

from __future__ import annotations

from chat.actions import delete_message, forward_message
from chat.models import Message
from tests.chat.conftest import say


def forward(api, message, **body):
    return api.post(f"messages/{message.pk}/forward", client_id=body.pop("client_id", "f"), **body)


def test_the_same_words_go_to_threads_and_people_marked_as_forwarded(api_of, alice, bob, carol, thread, group):
    message = say(bob, thread, "The oven is **hot**")
    answer = forward(api_of(alice), message, threads=[str(group.pk)], people=[str(carol.pk)])
    assert answer.status_code == 201
    sent = answer.json()["results"]
    assert [each["text"] for each in sent] == ["The oven is **hot**"] * 2
    assert all(each["forwarded"] and each["author"]["name"] == str(alice) for each in sent)
    assert sent[0]["thread"] == str(group.pk)
    newest = api_of(carol).get(f"threads/{sent[1]['thread']}/messages", html=1).json()["results"][0]
    assert 'data-word="forwarded"' in newest["html"]


def test_a_retry_sends_nothing_twice(api_of, alice, bob, thread, group):
    message = say(bob, thread)
    first = forward(api_of(alice), message, threads=[str(group.pk)]).json()
    second = forward(api_of(alice), message, threads=[str(group.pk)]).json()
    assert first["results"][0]["id"] == second["results"][0]["id"]
    assert Message.objects.filter(thread=group, kind="text").count() == 1


def test_nobody_is_called_by_what_is_passed_on(alice, bob, thread, group):
    message = say(bob, thread, f"@[{alice.pk}] look")
    [sent] = forward_message(message=message, by=alice, threads=[group], people=[], client_id="1")
    assert sent.mention_count == 0


def test_where_it_was_is_told_to_those_who_may_see_it_there(api_of, alice, bob, carol, thread, group):
    message = say(bob, thread, "secret")
    [sent] = forward_message(message=message, by=alice, threads=[group], people=[], client_id="1")
    assert api_of(bob).get(f"messages/{sent.pk}/source").json()["id"] == str(message.pk)
    assert api_of(carol).get(f"messages/{sent.pk}/source").status_code == 404
    assert str(message.pk) not in api_of(carol).get(f"messages/{sent.pk}").json().values()


def test_what_was_forwarded_goes_on_with_its_first_source(alice, bob, carol, thread, group):
    message = say(bob, thread)
    [once] = forward_message(message=message, by=alice, threads=[group], people=[], client_id="1")
    [twice] = forward_message(message=once, by=alice, threads=[], people=[carol], client_id="2")
    assert twice.forwarded_from_id == message.pk


def test_only_where_one_is_in_both(api_of, alice, bob, carol, gina, stranger, thread, group):
    message = say(alice, thread)
    assert forward(api_of(carol), message, threads=[str(group.pk)]).status_code == 404
    assert forward(api_of(gina), message, threads=[str(group.pk)]).status_code == 404
    elsewhere = say(carol, group)
    assert forward(api_of(alice), elsewhere, threads=["999999"]).status_code == 404
    assert forward(api_of(alice), elsewhere, threads=["x"]).status_code == 404
    assert stranger.post(f"/api/v1/messages/{message.pk}/forward").status_code == 401
    assert api_of(alice).get(f"messages/{message.pk}/forward").status_code == 405


def test_nowhere_too_many_nobody_known_and_removed_are_refused_clearly(api_of, alice, thread, group):
    message, api = say(alice, thread), api_of(alice)
    assert forward(api, message).json()["code"] == "nowhere"
    assert forward(api, message, threads=[str(group.pk)] * 21).status_code == 400
    assert forward(api, message, people=["999999"]).json()["code"] == "unknown_person"
    assert api.post(f"messages/{message.pk}/forward", threads=[str(group.pk)]).status_code == 400
    delete_message(message=message)
    assert forward(api, message, threads=[str(group.pk)]).json()["code"] == "deleted"
