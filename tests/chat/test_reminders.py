"""Reminders of messages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from chat.actions import remind, remind_due, remove_member
from chat.models import Reminder
from notifications.models import Notification
from tests.chat.conftest import say

pytestmark = pytest.mark.django_db


def soon() -> str:
    return (timezone.now() + timedelta(minutes=20)).isoformat()


def rings(person) -> int:
    return Notification.objects.filter(person=person, kind="chat.reminder").count()


def set_for(person, message) -> Reminder:
    return remind(person=person, message=message, remind_at=timezone.now() + timedelta(minutes=20))


def test_a_reminder_is_set_moved_and_dropped(api_of, bob, alice, thread):
    message = say(alice, thread, "think of it")
    assert api_of(bob).put(f"messages/{message.pk}/reminder", remind_at=soon()).status_code == 200
    later = (timezone.now() + timedelta(hours=3)).isoformat()
    assert api_of(bob).put(f"messages/{message.pk}/reminder", remind_at=later).status_code == 200
    (row,) = api_of(bob).get("reminders").json()["results"]
    assert row["message"]["text"] == "think of it"
    assert api_of(alice).get("reminders").json()["results"] == []
    assert api_of(bob).delete(f"messages/{message.pk}/reminder").status_code == 204
    assert api_of(bob).get("reminders").json()["results"] == []


def test_it_rings_once(bob, alice, thread):
    row = set_for(bob, say(alice, thread))
    for _ in range(2):
        remind_due(reminder=row.pk, at=row.remind_at)
    assert rings(bob) == 1
    assert rings(alice) == 0


def test_of_what_one_may_not_see_any_more_nothing_rings(bob, alice, group):
    row = set_for(bob, say(alice, group))
    remove_member(thread=group, person=bob, by=alice)
    remind_due(reminder=row.pk, at=row.remind_at)
    assert rings(bob) == 0


def test_strangers_and_the_signed_out_are_refused(api_of, stranger, carol, alice, thread, gina):
    message = say(alice, thread)
    assert api_of(carol).put(f"messages/{message.pk}/reminder", remind_at=soon()).status_code == 404
    assert api_of(gina).put(f"messages/{message.pk + 900}/reminder", remind_at=soon()).status_code == 404
    assert stranger.put(f"/api/v1/messages/{message.pk}/reminder").status_code == 401
    assert stranger.get("/api/v1/reminders").status_code == 401
    assert api_of(alice).get(f"messages/{message.pk}/reminder").status_code == 405


@pytest.mark.parametrize("at", ["yesterday", "2001-01-01T09:00:00Z", None])
def test_a_wrong_time_is_refused(api_of, bob, alice, thread, at):
    answer = api_of(bob).put(f"messages/{say(alice, thread).pk}/reminder", remind_at=at)
    assert answer.status_code == 400


def test_the_page_changes_and_drops_it(client_of, bob, alice, thread):
    message = say(alice, thread, "think of it")
    set_for(bob, message)
    page = client_of(bob)
    assert "think of it" in page.get("/chat/later/").content.decode()
    assert (
        page.post(f"/chat/later/message/{message.pk}/", {"do": "change", "at": "2001-01-01T09:00"}).status_code == 400
    )
    assert page.post(f"/chat/later/message/{message.pk}/", {"do": "cancel"}).status_code == 302
    assert not Reminder.objects.exists()
    assert page.post(f"/chat/later/message/{message.pk}/", {"do": "cancel"}).status_code == 404
