"""Lists of posts are read by statements that are kept: they give what the querysets give, and no more."""

from datetime import timedelta

import pytest
from django.utils import timezone

from content.models import Card, with_files
from core.schema import inside
from feed import home, listing
from feed.actions import choose_order, create_post, delete_post, pin_post, react, share_post, vote
from feed.asking import NewPoll
from feed.models import Post, PostSeen
from feed.serializers import my_post_data
from groups.actions import create_group, remove_member
from tests.feed.test_events import plan


@pytest.fixture
def all_kinds(alice, bob, carol, news, say, answer) -> list[Post]:
    """One of everything, as Bob sees it."""
    poll = create_post(group=news, author=carol, text="Where?", poll=NewPoll(options=("Here", "There")))[0]
    vote(post=poll, person=bob, options=[str(poll.poll.options.first().pk)])
    event = create_post(group=news, author=alice, text="", event=plan())[0]
    liked = say(alice, f"@[{bob.pk}] look")
    react(thing=liked, person=bob, kind="love")
    answer(carol, liked, f"@[{bob.pk}] too")
    share = share_post(source=liked, group=None, author=bob, text="See this")[0]
    linked = say(bob, "https://example.com")
    Card.objects.update(title="A page", state=Card.State.READY)
    PostSeen.objects.create(post=poll, person=bob)
    return [poll, event, liked, share, linked]


def test_they_give_what_the_querysets_give(bob, all_kinds):
    ids = [post.pk for post in all_kinds]
    kept = listing.posts_by_id(bob, ids)
    fresh = Post.objects.visible_to(bob).for_reader(bob).in_bulk(ids)
    assert kept.keys() == fresh.keys() == set(ids)
    assert [my_post_data(kept[pk]) for pk in ids] == [my_post_data(fresh[pk]) for pk in ids]
    assert [kept[pk].latest_comment_ids for pk in ids] == [fresh[pk].latest_comment_ids for pk in ids]
    assert "A page" in {use.card.title for use in kept[ids[-1]].cards.all()}


def test_showing_them_asks_for_nothing_more(bob, all_kinds, django_assert_num_queries):
    posts = listing.posts_by_id(bob, [post.pk for post in all_kinds])
    with_files([*posts.values(), *(post.shared_from for post in posts.values() if post.shared_from)])
    with django_assert_num_queries(0):
        for post in posts.values():
            my_post_data(post)


def test_each_reader_has_their_own_marks(alice, bob, all_kinds):
    poll, _event, liked, *_ = all_kinds
    mine, others = (listing.posts_by_id(person, [poll.pk, liked.pk]) for person in (bob, alice))
    assert [found[liked.pk].my_reaction for found in (mine, others)] == ["love", None]
    assert [found[poll.pk].my_seen for found in (mine, others)] == ["seen", None]
    assert [any(row.mine for row in found[poll.pk].poll.options.all()) for found in (mine, others)] == [True, False]


def test_what_one_may_not_read_is_not_given(alice, bob, carol, say):
    closed = create_group(name="Ovens", creator=carol, kind="closed")
    inside_it, gone, waits = say(carol, group=closed), say(carol), say(carol)
    delete_post(post=gone, by=carol)
    Post.objects.filter(pk=waits.pk).update(waits_since=timezone.now())
    ids = [inside_it.pk, gone.pk, waits.pk]
    assert listing.posts_by_id(bob, ids) == {}
    assert listing.posts_by_id(carol, ids).keys() == {inside_it.pk}


def test_who_was_removed_a_moment_ago_is_given_nothing(bob, carol, say):
    closed = create_group(name="Ovens", creator=carol, kind="closed")
    closed.memberships.create(person=bob)
    post = say(carol, group=closed)
    assert listing.posts_by_id(bob, [post.pk])
    remove_member(group=closed, person=bob, by=carol)
    assert listing.posts_by_id(bob, [post.pk]) == {}


def test_a_share_of_what_one_may_not_read_shows_no_source(alice, bob, carol, say):
    source = say(carol, "told to all")
    share = share_post(source=source, group=None, author=carol, text="See")[0]
    assert listing.posts_by_id(bob, [share.pk])[share.pk].shared_from == source
    delete_post(post=source, by=carol)
    assert listing.posts_by_id(bob, [share.pk])[share.pk].shared_from is None


def test_in_another_company_the_same_ids_are_other_posts(acme, globex, bob, gina, say):
    ours = say(bob, "Acme’s")
    with inside(globex):
        theirs = create_post(group=None, author=gina, text="Globex’s")[0]
        Post.objects.filter(pk=theirs.pk).update(id=ours.pk)
        assert [post.text for post in listing.posts_by_id(gina, [ours.pk]).values()] == ["Globex’s"]
    with inside(acme):
        assert [post.text for post in listing.posts_by_id(bob, [ours.pk]).values()] == ["Acme’s"]


def test_pages_of_new_leave_nothing_out_and_show_nothing_twice(bob, say):
    for number in range(7):
        say(bob, str(number), created_at=timezone.now() - timedelta(minutes=number // 2))
    choose_order(person=bob, order="new")
    seen, cursor = [], ""
    while True:
        page = home.home_page(bob, order="new", cursor=cursor, size=3)
        seen += [post.text for post in page.rows]
        cursor = page.next
        if not cursor:
            break
    assert sorted(seen) == list("0123456")
    assert len(seen) == 7


def test_a_post_deleted_while_the_page_is_read_does_not_end_the_feed(bob, say, monkeypatch):
    posts = [say(bob, str(number), created_at=timezone.now() - timedelta(minutes=number)) for number in range(5)]
    found = home.newest_places
    monkeypatch.setattr(home, "newest_places", lambda *asked: (found(*asked), delete_post(post=posts[1], by=bob))[0])
    page = home.home_page(bob, order="new", size=3)
    assert [post.text for post in page.rows] == ["0", "2"]
    assert page.next


def test_the_author_of_a_new_post_is_answered_as_every_later_reader_of_it(bob, news, api_of):
    api = api_of(bob)
    poll = {"options": ["Here", "There"]}
    for more in ({}, {"poll": poll}):
        said = api.post("/api/v1/posts", {"group": str(news.pk), "text": f"@[{bob.pk}] hi", **more})
        assert said.status_code == 201
        assert said.json() == api.get(f"/api/v1/posts/{said.json()['id']}").json()


def test_a_pin_that_stays_for_good_is_not_written_anew_each_minute(bob, news, say):
    from feed import rendered

    post = say(bob)
    assert rendered._minute(listing.posts_by_id(bob, [post.pk])[post.pk]) == 0
    pin_post(post=post, by=bob, until=timezone.now() + timedelta(days=1))
    assert rendered._minute(listing.posts_by_id(bob, [post.pk])[post.pk]) > 0
