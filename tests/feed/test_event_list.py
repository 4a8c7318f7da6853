"""The list of events: what comes up, where one goes, what was; each by what one may read now."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from feed.actions import answer_event, cancel_event, create_post, delete_post
from feed.models import Event, Post
from groups.actions import add_member, create_group, remove_member
from people.actions import follow
from tests.feed.test_events import SOON, plan

PATH = "/api/v1/events"


@pytest.fixture
def invited(news):
    def invite(person, title, group=news, *, hours=0, days=0, **more) -> Post:
        begins = SOON + timedelta(hours=hours)
        event = plan(title=title, begins_at=begins, ends_at=begins + timedelta(hours=1), **more)
        post = create_post(group=group, author=person, text="", event=event)[0]
        if days:
            Event.objects.filter(post=post).update(
                begins_at=timezone.now() - timedelta(days=days, hours=1), ends_at=timezone.now() - timedelta(days=days)
            )
        return post

    return invite


def titles(api, show="coming") -> list[str]:
    answer = api.get(PATH, {"show": show})
    assert answer.status_code == 200, answer.content
    return [row["title"] for row in answer.json()["results"]]


def test_what_comes_up_stands_in_its_order_with_place_host_and_answer(bob, carol, invited, api_of):
    late, soon = invited(bob, "Late", hours=2), invited(bob, "Soon")
    answer_event(post=soon, person=carol, answer="maybe")
    cancel_event(post=invited(bob, "Cancelled"))
    delete_post(post=invited(bob, "Deleted"), by=bob)
    invited(bob, "Over", days=1)
    rows = api_of(carol).get(PATH).json()["results"]
    assert [(row["title"], row["my_answer"]) for row in rows] == [("Soon", "maybe"), ("Late", None)]
    assert (rows[0]["group"]["name"], rows[0]["host"]["name"], rows[1]["post"]) == (
        "Company News",
        "Bob Brown",
        str(late.pk),
    )


def test_mine_are_those_that_i_host_or_may_go_to(bob, carol, invited, api_of):
    yes, maybe, no, off = (invited(bob, title) for title in ("Yes", "Maybe", "No", "Off"))
    for post, answer in ((yes, "yes"), (maybe, "maybe"), (no, "no"), (off, "yes")):
        answer_event(post=post, person=carol, answer=answer)
    cancel_event(post=off)
    invited(carol, "Hosted", hours=1)
    assert titles(api_of(carol), "mine") == ["Yes", "Maybe", "Off", "Hosted"]


def test_what_was_stands_latest_first(bob, carol, invited, api_of):
    invited(bob, "Long ago", days=9)
    invited(bob, "Yesterday", days=1)
    invited(bob, "Coming")
    assert titles(api_of(carol), "past") == ["Yesterday", "Long ago"]


def test_on_profiles_those_of_whom_one_follows(bob, carol, invited, api_of):
    invited(bob, "At mine", group=None)
    assert titles(api_of(carol)) == []
    follow(follower=carol, person=bob)
    assert titles(api_of(carol)) == ["At mine"]


def test_who_was_removed_finds_none_of_it_any_more(bob, carol, gina, invited, api_of, stranger):
    group = create_group(name="Ovens", kind="secret", creator=bob)
    add_member(group=group, person=carol)
    post = invited(bob, "Hidden", group=group)
    answer_event(post=post, person=carol, answer="yes")
    assert (titles(api_of(carol)), titles(api_of(carol), "mine")) == (["Hidden"], ["Hidden"])
    remove_member(group=group, person=carol)
    for person in (carol, gina):
        assert (titles(api_of(person)), titles(api_of(person), "mine"), titles(api_of(person), "past")) == ([], [], [])
    assert stranger.get(PATH).status_code == 401


def test_pages_follow_each_other_and_what_is_no_list_is_refused(bob, invited, api_of):
    for n in range(3):
        invited(bob, f"Event {n}", hours=n)
    first = api_of(bob).get(PATH, {"limit": 2}).json()
    second = api_of(bob).get(PATH, {"limit": 2, "cursor": first["next"]}).json()
    assert [row["title"] for page in (first, second) for row in page["results"]] == ["Event 0", "Event 1", "Event 2"]
    assert second["next"] is None
    assert api_of(bob).get(PATH, {"show": "none"}).status_code == 400
    assert api_of(bob).get(PATH, {"cursor": "x"}).status_code == 400
    assert api_of(bob).post(PATH).status_code == 405


def test_its_page_has_all_three_and_says_what_to_do_where_it_is_empty(bob, carol, invited, client_of, stranger):
    page = client_of(carol).get("/events/").text
    assert "Nothing comes up" in page
    assert "You have no plans yet" in client_of(carol).get("/events/?show=mine").text
    post = invited(bob, "Tasting")
    page = client_of(carol).get("/events/").text
    assert (f'id="post-{post.pk}"' in page, SOON.strftime("%Y") in page) == (True, True)
    client_of(carol).post(f"/posts/{post.pk}/event/", {"answer": "yes"})
    assert "Tasting" in client_of(carol).get("/events/?show=mine").text
    assert "Nothing was yet" in client_of(carol).get("/events/?show=past&cursor=bad").text
    for address in ("/", "/groups/"):
        assert 'href="/events/"' in client_of(carol).get(address).text
    assert stranger.get("/events/").status_code == 302


def test_a_page_of_many_costs_what_a_page_of_few_does(bob, carol, invited, client_of, django_assert_max_num_queries):
    client = client_of(carol)
    for n in range(8):
        invited(bob, f"Event {n}", hours=n)
    client.get("/events/")
    with django_assert_max_num_queries(14):
        client.get("/events/")
