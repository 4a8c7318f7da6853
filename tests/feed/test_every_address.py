"""Every address of the feed's API, also those that come later: nothing of a secret group for whoever is not in it."""

from __future__ import annotations

import re

import pytest

from feed.actions import create_comment, create_post
from feed.api_urls import urlpatterns
from feed.models import Comment, Post
from groups.actions import add_member, create_group, remove_member
from groups.models import Group
from tests.cast import join

ADDRESSES = [str(each.pattern) for each in urlpatterns if "<" in str(each.pattern)]
VERBS = ("get", "post", "put", "patch", "delete")


@pytest.fixture
def hidden(alice, bob, carol) -> dict[str, str]:
    """Ids of a secret group and of what is in it; Carol was in it until a moment ago."""
    group = create_group(name="Hidden", kind=Group.Kind.SECRET, creator=alice)
    for person in (bob, carol):
        add_member(group=group, person=person, by=alice)
    post, _new = create_post(group=group, author=bob, text="Nobody else knows")
    comment, _new = create_comment(post=post, author=alice, text="Nor this")
    remove_member(group=group, person=carol, by=alice)
    return {"posts": str(post.pk), "comments": str(comment.pk), "groups": str(group.pk)}


def filled(address: str, hidden: dict[str, str]) -> str:
    """`polls` and `events` go by their own ids: there is none of these, and nobody learns that either."""
    first = address.split("/", 1)[0]
    return re.sub(r"<str:\w+>", hidden.get(first, hidden["posts"]), address)


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_is_not_in_it_finds_nothing(address, hidden, carol, dan_of_the_office, gina, stranger, api_of):
    path = f"/api/v1/{filled(address, hidden)}"
    answers = {
        (who, verb): getattr(client, verb)(path).status_code
        for who, client in (
            ("removed", api_of(carol)),
            ("colleague", api_of(dan_of_the_office)),
            ("other company", api_of(gina)),
            ("signed out", stranger),
        )
        for verb in VERBS
    }
    signed_out = {status for (who, _verb), status in answers.items() if who == "signed out"}
    assert signed_out <= {401, 405}
    assert 401 in signed_out
    others = {status for (who, _verb), status in answers.items() if who != "signed out"}
    assert others <= {404, 405}, answers
    assert 404 in others
    assert Post.objects.filter(pk=hidden["posts"], deleted_at=None).exists()
    assert Comment.objects.filter(pk=hidden["comments"], deleted_at=None).exists()


@pytest.fixture
def dan_of_the_office(acme):
    person = join("dan@acme.example", "Dan Doyle")
    person.company = acme
    return person
