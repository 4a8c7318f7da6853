"""Whose bell and whose phone a message rings."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.utils import timezone

from chat.actions import create_thread, delete_message, edit_message, mark_read, remove_member, send_message
from chat.actions.telling import tell_of_message
from chat.models import Block, Member, Message, Preferences
from chat.notifications import DIRECT, MENTIONED, REMINDER, REPLIED
from notifications.access import notifications_of, unread_count
from notifications.actions import notify
from notifications.models import Delivery, Notification, PushSubscription
from notifications.showing import entries_for
from tests.chat.conftest import numbers, say


def rows_of(person) -> list[Notification]:
    return list(Notification.objects.filter(person=person, read_at=None).order_by("pk"))


def shown_to(person) -> list[str]:
    return [entry.shown.text for entry in entries_for(person, rows_of(person))]


def answer(author, to: Message, text: str = "yes") -> Message:
    client_id = f"answer-{next(numbers)}"
    return send_message(thread=to.thread, author=author, text=text, reply_to=to, client_id=client_id)[0]


def to_all(author, thread) -> Message:
    """As the composer says it once the thread is asked."""
    message = say(author, thread)
    message.means_all = True
    message.save(update_fields=["means_all"])
    tell_of_message(message=message, to=list(thread.members.here().values_list("person_id", flat=True)))
    return message


def device(person) -> None:
    """A phone that may be pushed to."""
    kept = UserSession.objects.create(user=person, session_key=f"key-{person.pk}", ip="203.0.113.1", user_agent="Phone")
    PushSubscription.objects.create(person=person, device=kept, address=f"https://push.example/{person.pk}")


def mute(thread, person) -> None:
    Member.objects.filter(thread=thread, person=person).update(muted_until=timezone.now() + timedelta(hours=1))


# ---- direct


def test_a_direct_message_is_pushed_in_one_row_a_thread(alice, bob, thread):
    device(bob)
    for text in ("one", "two", "three"):
        say(alice, thread, text)
    (row,) = rows_of(bob)
    assert (row.kind, row.about_type, row.about_id, row.times) == (DIRECT.name, "chat.thread", thread.pk, 3)
    (entry,) = entries_for(bob, [row])
    assert entry.shown.text == "Alice Adams wrote you 3 messages"
    assert (entry.shown.hint, entry.shown.quote) == ("3 new messages", "three")
    assert Delivery.objects.filter(notification=row, channel="push").exists()


def test_it_has_no_place_at_the_bell(alice, bob, thread, api_of):
    device(bob)
    say(alice, thread)
    assert unread_count(bob) == 0
    assert not notifications_of(bob).exists()
    assert api_of(bob).get("notifications").json()["results"] == []
    assert api_of(bob).get("notifications/unread").json() == {"unread": 0}


def test_without_a_device_it_costs_one_query_and_writes_nothing(alice, bob, thread, django_assert_num_queries):
    message = say(alice, thread)
    tell_of_message(message=message, to=[alice.pk, bob.pk])
    with django_assert_num_queries(1):
        tell_of_message(message=message, to=[alice.pk, bob.pk])
    assert rows_of(bob) == []


def test_a_group_message_that_means_nobody_costs_nothing(alice, bob, carol, group, django_assert_num_queries):
    device(bob)
    message = say(alice, group)
    with django_assert_num_queries(0):
        tell_of_message(message=message, to=[alice.pk, bob.pk, carol.pk])
    assert rows_of(bob) == []


def test_a_muted_thread_is_not_pushed(alice, bob, thread):
    device(bob)
    mute(thread, bob)
    say(alice, thread)
    assert rows_of(bob) == []


def test_a_mention_passes_in_a_muted_thread_of_two(alice, bob, thread):
    device(bob)
    mute(thread, bob)
    say(alice, thread, f"@[{bob.pk}] please")
    assert shown_to(bob) == ["Alice Adams mentioned you in Work Chat"]


def test_nothing_of_a_blocked_person_is_pushed(alice, bob, group):
    device(bob)
    Block.objects.create(blocker=bob, blocked=alice)
    say(alice, group, f"@[{bob.pk}]")
    assert rows_of(bob) == []


def test_a_block_that_comes_later_holds_back_what_waits(alice, bob, thread):
    device(bob)
    say(alice, thread)
    Block.objects.create(blocker=bob, blocked=alice)
    assert shown_to(bob) == []


def test_reading_takes_the_push_back_on_all_devices(alice, bob, thread, monkeypatch):
    told = []
    monkeypatch.setattr(
        "notifications.actions.reading.publish", lambda event, *, to: told.append((event.tags, sorted(to)))
    )
    device(bob)
    say(alice, thread)
    mark_read(thread=thread, person=bob, seq=1)
    assert rows_of(bob) == []
    assert not Delivery.objects.exists()
    assert told == [([f"chat.direct_message:{thread.pk}"], [bob.pk])]


def test_reading_the_first_of_two_leaves_the_second_waiting(alice, bob, thread):
    device(bob)
    for _ in range(2):
        say(alice, thread)
    mark_read(thread=thread, person=bob, seq=1)
    assert shown_to(bob) == ["Alice Adams wrote to you"]


def test_a_removed_message_leaves_the_lock_screen(alice, bob, thread):
    device(bob)
    first, second = say(alice, thread), say(alice, thread)
    delete_message(message=second)
    assert shown_to(bob) == ["Alice Adams wrote to you"]
    delete_message(message=first)
    assert rows_of(bob) == []


def test_an_old_push_still_leads_to_its_thread(alice, bob, thread, client_of):
    device(bob)
    say(alice, thread)
    (row,) = rows_of(bob)
    mark_read(thread=thread, person=bob, seq=1)
    assert client_of(bob).get(f"/notifications/{row.pk}/").headers["Location"] == f"/chat/{thread.pk}/"


# ---- groups


def test_a_mention_rings(alice, bob, carol, group):
    message = say(alice, group, f"@[{bob.pk}] can you?")
    (row,) = rows_of(bob)
    assert (row.kind, row.about_type, row.about_id) == (MENTIONED.name, "chat.message", message.pk)
    (entry,) = entries_for(bob, [row])
    assert entry.shown.text == "Alice Adams mentioned you in Morning shift"
    assert entry.shown.link == f"/chat/{group.pk}/?message={message.pk}"
    assert entry.shown.quote == "@Bob Brown can you?"
    assert unread_count(bob) == 1
    assert rows_of(carol) == []


def test_a_mention_passes_where_the_thread_is_muted(alice, bob, group):
    mute(group, bob)
    say(alice, group, f"@[{bob.pk}]")
    assert shown_to(bob) == ["Alice Adams mentioned you in Morning shift"]


def test_nobody_outside_is_told(alice, bob, gina, group):
    remove_member(thread=group, person=bob, by=alice)
    say(alice, group, "@Bob Brown")
    assert rows_of(bob) == []


def test_a_mention_of_somebody_who_blocks_the_author_does_not_ring(alice, bob, carol, group):
    Block.objects.create(blocker=bob, blocked=alice)
    say(alice, group, f"@[{bob.pk}] @[{carol.pk}]")
    assert rows_of(bob) == []
    assert len(rows_of(carol)) == 1


def test_an_answer_rings_for_whom_it_quotes(alice, bob, carol, group):
    answer(bob, say(alice, group))
    assert shown_to(alice) == ["Bob Brown answered your message in Morning shift"]
    assert rows_of(carol) == rows_of(bob) == []
    assert Notification.objects.get().kind == REPLIED.name


def test_an_answer_to_oneself_does_not(alice, group):
    answer(alice, say(alice, group))
    assert rows_of(alice) == []


def test_an_answer_does_not_pass_a_mute(alice, bob, group):
    mute(group, alice)
    answer(bob, say(alice, group))
    assert rows_of(alice) == []


def test_who_is_answered_by_name_is_told_once(alice, bob, group):
    answer(bob, say(alice, group), f"@[{alice.pk}] yes")
    assert shown_to(alice) == ["Bob Brown mentioned you in Morning shift"]


def test_all_means_everybody_but_who_refuses_it_or_mutes(alice, bob, carol, group):
    Preferences.objects.create(person=bob, takes_all=False)
    to_all(alice, group)
    assert rows_of(bob) == rows_of(alice) == []
    assert shown_to(carol) == ["Alice Adams wrote to everybody in Morning shift"]
    mute(group, carol)
    to_all(alice, group)
    assert len(rows_of(carol)) == 1


def test_an_edit_rings_only_for_who_is_new_in_it(alice, bob, carol, group):
    message = say(alice, group, f"@[{bob.pk}]")
    mark_read(thread=group, person=bob, seq=message.seq)
    edit_message(message=message, text=f"@Bob Brown and @[{carol.pk}]")
    assert rows_of(bob) == []
    assert len(rows_of(carol)) == 1


def test_reading_up_to_it_reads_it(alice, bob, group):
    first, second = (say(alice, group, f"@[{bob.pk}]") for _ in range(2))
    mark_read(thread=group, person=bob, seq=first.seq)
    assert [row.about_id for row in rows_of(bob)] == [second.pk]
    mark_read(thread=group, person=bob, seq=second.seq)
    assert unread_count(bob) == 0


def test_reading_one_thread_leaves_what_another_says(alice, bob, carol, group):
    other, _ = create_thread(creator=alice, people=[bob, carol], name="Other")
    say(alice, other, f"@[{bob.pk}]")
    mark_read(thread=group, person=bob, seq=say(alice, group).seq)
    assert len(rows_of(bob)) == 1


def test_a_removed_message_leaves_the_bell(alice, bob, group):
    delete_message(message=say(alice, group, f"@[{bob.pk}]"))
    assert not Notification.objects.exists()


@pytest.mark.parametrize("what", ["removed from the thread", "came too late"])
def test_rights_are_looked_at_again(alice, bob, group, what):
    say(alice, group, f"@[{bob.pk}]")
    if what == "removed from the thread":
        remove_member(thread=group, person=bob, by=alice)
    else:
        Member.objects.filter(person=bob).update(from_seq=5)
    assert shown_to(bob) == []


def test_a_reminder_says_whose_message_it_is(alice, bob, group):
    message = say(alice, group, "the oven")
    notify(kind=REMINDER, people=[bob.pk], about=message, detail={"thread": str(group.pk), "seq": 1, "message": "1"})
    assert shown_to(bob) == ["You wanted to come back to a message of Alice Adams"]
