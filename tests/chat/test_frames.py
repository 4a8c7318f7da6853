"""What comes in through the socket: that somebody types, that messages arrived."""

import asyncio

import pytest
from django.http import Http404

from chat import frames
from chat.actions import note_delivered
from chat.frames import Delivered
from chat.models import SMALL, TYPING_UP_TO, Member
from people.models import User
from realtime.typing import typing
from tests.chat.conftest import group_of, say


def crowd_of(alice, bob, size):
    people = [User(email=f"p{n}@acme.example", name=f"P{n}", joined_at=alice.joined_at) for n in range(size)]
    return group_of(alice, bob, *User.objects.bulk_create(people))


def delivered(thread, person):
    return Member.objects.get(thread=thread, person=person).delivered_seq


def test_typing_is_told_to_the_other_members_only(heard, acme, alice, bob, carol, group):
    heard.clear()
    typing(acme, bob, {"type": "typing", "place": f"thread:{group.pk}"})
    event, to = heard.last()
    assert event.data() == {"place": f"thread:{group.pk}", "person": {"id": str(bob.pk), "name": "Bob Brown"}}
    assert to == {alice.pk, carol.pk}


@pytest.mark.parametrize(
    "place", ["thread:999999", "thread:x", "thread", "room:1", "", None, -1, {}, [], "thread:" * 99]
)
def test_typing_into_what_is_not_there_is_refused(acme, bob, place):
    with pytest.raises(Http404):
        typing(acme, bob, {"type": "typing", "place": place})


def test_typing_by_an_outsider_is_refused(heard, acme, carol, thread):
    with pytest.raises(Http404):
        typing(acme, carol, {"type": "typing", "place": f"thread:{thread.pk}"})


def test_typing_is_told_a_few_times_and_not_with_each_key(heard, acme, bob, group):
    heard.clear()
    for _ in range(20):
        typing(acme, bob, {"type": "typing", "place": f"thread:{group.pk}"})
    assert 1 <= len(heard) <= 4


def test_who_takes_it_all_away_again_is_told_to_type_no_longer(heard, acme, alice, bob, carol, group):
    heard.clear()
    typing(acme, bob, {"type": "typing", "place": f"thread:{group.pk}"})
    typing(acme, bob, {"type": "typing", "place": f"thread:{group.pk}", "stopped": True})
    event, to = heard.last()
    assert heard.types() == ["realtime.typing_started", "realtime.typing_stopped"]
    assert (event.data()["person"]["id"], to) == (str(bob.pk), {alice.pk, carol.pk})


def test_an_outsider_stops_no_typing(heard, acme, carol, thread):
    with pytest.raises(Http404):
        typing(acme, carol, {"type": "typing", "place": f"thread:{thread.pk}", "stopped": True})


def test_in_a_crowd_nobody_is_told_of_typing(heard, acme, alice, bob):
    thread = crowd_of(alice, bob, TYPING_UP_TO)
    heard.clear()
    typing(acme, bob, {"type": "typing", "place": f"thread:{thread.pk}"})
    assert heard == []


def test_the_author_alone_hears_that_a_message_arrived(heard, alice, bob, carol, group):
    say(alice, group)
    note_delivered(thread_id=group.pk, pointers={bob.pk: 1})
    event, to = heard.last()
    assert (event.type, event.seq, event.person["id"], to) == ("chat.message_delivered", 1, str(bob.pk), {alice.pk})
    assert delivered(group, bob) == 1


def test_the_pointer_goes_forward_only_and_not_beyond_what_is_there(heard, alice, bob, thread):
    for _ in range(3):
        say(alice, thread)
    note_delivered(thread_id=thread.pk, pointers={bob.pk: 2**61})
    assert delivered(thread, bob) == 3
    heard.clear()
    note_delivered(thread_id=thread.pk, pointers={bob.pk: 1})
    assert (delivered(thread, bob), heard) == (3, [])


def test_outsiders_and_crowds_are_left_out(heard, alice, bob, carol, thread):
    say(alice, thread)
    crowd = crowd_of(alice, bob, SMALL)
    say(alice, crowd)
    heard.clear()
    note_delivered(thread_id=thread.pk, pointers={carol.pk: 1})
    note_delivered(thread_id=crowd.pk, pointers={bob.pk: 1})
    note_delivered(thread_id=999_999, pointers={bob.pk: 1})
    assert heard == []
    assert delivered(crowd, bob) == 0


def test_many_frames_are_written_in_one_go(acme, alice, bob, carol, group, monkeypatch):
    written = []

    async def note(company, function, **arguments):
        written.append((company.schema_name, arguments))

    monkeypatch.setattr(frames, "in_company", note)
    monkeypatch.setattr(frames, "PAUSE", 0.01)

    async def story():
        gatherer = Delivered()
        for seq in (1, 3, 2):
            await gatherer.received(acme, bob, {"thread": str(group.pk), "seq": seq})
        await gatherer.received(acme, carol, {"thread": str(group.pk), "seq": 1})
        await asyncio.gather(*gatherer.writers.values())
        assert (gatherer.writers, gatherer.waiting) == ({}, {})

    asyncio.run(story())
    assert written == [(acme.schema_name, {"thread_id": group.pk, "pointers": {bob.pk: 3, carol.pk: 1}})]


@pytest.mark.parametrize("seq", [0, -1, "1", None, True, 2**70, 1.0])
def test_an_odd_pointer_is_refused(acme, bob, seq):
    with pytest.raises(ValueError, match="whole number"):
        asyncio.run(Delivered().received(acme, bob, {"thread": "1", "seq": seq}))
