"""Drafts: kept per person and place, never lost between two devices, nobody else's business."""

from __future__ import annotations

import pytest

from chat.actions import create_thread
from content import actions
from content.models import Draft
from groups.models import Group

HOME = "/api/v1/drafts/feed:home"


def keep(api, text: str, version: int = 0, place: str = HOME):
    return api.put(place, {"text": text, "version": version})


def test_a_draft_is_kept_read_listed_and_dropped(api_of, bob):
    api = api_of(bob)
    assert api.get(HOME).json()["version"] == 0
    kept = api.put(HOME, {"text": " Hello ", "data": {"group": "3"}, "version": 0}).json()
    assert (kept["text"], kept["data"], kept["device"]) == (" Hello ", {"group": "3"}, "computer")
    assert api.get(HOME).json() == kept
    assert [row["place"] for row in api.get("/api/v1/drafts").json()["results"]] == ["feed:home"]
    assert api.delete(HOME).status_code == 204
    assert api.delete(HOME).status_code == 204
    assert api.get("/api/v1/drafts").json()["results"] == []


def test_two_devices_lose_nothing(api_of, bob):
    api = api_of(bob)
    first = keep(api, "from the phone").json()
    refused = keep(api, "from the computer")
    assert (refused.status_code, refused.json()["text"]) == (409, "from the phone")
    assert keep(api, "both", first["version"]).status_code == 200
    assert keep(api, "late", first["version"]).status_code == 409
    assert Draft.objects.get().text == "both"


def test_what_another_device_wrote_is_not_dropped_with_what_was_sent(api_of, bob):
    api = api_of(bob)
    old = keep(api, "sent from here").json()["version"]
    new = keep(api, "begun on the phone", old).json()["version"]
    kept = api.delete(f"{HOME}?version={old}")
    assert (kept.status_code, kept.json()["text"]) == (409, "begun on the phone")
    assert api.delete(f"{HOME}?version=0").status_code == 409
    assert api.delete(f"{HOME}?version=new").status_code == 400
    assert api.delete(f"{HOME}?version={new}").status_code == 204
    assert api.delete(f"{HOME}?version={new}").status_code == 204


def test_what_was_sent_elsewhere_is_not_written_again(api_of, bob):
    api = api_of(bob)
    version = keep(api, "one").json()["version"]
    api.delete(HOME)
    gone = keep(api, "one more", version)
    assert (gone.status_code, gone.json()["version"], gone.json()["text"]) == (409, 0, "")
    assert keep(api, "begun anew").json()["version"] > version


def test_a_phone_says_so(api_of, bob):
    api = api_of(bob)
    agent = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Mobile Safari/537.36".replace("Mobile", "Mobi")
    assert api.put(HOME, {"text": "x"}, headers={"user-agent": agent}).json()["device"] == "phone"


@pytest.mark.parametrize(
    "sent",
    [
        {"text": "x" * 100_000},
        {"text": None},
        {},
        {"text": "x", "data": {"a": "x" * 5_000}},
        {"text": "x", "data": {"a": "\0"}},
        {"text": "x", "data": []},
        {"text": "x", "version": -1},
        {"text": "x", "version": "new"},
    ],
)
def test_what_is_no_draft_is_refused(api_of, bob, sent):
    answer = api_of(bob).put(HOME, sent)
    assert answer.status_code == 400
    assert Draft.objects.count() == 0


@pytest.mark.parametrize(
    "place",
    ["feed:away", "feed", "feed:", "nowhere:1", "thread:999999", "thread:x", "post:0", "group:" + "9" * 50, ":"],
)
def test_there_are_only_places_where_one_writes(api_of, bob, place):
    assert keep(api_of(bob), "x", place=f"/api/v1/drafts/{place}").status_code == 404
    assert api_of(bob).get(f"/api/v1/drafts/{place}").status_code == 404


def test_drafts_stand_where_one_may_write(api_of, alice, bob, carol, gina):
    thread, _new = create_thread(creator=alice, people=[bob])
    secret = Group.objects.create(name="Secret", kind="secret", created_by=alice)
    secret.memberships.create(person=alice)
    for place in (f"thread:{thread.pk}", f"group:{secret.pk}"):
        assert keep(api_of(alice), "mine", place=f"/api/v1/drafts/{place}").status_code == 200
        assert keep(api_of(carol), "x", place=f"/api/v1/drafts/{place}").status_code == 404
        assert keep(api_of(gina), "x", place=f"/api/v1/drafts/{place}").status_code == 404
    assert api_of(bob).get(f"/api/v1/drafts/thread:{thread.pk}").json()["text"] == ""


def test_drafts_are_ones_own(api_of, stranger, bob, carol, gina):
    keep(api_of(bob), "secret words")
    for person in (carol, gina):
        assert api_of(person).get(HOME).json()["text"] == ""
        assert api_of(person).get("/api/v1/drafts").json()["results"] == []
        api_of(person).delete(HOME)
    assert Draft.objects.get().text == "secret words"
    assert stranger.get(HOME).status_code == 401
    assert stranger.get("/api/v1/drafts").status_code == 401


def test_the_other_devices_are_told_without_the_words(api_of, bob, monkeypatch):
    told = []
    monkeypatch.setattr("content.actions.drafts.publish", lambda event, *, to: told.append((event.data(), to)))
    version = keep(api_of(bob), "words").json()["version"]
    api_of(bob).delete(HOME)
    assert told == [
        ({"place": "feed:home", "version": version, "device": "computer"}, [bob.pk]),
        ({"place": "feed:home", "version": 0, "device": ""}, [bob.pk]),
    ]


def test_there_is_an_end_to_drafts(api_of, bob, monkeypatch):
    monkeypatch.setattr(actions.drafts, "MOST", 1)
    assert keep(api_of(bob), "x").status_code == 200
    group = Group.objects.get(is_default=True)
    assert keep(api_of(bob), "x", place=f"/api/v1/drafts/group:{group.pk}").json()["code"] == "too_many"
