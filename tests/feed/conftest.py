"""What the feed's tests say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from feed.actions import create_comment, create_post
from feed.models import Comment, Post
from groups.models import Group
from people.models import User


@pytest.fixture
def news(acme) -> Group:
    """Acme's Company News, with everyone in it."""
    return Group.objects.get(is_default=True)


@pytest.fixture
def say(news) -> Callable[..., Post]:
    """`say(bob, "Hi")`: a post in Company News."""
    return lambda person, text="Hello", **more: create_post(**{"group": news, **more}, author=person, text=text)[0]


@pytest.fixture
def answer(news) -> Callable[..., Comment]:
    """`answer(bob, post, "Hi")`: a comment."""
    return lambda person, post, text="Yes", **more: create_comment(post=post, author=person, text=text, **more)[0]


@pytest.fixture
def heard(monkeypatch) -> list[tuple[str, dict, list[int]]]:
    """What open sockets would be told: type, data and whom."""
    told: list[tuple[str, dict, list[int]]] = []

    def publish(event, *, to):
        told.append((event.type, event.data(), sorted(to)))

    for part in ("approving", "posts", "comments", "reactions", "polls", "events", "later"):
        monkeypatch.setattr(f"feed.actions.{part}.publish", publish)
    return told


def ids(*people: User) -> list[int]:
    return sorted(person.pk for person in people)
