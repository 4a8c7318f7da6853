"""Notes to self: a thread of one"""

import pytest

from chat.models import Thread
from tests.chat.conftest import say


@pytest.fixture
def notes(api_of, alice):
    return Thread.objects.get(pk=api_of(alice).post("threads", people=[str(alice.pk)]).json()["id"])


def test_there_is_one_for_each_person(api_of, alice, bob, notes):
    again = api_of(alice).post("threads", people=[str(alice.pk)])
    assert (again.status_code, again.json()["id"], again.json()["kind"]) == (200, str(notes.pk), "notes")
    assert again.json()["member_count"] == 1
    assert api_of(bob).post("threads", people=[str(bob.pk)]).json()["id"] != str(notes.pk)


def test_only_their_owner_finds_them(heard, api_of, alice, bob, notes):
    say(alice, notes, "buy yeast")
    assert heard.last()[1] == {alice.pk}
    assert api_of(bob).get(f"threads/{notes.pk}").status_code == 404
    assert api_of(alice).get(f"threads/{notes.pk}").json()["unread"] == 0


def test_nobody_is_added_and_nothing_is_named(api_of, alice, bob, notes):
    api = api_of(alice)
    for answer in (
        api.post(f"threads/{notes.pk}/members", people=[str(bob.pk)]),
        api.patch(f"threads/{notes.pk}", name="x"),
        api.delete(f"threads/{notes.pk}/members/{alice.pk}"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "notes")


@pytest.mark.parametrize("typed", ["notes", "self", "Alice", "note to"])
def test_they_are_found_by_their_name_and_by_ones_own(client_of, alice, typed):
    for path in ("/chat/find/", "/chat/people/"):
        assert "Notes to self" in client_of(alice).get(path, {"q": typed}).content.decode()


def test_others_are_not_in_the_way(client_of, alice, notes):
    html = client_of(alice).get("/chat/find/", {"q": "bob"}).content.decode()
    assert "Notes to self" not in html


def test_once_begun_they_are_found_as_a_conversation(client_of, alice, notes):
    html = client_of(alice).get("/chat/find/", {"q": "notes"}).content.decode()
    assert f"/chat/{notes.pk}/" in html
    assert "data-talk-to" not in html


def test_the_page_says_whose_they_are(client_of, alice, notes):
    say(alice, notes, "buy yeast")
    html = client_of(alice).get(f"/chat/{notes.pk}/").content.decode()
    for part in ("Only you see what stands here", "Notes to self", "buy yeast"):
        assert part in html
    assert "data-leave-thread" not in html


def test_ones_own_face_leads_to_them(client_of, alice, notes):
    assert client_of(alice).post(f"/chat/with/{alice.pk}/").url == f"/chat/{notes.pk}/"
