"""Reactions: PUT and DELETE messages/{id}/reactions/{emoji}, POST and GET messages/{id}/reactions"""

from urllib.parse import quote

import pytest

from chat.actions import delete_message, react, remove_member
from chat.models import Block, Message, MessageReaction, Thread
from chat.reactions import AT_HAND, MOST, in_order
from core.schema import inside
from tests.chat.conftest import say

MANY = "😀 😁 😃 😄 😅 😆 😇 😈 😉 😊 😋 😌 😍 😎 😏 😐 😑 😒 😓 😔 😕".split()


@pytest.fixture
def message(alice, thread):
    return say(alice, thread, "The oven is hot")


def path(message, emoji="👍"):
    return f"messages/{message.pk}/reactions/{quote(emoji, safe='')}"


def kept(message):
    return Message.objects.get(pk=message.pk).reactions


def test_a_person_shows_several_and_takes_one_back(api_of, alice, bob, message):
    api = api_of(bob)
    api.put(path(message))
    assert api.put(path(message, "🎉")).json()["reactions"] == {"👍": [str(bob.pk)], "🎉": [str(bob.pk)]}
    api_of(alice).post(f"messages/{message.pk}/reactions", emoji="👍")
    assert kept(message)["👍"] == [str(bob.pk), str(alice.pk)]
    assert api.delete(path(message)).json()["reactions"] == {"👍": [str(alice.pk)], "🎉": [str(bob.pk)]}
    assert MessageReaction.objects.filter(message=message).count() == 2


def test_members_hear_of_it_with_the_new_bubble(heard, api_of, alice, bob, message):
    api_of(bob).put(path(message))
    event, to = heard.last()
    assert (event.type, event.reactions, to) == ("chat.message_changed", {"👍": [str(bob.pk)]}, {alice.pk, bob.pk})
    assert f'data-by="{bob.pk}"' in event.html


def test_twice_is_once_and_changes_nothing(heard, api_of, bob, message):
    first = api_of(bob).put(path(message)).json()
    heard.clear()
    assert api_of(bob).put(path(message)).json()["version"] == first["version"]
    assert api_of(bob).delete(path(message, "🎉")).json()["version"] == first["version"]
    assert heard == []


def test_the_same_heart_written_in_two_ways_is_one(api_of, bob, message):
    api_of(bob).put(path(message, "❤"))
    assert api_of(bob).put(path(message, "❤️")).json()["reactions"] == {"❤️": [str(bob.pk)]}


def test_it_is_not_unread_and_does_not_lift_the_thread(api_of, alice, bob, thread, message):
    before = Thread.objects.get(pk=thread.pk)
    react(message=message, person=bob, emoji="👍")
    after = Thread.objects.for_reader(alice).get(pk=thread.pk)
    assert (after.changed_at, after.last_seq, after.my_unread) == (before.changed_at, before.last_seq, 0)
    assert after.version == before.version + 1


@pytest.mark.parametrize("emoji", ["hello", "👍👍", "x" * 500, "👍" * 125, " "])
def test_what_is_no_emoji_is_refused(api_of, bob, message, emoji):
    answer = api_of(bob).put(path(message, emoji))
    assert (answer.status_code, answer.json()["fields"]) == (400, {"emoji": ["This is not an emoji."]})
    assert api_of(bob).post(f"messages/{message.pk}/reactions", emoji=emoji).status_code == 400
    assert api_of(bob).delete(path(message, emoji)).status_code == 400


def test_a_keycap_with_a_sharp_sign_gets_through_an_address(api_of, bob, message):
    assert api_of(bob).put(path(message, "#️⃣")).json()["reactions"] == {"#️⃣": [str(bob.pk)]}


def test_a_message_has_room_for_twenty_different_ones(api_of, alice, bob, message):
    for emoji in MANY[:MOST]:
        react(message=message, person=bob, emoji=emoji)
    answer = api_of(bob).put(path(message, MANY[MOST]))
    assert (answer.status_code, answer.json()["code"]) == (409, "too_many")
    assert api_of(alice).put(path(message, MANY[0])).status_code == 200


def test_a_removed_message_takes_none_and_shows_none(api_of, alice, bob, message):
    react(message=message, person=bob, emoji="👍")
    delete_message(message=message)
    for emoji in ("👍", "🎉"):
        answer = api_of(bob).put(path(message, emoji))
        assert (answer.status_code, answer.json()["code"]) == (409, "deleted")
    assert api_of(bob).get(f"messages/{message.pk}/reactions").json()["results"] == []


def test_who_reacted_comes_in_pages_with_times(api_of, alice, bob, message):
    react(message=message, person=bob, emoji="👍")
    react(message=message, person=alice, emoji="🎉")
    first = api_of(bob).get(f"messages/{message.pk}/reactions", limit=1).json()
    assert (first["results"][0]["person"]["id"], first["results"][0]["emoji"]) == (str(alice.pk), "🎉")
    assert first["results"][0]["created_at"]
    second = api_of(bob).get(f"messages/{message.pk}/reactions", limit=1, cursor=first["next"]).json()
    assert (second["results"][0]["person"]["id"], second["next"]) == (str(bob.pk), None)
    only = api_of(bob).get(f"messages/{message.pk}/reactions", emoji="👍").json()["results"]
    assert [row["emoji"] for row in only] == ["👍"]


def test_bubbles_show_the_six_first_and_never_by_number():
    shown = in_order({"🎉": ["1", "2"], "😂": ["3"], "👍": ["1"]})
    assert [emoji for emoji, _people in shown] == ["👍", "😂", "🎉"]
    assert len(AT_HAND) == 6


def test_outsiders_removed_members_and_other_companies_find_nothing(
    api_of, alice, bob, carol, gina, group, message, globex, globex_thread
):
    said = say(alice, group)
    remove_member(thread=group, person=bob, by=alice)
    for person, of in ((carol, message), (bob, said), (gina, said)):
        assert api_of(person).put(path(of)).status_code == 404
        assert api_of(person).delete(path(of)).status_code == 404
        assert api_of(person).get(f"messages/{of.pk}/reactions").status_code == 404
    with inside(globex):
        assert MessageReaction.objects.count() == 0


def test_signed_out_is_401_and_the_wrong_method_405(stranger, api_of, alice, message):
    assert stranger.put(f"/api/v1/{path(message)}").status_code == 401
    assert api_of(alice).post(path(message)).status_code == 405
    assert api_of(alice).patch(f"messages/{message.pk}/reactions").status_code == 405


def test_nothing_of_a_blocked_person_arrives_as_a_reaction_either(api_of, alice, bob, thread):
    message = say(bob, thread)
    Block.objects.create(blocker=bob, blocked=alice)
    answer = api_of(alice).post(f"messages/{message.pk}/reactions", emoji="👍")
    assert (answer.status_code, answer.json()["code"]) == (403, "cannot_write")
    assert Message.objects.get(pk=message.pk).reactions == {}
