"""Blocking people."""

from __future__ import annotations

import pytest

from chat.access import who_hears_typing
from chat.actions import (
    block,
    create_thread,
    edit_message,
    forward_message,
    pin_message,
    react,
    send_message,
    unblock,
)
from chat.badges import unread_in_chat
from chat.models import Block, Message
from chat.peace import hidden_from
from chat.results import hits
from content.search import Question
from core.errors import NotAllowed
from notifications.models import Notification
from tests.chat.conftest import say

pytestmark = pytest.mark.django_db


def test_blocking_is_listed_and_lifted(api_of, alice, bob):
    assert api_of(alice).put(f"blocks/{bob.pk}").status_code == 200
    assert api_of(alice).put(f"blocks/{bob.pk}").status_code == 200
    assert [row["person"]["id"] for row in api_of(alice).get("blocks").json()["results"]] == [str(bob.pk)]
    assert api_of(bob).get("blocks").json()["results"] == []
    assert api_of(alice).delete(f"blocks/{bob.pk}").status_code == 204
    assert api_of(alice).delete(f"blocks/{bob.pk}").status_code == 204
    assert not Block.objects.exists()


def test_neither_can_write_to_the_other_alone(api_of, alice, bob, thread):
    block(blocker=alice, person=bob)
    mine = api_of(alice).post(f"threads/{thread.pk}/messages", text="hi", client_id="a")
    theirs = api_of(bob).post(f"threads/{thread.pk}/messages", text="hi", client_id="b")
    assert (mine.status_code, mine.json()["code"]) == (403, "you_blocked")
    assert (theirs.status_code, theirs.json()["text"]) == (403, "You cannot write to this person at the moment.")
    assert not Message.objects.exists()


def test_what_was_said_before_is_not_changed_either(api_of, alice, bob, thread):
    message = say(bob, thread, "nice")
    block(blocker=alice, person=bob)
    assert api_of(bob).patch(f"messages/{message.pk}", text="not nice").status_code == 403
    assert api_of(bob).delete(f"messages/{message.pk}").status_code == 200


def test_no_new_thread_of_two_begins(alice, carol):
    block(blocker=alice, person=carol)
    for creator, other in ((alice, carol), (carol, alice)):
        with pytest.raises(NotAllowed):
            create_thread(creator=creator, people=[other])


def test_in_groups_they_go_on_and_the_message_is_whole(alice, bob, group, heard):
    block(blocker=alice, person=bob)
    say(bob, group, "hello all")
    event, to = next(row for row in heard if row[0].type == "chat.message_sent")
    assert alice.pk in to
    assert event.text == "hello all"


def test_typing_of_who_is_blocked_is_not_shown(alice, bob, carol, group):
    block(blocker=alice, person=bob)
    assert set(who_hears_typing(bob, str(group.pk))) == {bob.pk, carol.pk}
    assert alice.pk in who_hears_typing(carol, str(group.pk))


def test_only_the_blockers_devices_hear_of_it(alice, bob, heard):
    block(blocker=alice, person=bob)
    assert [(event.type, to) for event, to in heard] == [("chat.block_changed", {alice.pk})]
    unblock(blocker=alice, person=bob)
    assert heard.last()[1] == {alice.pk}


def test_neither_sees_when_the_other_is_here(api_of, alice, bob, carol, monkeypatch):
    from realtime.presence import Seen

    monkeypatch.setattr("realtime.api.presence_of", lambda ids: {pk: Seen("active") for pk in ids})
    block(blocker=alice, person=bob)
    states = lambda who, other: api_of(who).get("presence", ids=str(other.pk)).json()["results"][0]["state"]  # noqa: E731
    assert states(alice, bob) == states(bob, alice) == "offline"
    assert states(carol, bob) == "active"


def test_oneself_cannot_be_blocked(api_of, alice):
    answer = api_of(alice).put(f"blocks/{alice.pk}")
    assert answer.status_code == 400
    assert not Block.objects.exists()


def test_unknown_people_are_404_and_the_signed_out_401(api_of, stranger, alice, bob):
    assert api_of(alice).put("blocks/999999").status_code == 404
    assert api_of(alice).put("blocks/x").status_code == 404
    assert api_of(alice).delete("blocks/999999").status_code == 404
    assert stranger.get("/api/v1/blocks").status_code == 401
    assert stranger.put(f"/api/v1/blocks/{bob.pk}").status_code == 401
    assert api_of(alice).post("blocks").status_code == 405
    assert api_of(alice).get(f"blocks/{bob.pk}").status_code == 405


def test_pages_block_list_and_lift(client_of, alice, bob, thread):
    page = client_of(alice)
    assert page.post(f"/people/{bob.pk}/block/").status_code == 302
    assert "Unblock" in page.get(f"/people/{bob.pk}/").content.decode()
    assert "Bob Brown" in page.get("/settings/blocked/").content.decode()
    opened = page.get(f"/chat/{thread.pk}/").content.decode()
    assert "You blocked Bob Brown." in opened
    assert "<chat-composer" not in opened
    assert f'data-blocked="{bob.pk}"' in opened
    assert "<chat-composer" in client_of(bob).get(f"/chat/{thread.pk}/").content.decode()
    assert page.post(f"/people/{bob.pk}/unblock/", {"from": "list"}).status_code == 302
    assert not Block.objects.exists()


def test_the_list_shows_no_word_of_theirs(client_of, alice, bob, group):
    say(bob, group, "a loud word")
    block(blocker=alice, person=bob)
    assert "a loud word" not in client_of(alice).get("/chat/").content.decode()
    assert "a loud word" not in client_of(alice).get(f"/chat/{group.pk}/row/").content.decode()


# What Bob may do that would reach Alice, and whether it did: each reaches her as long as she did not block him.


def mentions(alice, bob, carol, group, api):
    say(bob, group, f"@{alice.name} look")
    return bell(alice)


def calls_everybody(alice, bob, carol, group, api):
    say(bob, group, "@all look")
    return bell(alice)


def answers(alice, bob, carol, group, api):
    send_message(thread=group, author=bob, text="No", client_id="r", reply_to=say(alice, group, "Yes?"))
    return bell(alice)


def edits_her_name_in(alice, bob, carol, group, api):
    edit_message(message=Message.objects.get(pk=say(bob, group).pk), text=f"@{alice.name}")
    return bell(alice)


def is_found_in_all_threads(alice, bob, carol, group, api):
    say(bob, group, "marmalade")
    return any(row["results"] for row in api.get("search", q="marmalade").json()["sections"])


def is_found_in_the_thread(alice, bob, carol, group, api):
    say(bob, group, "marmalade")
    answer = api.get(f"threads/{group.pk}/search", q="marmalade").json()
    assert len(answer["results"]) == answer["count"]
    return answer["results"]


def stands_among_what_she_saved(alice, bob, carol, group, api):
    api.put(f"saved/message/{say(bob, group).pk}")
    return api.get("saved").json()["results"]


def stands_among_what_is_pinned(alice, bob, carol, group, api):
    pin_message(message=say(bob, group), by=carol)
    return api.get(f"threads/{group.pk}/pins").json()["results"]


def is_said_in_the_list(alice, bob, carol, group, api):
    say(bob, group, "a loud word")
    return "a loud word" in api.client.get("/chat/").text


def types(alice, bob, carol, group, api):
    return alice.pk in who_hears_typing(bob, str(group.pk))


def is_seen_to_be_here(alice, bob, carol, group, api):
    return bob.pk not in hidden_from(person=alice)


def sees_her_here(alice, bob, carol, group, api):
    return alice.pk not in hidden_from(person=bob)


def writes_to_her_alone(alice, bob, carol, group, api):
    thread, _new = create_thread(creator=bob, people=[alice])
    return say(bob, thread)


def forwards_to_her(alice, bob, carol, group, api):
    return forward_message(message=say(carol, group), by=bob, threads=[], people=[alice], client_id="f")


def rings_in_her_browser(alice, bob, carol, group, api):
    return str(bob.pk) not in api.get("chat/preferences").json()["blocked"]


WAYS = [
    mentions,
    calls_everybody,
    answers,
    edits_her_name_in,
    is_found_in_all_threads,
    is_found_in_the_thread,
    stands_among_what_she_saved,
    stands_among_what_is_pinned,
    is_said_in_the_list,
    types,
    is_seen_to_be_here,
    sees_her_here,
    writes_to_her_alone,
    forwards_to_her,
    rings_in_her_browser,
]


def bell(person) -> bool:
    return Notification.objects.filter(person=person, about_type="chat.message").exists()


@pytest.mark.parametrize("blocked", [False, True], ids=["free", "blocked"])
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_nothing_of_who_is_blocked_arrives(api_of, alice, bob, carol, group, way, blocked):
    if blocked:
        block(blocker=alice, person=bob)
    try:
        arrived = bool(way(alice, bob, carol, group, api_of(alice)))
    except NotAllowed:
        arrived = False
    assert arrived is not blocked


@pytest.mark.parametrize("common", [0.0, 2.0], ids=["a common word", "a rare word"])
def test_neither_road_of_the_search_finds_them(api_of, alice, bob, carol, group, monkeypatch, common):
    monkeypatch.setattr("chat.searching.COMMON", common - 1)
    say(bob, group, "marmalade"), say(carol, group, "marmalade too")
    block(blocker=alice, person=bob)
    assert [hit.message.text for hit in hits(alice, Question(text="marmalade"), 10)] == ["marmalade too"]
    assert len(hits(carol, Question(text="marmalade"), 10)) == 2


def test_a_bell_that_rang_before_says_no_more_of_it(api_of, alice, bob, group):
    say(bob, group, f"@{alice.name} look")
    rows = lambda: len(api_of(alice).get("notifications").json()["results"])  # noqa: E731
    assert rows() == 1
    block(blocker=alice, person=bob)
    assert rows() == 0


def test_what_others_pass_on_of_them_stays(api_of, alice, bob, carol, thread, group):
    block(blocker=alice, person=bob)
    [passed] = forward_message(message=say(bob, group, "news"), by=carol, threads=[], people=[alice], client_id="f")
    assert api_of(alice).get(f"messages/{passed.pk}").json()["text"] == "news"


def unread(api, thread) -> tuple[int, int]:
    """As the thread says it, and the row of all threads."""
    rows = {row["id"]: row["unread"] for row in api.get("threads/versions").json()["results"]}
    return api.get(f"threads/{thread.pk}").json()["unread"], rows[str(thread.pk)]


def test_what_somebody_blocked_says_in_a_group_is_not_unread(api_of, alice, bob, carol, group):
    api = api_of(alice)
    block(blocker=alice, person=bob)
    for author, count in ((bob, 0), (carol, 1), (bob, 1), (carol, 2)):
        message = say(author, group)
        assert unread(api, group) == (count, count)
        assert unread_in_chat(people=[alice.pk]) == {alice.pk: count}
    assert unread(api_of(carol), group) == (2, 2)  # to her, who blocked nobody, Bob's are as any
    assert api.post(f"threads/{group.pk}/read", seq=message.seq - 1).json()["unread"] == 1
    assert api.post(f"threads/{group.pk}/read", seq=message.seq).json()["unread"] == 0


def test_who_is_blocked_or_not_any_more_is_counted_anew(api_of, alice, bob, carol, group):
    say(bob, group)
    say(carol, group)
    block(blocker=alice, person=bob)
    assert unread(api_of(alice), group) == (1, 1)
    unblock(blocker=alice, person=bob)
    assert unread(api_of(alice), group) == (2, 2)


def test_writing_between_what_the_blocked_one_says_keeps_the_count(api_of, alice, bob, carol, group):
    block(blocker=alice, person=bob)
    for author in (bob, alice, bob, carol):
        say(author, group)
    assert unread(api_of(alice), group) == (1, 1)
    say(alice, group)
    assert unread(api_of(alice), group) == (1, 1)


def test_who_reacted_names_nobody_whom_one_blocked(api_of, alice, bob, carol, group):
    message = say(carol, group)
    for person in (bob, carol):
        react(message=message, person=person, emoji="👍")
    block(blocker=alice, person=bob)
    path = f"messages/{message.pk}/reactions"
    assert [row["person"]["id"] for row in api_of(alice).get(path).json()["results"]] == [str(carol.pk)]
    assert len(api_of(carol).get(path).json()["results"]) == 2
