"""The bell through the API."""

import pytest

from notifications.models import Notification
from tests.notifications.conftest import hidden


def test_the_list_tells_all_that_the_page_tells(alice, bob, wave, api_of):
    wave(alice, bob)
    (found,) = api_of(bob).get("/api/v1/notifications").json()["results"]
    row = Notification.objects.get()
    assert found == {
        "id": str(row.pk),
        "kind": "tests.waved",
        "about": {"type": "people.user", "id": str(alice.pk)},
        "text": "Alice Adams waved",
        "quote": "",
        "link": f"/people/{alice.pk}/",
        "tag": f"tests.waved:{alice.pk}",
        "person": None,
        "actor_count": 1,
        "changed_at": found["changed_at"],
        "seen": False,
        "read": False,
    }


def test_it_pages_by_cursor_and_filters(alice, bob, carol, wave, api_of):
    wave(alice, bob)
    wave(carol, bob)
    api = api_of(bob)
    first = api.get("/api/v1/notifications?limit=1").json()
    assert first["results"][0]["text"] == "Carol Clark waved"
    second = api.get(f"/api/v1/notifications?limit=1&cursor={first['next']}").json()
    assert second["results"][0]["text"] == "Alice Adams waved"
    assert second["next"] is None
    api.post(f"/api/v1/notifications/{first['results'][0]['id']}/read")
    assert len(api.get("/api/v1/notifications?unread=true").json()["results"]) == 1


@pytest.mark.parametrize("query", ["limit=0", "limit=x", "cursor=x"])
def test_a_wrong_question_gets_a_clear_answer(bob, api_of, query):
    answer = api_of(bob).get(f"/api/v1/notifications?{query}")
    assert answer.status_code == 400
    assert query.split("=")[0] in answer.json()["fields"]


def test_what_may_not_be_seen_is_left_out(alice, bob, wave, api_of):
    wave(alice, bob)
    hidden.add(alice.pk)
    assert api_of(bob).get("/api/v1/notifications").json()["results"] == []
    assert api_of(bob).get("/api/v1/notifications/unread").json() == {"unread": 0}


def test_seen_is_not_read(alice, bob, wave, api_of):
    wave(alice, bob)
    assert api_of(bob).post("/api/v1/notifications/seen").json() == {"unread": 1}
    (found,) = api_of(bob).get("/api/v1/notifications").json()["results"]
    assert (found["seen"], found["read"]) == (True, False)


def test_read_unread_all_and_back(alice, bob, carol, wave, api_of):
    wave(alice, bob)
    wave(carol, bob)
    api, row = api_of(bob), Notification.objects.first()
    assert api.post(f"/api/v1/notifications/{row.pk}/read").json() == {"unread": 1}
    assert api.post(f"/api/v1/notifications/{row.pk}/unread").json() == {"unread": 2}
    done = api.post("/api/v1/notifications/read-all").json()
    assert done["unread"] == 0
    undone = api.post("/api/v1/notifications/read-all/undo", {"read_at": done["read_at"]})
    assert undone.json() == {"unread": 2}


def test_undoing_wants_a_moment(bob, api_of):
    assert api_of(bob).post("/api/v1/notifications/read-all/undo", {"read_at": "x"}).status_code == 400
    assert api_of(bob).post("/api/v1/notifications/read-all/undo").status_code == 400


GETS = ["notifications", "notifications/unread"]
POSTS = ["notifications/seen", "notifications/read-all", "notifications/read-all/undo"]
ONE = ["notifications/{}/read", "notifications/{}/unread"]


@pytest.mark.parametrize("path", GETS + POSTS + ONE)
def test_without_a_session_it_is_401(alice, bob, wave, stranger, path):
    wave(alice, bob)
    ask = stranger.get if path in GETS else stranger.post
    assert ask(f"/api/v1/{path.format(Notification.objects.get().pk)}").status_code == 401


@pytest.mark.parametrize("path", ONE)
def test_anothers_row_is_404(alice, bob, carol, gina, wave, api_of, path):
    wave(alice, bob)
    at = f"/api/v1/{path.format(Notification.objects.get().pk)}"
    for person in (carol, gina):
        assert api_of(person).post(at).status_code == 404
    assert api_of(bob).post(f"/api/v1/{path.format('x')}").status_code == 404


@pytest.mark.parametrize("path", POSTS + ONE)
def test_reading_them_is_not_a_get(bob, api_of, path):
    assert api_of(bob).get(f"/api/v1/{path.format(1)}").status_code == 405


def test_the_other_company_has_its_own_bell(alice, bob, gina, wave, api_of):
    wave(alice, bob)
    assert api_of(gina).get("/api/v1/notifications").json()["results"] == []
