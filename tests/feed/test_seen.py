"""posts/seen, posts/{id}/seen: who had a post on their screen, and who had not."""

import pytest

from feed.models import Post, PostSeen
from groups.actions import add_member, create_group
from tests.feed.conftest import ids


@pytest.fixture
def told(monkeypatch):
    heard = []
    monkeypatch.setattr("feed.actions.seen.publish", lambda event, *, to: heard.append((event.data(), sorted(to))))
    return heard


def test_a_person_counts_once_and_the_author_never(bob, carol, say, api_of, told):
    post = say(bob)
    for person in (carol, carol, bob):
        assert api_of(person).post("/api/v1/posts/seen", {"posts": [str(post.pk)]}).status_code == 200
    assert Post.objects.get().seen_count == 1
    assert told == [({"id": str(post.pk), "seen_count": 1}, ids(bob))]
    assert api_of(carol).post(f"/api/v1/posts/{post.pk}/seen").json() == {"id": str(post.pk), "seen_count": 1}
    assert api_of(carol).get(f"/api/v1/posts/{post.pk}").json()["my_seen"] == "seen"
    assert api_of(bob).get(f"/api/v1/posts/{post.pk}").json()["my_seen"] is None


def test_a_batch_costs_the_same_however_many(bob, carol, say, api_of, django_assert_max_num_queries):
    posts = [str(say(bob, f"{n}").pk) for n in range(30)]
    api = api_of(carol)
    api.get("/api/v1/me")
    with django_assert_max_num_queries(8):
        assert len(api.post("/api/v1/posts/seen", {"posts": posts}).json()["results"]) == 30
    assert set(Post.objects.values_list("seen_count", flat=True)) == {1}


def test_what_one_may_not_read_counts_for_nothing(bob, carol, gina, say, api_of):
    closed = say(carol, group=create_group(name="Ovens", kind="closed", creator=carol))
    answer = api_of(bob).post("/api/v1/posts/seen", {"posts": [str(closed.pk), "x", "999999"]})
    assert answer.json() == {"results": []}
    assert api_of(bob).post(f"/api/v1/posts/{closed.pk}/seen").status_code == 404
    assert api_of(gina).post("/api/v1/posts/seen", {"posts": [str(closed.pk)]}).json() == {"results": []}
    assert not PostSeen.objects.exists()


def test_a_guest_in_an_open_group_is_none_of_those_it_is_for(bob, carol, say, api_of):
    post = say(carol, group=create_group(name="Bakers", creator=carol))
    assert api_of(bob).post(f"/api/v1/posts/{post.pk}/seen").json()["seen_count"] == 0


@pytest.mark.parametrize("posts", [None, "1", {"a": 1}, ["1"] * 101])
def test_what_is_no_list_of_posts_is_refused(bob, news, api_of, posts):
    answer = api_of(bob).post("/api/v1/posts/seen", {"posts": posts})
    assert (answer.status_code, [*answer.json()["fields"]]) == (400, ["posts"])


def test_the_author_and_the_groups_admins_see_who_and_who_not_yet(alice, bob, carol, say, api_of):
    carol.department = "Bakery"
    carol.save(update_fields=["department"])
    post = say(bob)
    api_of(carol).post(f"/api/v1/posts/{post.pk}/seen")
    path = f"/api/v1/posts/{post.pk}/seen"
    for person in (bob, alice):
        seen = api_of(person).get(path).json()
        assert [(row["person"]["name"], row["department"]) for row in seen["results"]] == [("Carol Clark", "Bakery")]
        assert seen["count"] == 1
        missing = api_of(person).get(path, {"list": "not_seen"}).json()
        assert [row["person"]["name"] for row in missing["results"]] == ["Alice Adams"]
    refused = api_of(carol).get(path)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_for_you")


def test_the_lists_go_by_department_in_pages(alice, bob, carol, say, api_of):
    for person, department in ((alice, "Zoo"), (carol, "Bakery")):
        person.department = department
        person.save(update_fields=["department"])
    post = say(bob)
    path = f"/api/v1/posts/{post.pk}/seen"
    first = api_of(bob).get(path, {"list": "not_seen", "limit": 1}).json()
    second = api_of(bob).get(path, {"list": "not_seen", "limit": 1, "cursor": first["next"]}).json()
    assert [page["results"][0]["department"] for page in (first, second)] == ["Bakery", "Zoo"]
    assert first["count"] == 2


def test_not_yet_are_the_members_of_an_open_group_and_nobody_of_a_profile(bob, carol, say, api_of):
    group = create_group(name="Bakers", creator=carol)
    add_member(group=group, person=bob)
    post, own = say(carol, group=group), say(carol, group=None)
    missing = api_of(carol).get(f"/api/v1/posts/{post.pk}/seen", {"list": "not_seen"}).json()["results"]
    assert [row["person"]["id"] for row in missing] == [str(bob.pk)]
    assert api_of(carol).get(f"/api/v1/posts/{own.pk}/seen", {"list": "not_seen"}).json()["results"] == []


def test_strangers_and_bad_questions(bob, carol, gina, stranger, say, api_of):
    closed = say(carol, group=create_group(name="Ovens", kind="closed", creator=carol))
    path = f"/api/v1/posts/{closed.pk}/seen"
    assert api_of(bob).get(path).status_code == api_of(gina).get(path).status_code == 404
    assert stranger.get(path).status_code == stranger.post("/api/v1/posts/seen").status_code == 401
    assert api_of(carol).put(path, {}).status_code == api_of(carol).get("/api/v1/posts/seen").status_code == 405
    assert api_of(carol).get(path, {"list": "x"}).status_code == 400
    assert api_of(carol).get(path, {"cursor": "x"}).status_code == 400
