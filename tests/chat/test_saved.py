"""Putting messages aside to find them again."""

from __future__ import annotations

from chat.actions import delete_message, remove_member
from tests.chat.conftest import say


def texts(api, **query):
    return [row["text"] for row in api.get("saved", **query).json()["results"]]


def test_what_is_saved_is_listed_newest_first_with_a_link_to_its_place(api_of, alice, bob, thread):
    api, first, second = api_of(alice), say(bob, thread, "first"), say(bob, thread, "**second**")
    assert api.put(f"saved/message/{first.pk}").status_code == 201
    assert api.put(f"saved/message/{first.pk}").status_code == 200
    api.put(f"saved/message/{second.pk}")
    rows = api.get("saved").json()["results"]
    assert [row["text"] for row in rows] == ["second", "first"]
    assert rows[0]["link"] == f"/chat/{thread.pk}/?message={second.pk}"
    assert rows[0]["title"] == rows[0]["person"]["name"] == str(bob)
    assert texts(api_of(bob)) == []


def test_saved_things_go_and_pages_follow(api_of, alice, thread):
    api, messages = api_of(alice), [say(alice, thread, f"number {n}") for n in range(3)]
    for message in messages:
        api.put(f"saved/message/{message.pk}")
    page = api.get("saved", limit=2).json()
    assert texts(api, limit=2, cursor=page["next"], kind="message") == ["number 0"]
    assert api.delete(f"saved/message/{messages[0].pk}").status_code == 204
    assert api.delete(f"saved/message/{messages[0].pk}").status_code == 204
    assert len(texts(api)) == 2


def test_rights_are_looked_at_again_when_it_is_listed(api_of, client_of, alice, bob, thread, group):
    seen, removed = say(alice, group, "group talk"), say(alice, thread, "taken back")
    there = say(alice, thread, "stays")
    for message in (seen, removed, there):
        api_of(bob).put(f"saved/message/{message.pk}")
    remove_member(thread=group, person=bob, by=alice)
    delete_message(message=removed)
    assert texts(api_of(bob)) == ["stays"]
    page = client_of(bob).get("/saved/").content.decode()
    assert "stays" in page
    assert "group talk" not in page
    assert "taken back" not in page


def test_the_page_is_empty_at_first_and_lets_go(client_of, api_of, alice, thread):
    message, client = say(alice, thread, "keep me"), client_of(alice)
    assert "Nothing saved yet" in client.get("/saved/").content.decode()
    api_of(alice).put(f"saved/message/{message.pk}")
    assert "keep me" in client.get("/saved/").content.decode()
    assert client.post(f"/saved/message/{message.pk}/remove/").status_code == 302
    assert "keep me" not in client.get("/saved/").content.decode()


def test_only_what_one_may_read_and_only_kinds_there_are(api_of, stranger, alice, carol, gina, thread):
    message = say(alice, thread)
    for person in (carol, gina):
        assert api_of(person).put(f"saved/message/{message.pk}").status_code == 404
    for wrong in ("message/x", "message/999999", "secret/1"):
        assert api_of(alice).put(f"saved/{wrong}").status_code == 404
    assert api_of(alice).get("saved", kind="secret").status_code == 400
    assert api_of(alice).get("saved", cursor="x").status_code == 400
    assert stranger.get("/api/v1/saved").status_code == 401
    assert api_of(alice).post("saved").status_code == 405
