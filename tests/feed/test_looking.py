"""Who looks at a profile, a group or a post hears what happens there, although they are no part of it."""

from __future__ import annotations

import pytest

from feed.actions import create_comment, create_post, react
from groups.actions import change_group, create_group
from realtime import looking, presence
from realtime.looking import look, lookers_at
from tests.feed.conftest import ids


@pytest.fixture
def looks(acme):
    """`looks(carol, "person:3")`; nobody looks any more after the test."""
    places = []

    def at(person, place: str) -> None:
        look(acme, person, {"places": [place]})
        places.append(presence.key(acme.schema_name, place, "lookers"))

    yield at
    if places:
        presence.valkey().delete(*places)


def hearers(heard, kind: str) -> list[int]:
    return sorted(set(next(to for name, _data, to in reversed(heard) if name == kind)))


def test_a_colleagues_profile_lives_for_who_looks_at_it(bob, carol, looks, heard):
    looks(carol, f"person:{bob.pk}")
    post = create_post(group=None, author=bob, text="Hello")[0]
    assert hearers(heard, "feed.post_created") == ids(bob, carol)
    create_comment(post=post, author=bob, text="More")
    react(thing=post, person=bob, kind="like")
    assert hearers(heard, "feed.comment_created") == hearers(heard, "feed.reaction_changed") == ids(bob, carol)


def test_so_does_a_post_on_a_profile(alice, bob, carol, looks, heard):
    post = create_post(group=None, author=bob, text="Hello")[0]
    looks(carol, f"post:{post.pk}")
    create_comment(post=post, author=alice, text="Well")
    assert hearers(heard, "feed.comment_created") == ids(alice, bob, carol)
    create_post(group=None, author=bob, text="Another")
    assert hearers(heard, "feed.post_created") == ids(bob)


def test_an_open_group_lives_for_who_is_not_in_it_until_it_closes(bob, carol, looks, heard):
    group = create_group(name="Ovens", creator=bob)
    looks(carol, f"group:{group.pk}")
    create_post(group=group, author=bob, text="Hello")
    assert hearers(heard, "feed.post_created") == ids(bob, carol)
    group = change_group(group=group, by=bob, kind="closed")
    create_post(group=group, author=bob, text="Among us")
    assert hearers(heard, "feed.post_created") == ids(bob)


def test_nobody_looks_where_they_may_not(acme, bob, carol, gina, globex):
    from django.http import Http404

    from core.schema import inside

    group = create_group(name="Ovens", kind="closed", creator=bob)
    post = create_post(group=group, author=bob, text="Among us")[0]
    for place in (f"group:{group.pk}", f"post:{post.pk}", "person:999999", "person:x", "thread:1", "person", 7):
        with pytest.raises(Http404):
            look(acme, carol, {"places": [place]})
    with inside(globex), pytest.raises(Http404):
        look(globex, gina, {"places": [f"post:{post.pk}"]})
    assert lookers_at(f"group:{group.pk}", f"post:{post.pk}") == set()


def test_who_looks_in_another_company_under_the_same_key_hears_nothing(bob, globex, gina, looks, heard):
    from core.schema import inside

    with inside(globex):
        look(globex, gina, {"places": [f"person:{gina.pk}"]})
        assert lookers_at(f"person:{gina.pk}") == {gina.pk}
    assert lookers_at(f"person:{gina.pk}") == set()


def test_it_is_forgotten_when_it_is_not_said_again(bob, carol, looks, monkeypatch):
    looks(carol, f"person:{bob.pk}")
    now = looking.time.time()
    monkeypatch.setattr(looking.time, "time", lambda: now + looking.HOLDS + 1)
    assert lookers_at(f"person:{bob.pk}") == set()


def test_too_many_places_at_once_are_refused(acme, bob):
    with pytest.raises(ValueError, match="many"):
        look(acme, bob, {"places": [f"person:{bob.pk}"] * 6})


def test_without_valkey_people_hear_as_ever(acme, bob, carol, settings, heard):
    presence.valkey.cache_clear()
    settings.REDIS_URL = "redis://127.0.0.1:1"
    look(acme, carol, {"places": [f"person:{bob.pk}"]})
    create_post(group=None, author=bob, text="Hello")
    presence.valkey.cache_clear()
    assert hearers(heard, "feed.post_created") == ids(bob)
