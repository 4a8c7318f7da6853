"""The one template of a message, for page, catch-up and socket."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from chat import fragments
from chat.actions import delete_message, edit_message
from chat.fragments import message_html
from chat.models import MOST_CHARACTERS, Message
from chat.serializers import MessageShape, ThreadShape, message_data
from people.models import User
from tests.chat.conftest import say


@pytest.fixture
def states(alice, bob, thread):
    edited, removed = say(alice, thread, "one"), say(bob, thread, "two")
    edit_message(message=edited, text="won")
    delete_message(message=removed)
    return [say(alice, thread, "**plain**"), say(bob, thread, "👍"), edited, removed]


def test_it_is_the_same_in_every_language_and_zone(states):
    def rendered(language, zone):
        with translation.override(language), timezone.override(ZoneInfo(zone)):
            return [message_html(message).encode() for message in states]

    assert rendered("en", "UTC") == rendered("fr", "Pacific/Auckland")


def test_it_is_the_same_fresh_and_from_the_database(states):
    for message in states:
        assert message_html(Message.objects.get(pk=message.pk)) == message_html(message)


def test_it_carries_what_the_page_needs_to_place_it(states):
    html = message_html(states[0])
    for part in ('data-seq="3"', 'data-version="5"', 'data-author="1"', "data-client-id=", "<time datetime="):
        assert part in html


def test_edited_and_removed_are_marks_that_the_page_puts_into_words(states):
    _, emoji, edited, removed = map(message_html, states)
    assert 'data-word="edited"></span>' in edited
    assert 'data-word="removed"></span>' in removed
    assert "two" not in removed
    assert "bubble--emoji" in emoji


def test_names_cannot_bring_markup_in(alice, thread):
    User.objects.filter(pk=alice.pk).update(name="<img src=x onerror=alert(1)>")
    alice.refresh_from_db()
    assert "<img" not in message_html(say(alice, thread, "hi"))


def test_a_client_id_cannot_bring_markup_in(alice, thread):
    assert 'x" onclick="' not in message_html(say(alice, thread, "hi", client_id='x" onclick="alert(1)'))


def test_what_the_api_writes_is_what_its_document_says(api_of, alice, bob, thread):
    say(bob, thread)
    assert set(message_data(Message.objects.get())) == set(MessageShape().fields)
    row = api_of(alice).get("threads").json()["results"][0]
    assert set(row) == set(ThreadShape().fields)
    assert set(row["members"][0]) == set(ThreadShape().fields["members"].child.fields)


def test_the_longest_message_renders(alice, thread):
    assert message_html(say(alice, thread, "*a **b " * (MOST_CHARACTERS // 8)))


def test_times_are_written_in_full(alice, thread):
    message = say(alice, thread)
    Message.objects.filter(pk=message.pk).update(created_at=datetime(2026, 5, 1, 12, 30, tzinfo=UTC))
    assert 'datetime="2026-05-01T12:30:00+00:00"' in message_html(Message.objects.get())


def test_what_is_remembered_is_never_old(alice, bob, thread):
    """Each thing that a fragment shows is changed in turn, as it stands in the database or only in memory."""
    message = say(alice, thread, "one")
    seen = {message_html(message)}
    changes = {"text": "two", "edited_at": timezone.now(), "means_all": True, "is_forwarded": True, "version": 9}
    changes |= {"client_id": "another", "created_at": timezone.now(), "deleted_at": timezone.now()}
    for field, value in changes.items():
        setattr(message, field, value)
        seen.add(message_html(message))
        message.deleted_at = None
    for field, value in {"name": "Alicia", "is_active": False, "photo": "acme/photos/0123456789ab.webp"}.items():
        setattr(message.author, field, value)
        seen.add(message_html(message))
    assert len(seen) == 1 + len(changes) + 3


def test_the_memory_of_fragments_is_bounded(alice, thread, monkeypatch):
    monkeypatch.setattr("chat.fragments.MOST_FRAGMENTS", 2)
    for _ in range(5):
        say(alice, thread, "hi")
    assert len(fragments._fragments) <= 2
