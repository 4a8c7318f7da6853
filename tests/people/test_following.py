"""Following colleagues: by hand, in lists, and told to nobody."""

from __future__ import annotations

import pytest

from people.actions import deactivate, follow, unfollow
from people.models import Follow
from tests.cast import join


def path(person, what="follow"):
    return f"/api/v1/people/{person.pk}/{what}"


@pytest.fixture
def heard(monkeypatch):
    told = []
    monkeypatch.setattr(
        "people.actions.following.publish", lambda event, *, to: told.append((event.type, event.data(), list(to)))
    )
    return told


def names(answer):
    return [row["name"] for row in answer.json()["results"]]


def test_one_follows_and_unfollows(api_of, bob, carol):
    api = api_of(bob)
    assert api.put(path(carol)).json() == {"following": True}
    assert api.get(f"/api/v1/people/{carol.pk}").json()["following"] is True
    assert api.delete(path(carol)).json() == {"following": False}
    assert api.get(f"/api/v1/people/{carol.pk}").json()["following"] is False


def test_doing_it_twice_changes_nothing(api_of, heard, bob, carol):
    api = api_of(bob)
    for _ in range(2):
        assert api.put(path(carol)).status_code == 200
    for _ in range(2):
        assert api.delete(path(carol)).status_code == 200
    assert Follow.objects.filter(follower=bob, followed=carol).count() == 1
    assert len(heard) == 2


def test_only_ones_own_pages_are_told(heard, bob, carol):
    follow(follower=bob, person=carol)
    unfollow(follower=bob, person=carol)
    ref = {"id": str(carol.pk), "name": "Carol Clark"}
    assert heard == [
        ("people.follow_changed", {"person": ref, "following": True}, [bob.pk]),
        ("people.follow_changed", {"person": ref, "following": False}, [bob.pk]),
    ]


def test_lists_say_who_follows_whom_and_whom_the_reader_follows(api_of, alice, bob, carol):
    follow(follower=bob, person=carol)
    follow(follower=alice, person=carol)
    follow(follower=carol, person=bob)
    assert names(api_of(alice).get(path(bob, "following"))) == ["Carol Clark"]
    assert names(api_of(alice).get(path(carol, "followers"))) == ["Alice Adams", "Bob Brown"]
    rows = api_of(bob).get("/api/v1/people").json()["results"]
    assert {row["name"]: row["following"] for row in rows} == {
        "Alice Adams": False,
        "Bob Brown": False,
        "Carol Clark": True,
    }


def test_lists_are_paged(api_of, bob):
    for number in range(5):
        follow(follower=bob, person=join(f"p{number}@acme.example", f"Person {number}"))
    first = api_of(bob).get(path(bob, "following"), {"limit": 3}).json()
    second = api_of(bob).get(path(bob, "following"), {"cursor": first["next"]})
    assert names(second) == ["Person 3", "Person 4"]
    assert api_of(bob).get(path(bob, "following"), {"cursor": "forged"}).status_code == 400


def test_who_left_is_in_no_list_and_is_not_followed_anew(api_of, alice, bob, carol):
    follow(follower=bob, person=carol)
    deactivate(person=carol, by=alice)
    assert names(api_of(bob).get(path(bob, "following"))) == []
    answer = api_of(bob).put(path(carol))
    assert (answer.status_code, answer.json()["code"]) == (409, "left")
    assert api_of(bob).delete(path(carol)).status_code == 200


def test_nobody_follows_oneself(api_of, bob):
    answer = api_of(bob).put(path(bob))
    assert (answer.status_code, answer.json()["code"]) == (400, "oneself")


@pytest.mark.parametrize("what", ["follow", "following", "followers"])
def test_the_signed_out_get_401_and_other_verbs_405(api_of, stranger, bob, carol, what):
    verb = "put" if what == "follow" else "get"
    assert getattr(stranger, verb)(path(carol, what)).status_code == 401
    assert api_of(bob).post(path(carol, what)).status_code == 405


@pytest.mark.parametrize("pk", ["999999", "0", "x", "٣"])
def test_nobody_is_404(api_of, bob, pk):
    api = api_of(bob)
    for what in ("follow", "following", "followers"):
        ask = api.put if what == "follow" else api.get
        assert ask(f"/api/v1/people/{pk}/{what}").status_code == 404


def test_the_same_key_is_another_companys_own_person(api_of, alice, bob, carol, gina, globex):
    api_of(gina).put(path(carol))
    assert not Follow.objects.exists()
    follow(follower=alice, person=carol)
    assert names(api_of(gina).get(path(carol, "followers"))) == ["Gina Green"]


def test_the_page_does_it_without_scripts(client_of, bob, carol):
    client = client_of(bob)
    assert ">Follow<" in client.get(f"/people/{carol.pk}/").content.decode()
    answer = client.post(f"/people/{carol.pk}/follow/", {"do": "follow", "next": "/people/"})
    assert answer.url == "/people/"
    assert Follow.objects.filter(follower=bob, followed=carol, ended_at=None).exists()
    assert client.post(f"/people/{carol.pk}/follow/", {"do": "unfollow", "next": "//evil.example/"}).url == (
        f"/people/{carol.pk}/"
    )
    assert not Follow.objects.filter(ended_at=None).exists()


@pytest.mark.parametrize("what", ["following", "followers"])
def test_the_lists_are_pages_too(client_of, stranger, bob, carol, what):
    follow(follower=bob, person=carol)
    follow(follower=carol, person=bob)
    page = client_of(bob).get(f"/people/{carol.pk}/{what}/").content.decode()
    assert "Bob Brown" in page
    assert stranger.get(f"/people/{carol.pk}/{what}/").status_code == 302
    assert client_of(bob).post(f"/people/{carol.pk}/{what}/").status_code == 405
