"""The number on an app's icon: the bell and Work Chat together."""

from chat.actions import keep_thread, mark_read
from chat.actions.keeping import ALWAYS
from notifications.access import badges_of, unread_count
from tests.chat.conftest import say


def badge(person):
    return badges_of([person.pk])[person.pk]


def test_it_counts_the_bell_and_what_is_unread_in_chat(alice, bob, carol, thread, group):
    say(alice, thread)
    say(alice, thread)
    say(carol, group, f"[@Bob Brown](/people/{bob.pk}/) look")
    assert (badge(bob), unread_count(bob)) == (3 + unread_count(bob), unread_count(bob))
    assert badge(alice) == 1
    mark_read(thread=thread, person=bob, seq=thread.last_seq)
    assert badge(bob) == 1 + unread_count(bob)


def test_what_is_muted_or_put_away_does_not_count_and_what_is_marked_is_one(alice, bob, thread, group):
    say(alice, thread)
    say(alice, group)
    keep_thread(thread=thread, person=bob, muted_until=ALWAYS)
    keep_thread(thread=group, person=bob, archived=True)
    assert badge(bob) == 0
    keep_thread(thread=thread, person=alice, marked_unread=True)
    assert badge(alice) == 1
