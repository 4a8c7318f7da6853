"""Pinning a message above its thread."""

from __future__ import annotations

import pytest

from chat.actions import delete_message, pin_message, remove_member, unpin_message
from chat.actions.pinning import MOST
from chat.models import Member, Message, Pin
from core.errors import Refusal
from tests.chat.conftest import say


def pins(api, thread):
    return api.get(f"threads/{thread.pk}/pins").json()["results"]


def test_any_member_pins_and_all_see_who_did(api_of, heard, alice, bob, thread):
    message = say(alice, thread, "The code of the door")
    answer = api_of(bob).post(f"threads/{thread.pk}/pins", message=str(message.pk))
    assert answer.status_code == 201
    [pin] = pins(api_of(alice), thread)
    assert (pin["message"]["text"], pin["by"]["name"]) == ("The code of the door", str(bob))
    assert heard[-1][0].type == "chat.pins_changed"
    assert heard[-1][1] == {alice.pk, bob.pk}
    line = Message.objects.get(thread=thread, kind="event")
    assert line.detail["what"] == "pinned"


def test_pinning_twice_pins_once_and_unpinning_twice_is_the_same(api_of, alice, thread):
    message, api = say(alice, thread), api_of(alice)
    assert api.post(f"threads/{thread.pk}/pins", message=str(message.pk)).status_code == 201
    assert api.post(f"threads/{thread.pk}/pins", message=str(message.pk)).status_code == 200
    assert api.delete(f"threads/{thread.pk}/pins/{message.pk}").status_code == 204
    assert api.delete(f"threads/{thread.pk}/pins/{message.pk}").status_code == 204
    assert pins(api, thread) == []


def test_the_newest_pin_comes_first_and_a_removed_message_is_no_pin(api_of, alice, thread):
    first, second = say(alice, thread, "first"), say(alice, thread, "second")
    pin_message(message=first, by=alice)
    pin_message(message=second, by=alice)
    assert [pin["message"]["text"] for pin in pins(api_of(alice), thread)] == ["second", "first"]
    delete_message(message=second)
    assert [pin["message"]["text"] for pin in pins(api_of(alice), thread)] == ["first"]
    answer = api_of(alice).post(f"threads/{thread.pk}/pins", message=str(second.pk))
    assert (answer.status_code, answer.json()["code"]) == (409, "deleted")


def test_who_may_not_see_what_was_before_sees_no_pin_of_it(api_of, heard, alice, carol, group):
    message = say(alice, group, "old")
    Member.objects.filter(thread=group, person=carol).update(from_seq=message.seq)
    pin_message(message=message, by=alice)
    assert pins(api_of(carol), group) == []
    assert carol.pk not in heard[-1][1]
    assert api_of(carol).post(f"threads/{group.pk}/pins", message=str(message.pk)).status_code == 404


def test_there_is_an_end_to_pins(alice, thread):
    messages = [say(alice, thread) for _ in range(MOST + 1)]
    Pin.objects.bulk_create([Pin(message=message, thread=thread, by=alice) for message in messages[:MOST]])
    with pytest.raises(Refusal, match="At most 50"):
        pin_message(message=messages[MOST], by=alice)
    unpin_message(message=messages[0], by=alice)
    pin_message(message=messages[MOST], by=alice)


def test_a_message_of_another_thread_is_not_pinned_here(api_of, alice, thread, group):
    message = say(alice, group)
    for wrong in (str(message.pk), "x", "999999"):
        assert api_of(alice).post(f"threads/{thread.pk}/pins", message=wrong).status_code == 404
    assert api_of(alice).post(f"threads/{thread.pk}/pins").status_code == 400


def test_pins_are_the_members_own(api_of, stranger, alice, carol, gina, bob, thread, group):
    message = say(alice, thread)
    for person in (carol, gina):
        assert api_of(person).get(f"threads/{thread.pk}/pins").status_code == 404
        assert api_of(person).post(f"threads/{thread.pk}/pins", message=str(message.pk)).status_code == 404
        assert api_of(person).delete(f"threads/{thread.pk}/pins/{message.pk}").status_code == 404
    remove_member(thread=group, person=bob, by=alice)
    assert api_of(bob).get(f"threads/{group.pk}/pins").status_code == 404
    assert stranger.get(f"/api/v1/threads/{thread.pk}/pins").status_code == 401
    assert api_of(alice).put(f"threads/{thread.pk}/pins").status_code == 405


def test_a_line_of_what_happened_is_neither_pinned_nor_answered_nor_forwarded(api_of, alice, thread):
    pin_message(message=say(alice, thread), by=alice)
    line, api = Message.objects.get(thread=thread, kind="event"), api_of(alice)
    for answer in (
        api.post(f"threads/{thread.pk}/pins", message=str(line.pk)),
        api.post(f"threads/{thread.pk}/messages", client_id="1", text="x", reply_to=str(line.pk)),
        api.post(f"messages/{line.pk}/forward", client_id="1", threads=[str(thread.pk)]),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "only_told")
