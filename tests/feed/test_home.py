"""The home feed: what it is made of, its two orders, and the order that stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from feed import home
from feed.actions import choose_order, react
from feed.models import FeedPreferences, Post
from groups.actions import add_member, create_group
from people.models import Follow

API = "/api/v1/feed"


@pytest.fixture
def later(say):
    """`later(bob, "Hi", hours=3)`: a post that is three hours old."""
    return lambda person, text, hours, **more: say(
        person, text, created_at=timezone.now() - timedelta(hours=hours), **more
    )


def texts(answer) -> list[str]:
    return [row["text"] for row in answer.json()["results"]]


def test_it_is_made_of_groups_of_whom_one_follows_and_of_oneself(alice, bob, carol, say, api_of):
    Follow.objects.create(follower=bob, followed=carol)
    say(carol, "followed", group=None)
    say(alice, "not followed", group=None)
    say(bob, "mine", group=None)
    say(alice, "in the news")
    say(carol, "elsewhere", group=create_group(name="Ovens", creator=carol))
    assert texts(api_of(bob).get(API)) == ["in the news", "mine", "followed"]
    assert sorted(post.text for post in Post.objects.home_of(bob)) == ["followed", "in the news", "mine"]


def test_who_is_followed_no_more_is_gone_from_it(bob, carol, say, api_of):
    Follow.objects.create(follower=bob, followed=carol, ended_at=timezone.now())
    say(carol, "followed once", group=None)
    assert texts(api_of(bob).get(API)) == []


def test_what_waits_or_is_deleted_is_not_in_it(bob, carol, say, api_of):
    say(carol, "waits")
    say(carol, "gone")
    Post.objects.filter(text="waits").update(waits_since=timezone.now())
    Post.objects.filter(text="gone").update(deleted_at=timezone.now())
    assert texts(api_of(bob).get(API)) == texts(api_of(bob).get(f"{API}?order=top")) == []


def test_top_goes_by_mentions_talk_and_freshness(alice, bob, carol, later, api_of):
    later(alice, "dull", 1)
    later(alice, f"@[{bob.pk}] please", 3)
    liked = later(alice, "liked", 2)
    later(alice, "old", 200)
    for person in (alice, bob, carol):
        react(thing=liked, person=person)
    assert texts(api_of(bob).get(f"{API}?order=top")) == ["@Bob Brown please", "liked", "dull", "old"]
    assert texts(api_of(carol).get(f"{API}?order=top")) == ["liked", "dull", "@Bob Brown please", "old"]


def test_top_puts_forward_whom_one_follows_and_ones_own_team(alice, bob, carol, later, api_of):
    Follow.objects.create(follower=bob, followed=carol)
    team = create_group(name="Ovens", creator=alice)
    add_member(group=team, person=bob)
    later(alice, "news", 1)
    later(carol, "followed", 2, group=None)
    later(alice, "team", 2, group=team)
    assert texts(api_of(bob).get(f"{API}?order=top"))[0] == "followed"


def test_what_one_just_posted_stands_where_one_finds_it(bob, carol, say, later, api_of):
    Follow.objects.create(follower=bob, followed=carol)
    later(bob, "mine, of this morning", 3)
    say(bob, "mine, of now")
    say(carol, "followed")
    assert texts(api_of(bob).get(f"{API}?order=top")) == ["mine, of now", "followed", "mine, of this morning"]


@pytest.mark.parametrize("order", ["top", "new"])
def test_nothing_is_doubled_or_left_out_between_pages(bob, carol, later, say, api_of, order):
    made = {later(carol, f"n{number}", number * 20).text for number in range(30)}  # some older than what Top weighs
    api, seen, cursor = api_of(bob), [], ""
    while cursor is not None:
        body = api.get(API, {"order": order, "limit": 7, "cursor": cursor}).json()
        seen += [row["text"] for row in body["results"]]
        cursor = body["next"]
        say(carol, "meanwhile")  # new ones wait above, and liked ones stay in their place
        react(thing=Post.objects.get(text="n29"), person=bob)
    assert sorted(seen) == sorted(made)


def test_the_last_page_says_that_it_is_the_last(bob, say, api_of):
    say(bob)
    assert api_of(bob).get(f"{API}?order=top").json()["next"] is None


def test_two_quiet_weeks_do_not_leave_it_empty(bob, carol, later, api_of):
    later(carol, "long ago", 24 * 40)
    assert texts(api_of(bob).get(f"{API}?order=top")) == ["long ago"]


def test_the_order_stays_on_every_device(bob, carol, api_of, client_of):
    assert api_of(bob).get("/api/v1/me/feed").json() == {"order": "top"}
    assert client_of(bob).post("/feed/order/", {"order": "new"})["Location"] == "/"
    assert api_of(bob).get("/api/v1/me/feed").json() == {"order": "new"}
    assert api_of(bob).put("/api/v1/me/feed", {"order": "top"}).json() == {"order": "top"}
    assert (home.order_of(bob), home.order_of(carol)) == ("top", "top")
    assert FeedPreferences.objects.count() == 1


def test_mine_is_the_order_that_was_chosen(bob, later, api_of):
    later(bob, "old", 9)
    later(bob, "older and liked", 10)
    react(thing=Post.objects.get(text="older and liked"), person=bob)
    assert texts(api_of(bob).get(f"{API}?order=mine"))[0] == "older and liked"
    choose_order(person=bob, order="new")
    assert texts(api_of(bob).get(f"{API}?order=mine"))[0] == "old"


def test_what_is_no_order_is_refused(bob, stranger, api_of, client_of):
    assert api_of(bob).put("/api/v1/me/feed", {"order": "best"}).json()["fields"].keys() == {"order"}
    assert api_of(bob).get(f"{API}?order=best").status_code == 400
    assert client_of(bob).post("/feed/order/", {"order": "best"}).status_code == 400
    assert client_of(bob).get("/feed/order/").status_code == 405
    assert api_of(bob).post("/api/v1/me/feed", {}).status_code == 405
    assert stranger.get("/api/v1/me/feed").status_code == 401


def test_a_strange_cursor_is_refused_by_the_api_and_begins_anew_on_the_page(bob, say, api_of, client_of):
    say(bob, "hello there")
    strange = api_of(bob).get("/api/v1/people?limit=1").json()["next"]
    for cursor in ("x", strange):
        assert api_of(bob).get(API, {"cursor": cursor}).status_code == 400
        assert "hello there" in client_of(bob).get("/", {"cursor": cursor}).content.decode()


def test_top_costs_the_same_however_long(bob, carol, say, answer, client_of, django_assert_max_num_queries):
    client = client_of(bob)

    def count() -> int:
        client.get("/")
        with django_assert_max_num_queries(12) as asked:
            client.get("/")
        return len(asked)

    answer(carol, say(bob, f"@[{carol.pk}]"), f"@[{bob.pk}]")
    few = count()
    for _ in range(25):
        answer(carol, say(bob, f"@[{carol.pk}]"), f"@[{bob.pk}]")
    assert count() == few


def test_it_says_why(alice, bob, carol, say, api_of, client_of):
    Follow.objects.create(follower=bob, followed=carol)
    post = say(carol, f"@[{bob.pk}]")
    react(thing=post, person=alice)
    found = api_of(bob).get(f"/api/v1/posts/{post.pk}/why").json()["reasons"]
    assert [each["kind"] for each in found] == ["mention", "follow", "group", "talk", "top"]
    page = client_of(bob).get(f"/posts/{post.pk}/why/").content.decode()
    assert "You follow Carol Clark." in page
    assert f"/posts/{post.pk}/why/" in client_of(bob).get("/").content.decode()
    assert f"/posts/{post.pk}/why/" not in client_of(bob).get(f"/posts/{post.pk}/").content.decode()
    own = api_of(carol).get(f"/api/v1/posts/{post.pk}/why").json()["reasons"]
    assert own[0] == {"kind": "author", "text": "You wrote it."}


def test_why_is_for_who_may_read_the_post(bob, carol, gina, say, stranger, api_of, client_of):
    post = say(carol, group=create_group(name="Ovens", kind="closed", creator=carol))
    path = f"/api/v1/posts/{post.pk}/why"
    assert [api_of(person).get(path).status_code for person in (carol, bob, gina)] == [200, 404, 404]
    assert client_of(bob).get(f"/posts/{post.pk}/why/").status_code == 404
    assert (stranger.get(path).status_code, api_of(carol).post(path, {}).status_code) == (401, 405)
