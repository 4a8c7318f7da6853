"""That somebody writes a comment: told to those who may, and to nobody else."""

from __future__ import annotations

import pytest
from django.http import Http404

from feed import readers
from groups.models import Group
from realtime.typing import typing


@pytest.fixture
def told(monkeypatch):
    found = []
    monkeypatch.setattr("realtime.typing.relay", lambda event, *, to: found.append((event.data(), set(to))))
    return found


def test_writing_a_comment_is_told_to_the_others_of_the_group(told, acme, alice, bob, carol, say):
    post = say(alice, "Hello")
    typing(acme, bob, {"type": "typing", "place": f"post:{post.pk}"})
    assert told == [
        ({"place": f"post:{post.pk}", "person": {"id": str(bob.pk), "name": "Bob Brown"}}, {alice.pk, carol.pk})
    ]


def test_in_a_large_group_those_who_take_part_are_told(told, acme, alice, bob, carol, say, answer, monkeypatch):
    monkeypatch.setattr(readers, "TYPING_UP_TO", 2)
    post = say(alice, "Hello")
    typing(acme, bob, {"type": "typing", "place": f"post:{post.pk}"})
    assert told[-1][1] == {alice.pk}


def test_outsiders_cannot_ask_after_a_post(told, acme, alice, bob):
    group = Group.objects.create(name="Secret", kind="secret", created_by=alice)
    group.memberships.create(person=alice)
    from feed.actions import create_post

    post, _new = create_post(group=group, author=alice, text="Secret")
    with pytest.raises(Http404):
        typing(acme, bob, {"type": "typing", "place": f"post:{post.pk}"})
    assert told == []
