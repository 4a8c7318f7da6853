"""One row per person, kind and thing; it grows while it is unread."""

from dataclasses import replace
from unittest.mock import patch

import pytest
from django.db import transaction
from django.db.models import Q

from notifications.access import notifications_of, unread_count, unread_counts
from notifications.actions import forget, mark_seen, notify, read, read_about, read_all, read_where, undo_read_all
from notifications.kinds import KINDS, Kind, actors_of, names, register
from notifications.models import Delivery, Notification
from people.models import User
from tests.notifications.conftest import LOUD, WAVED, show


def row_of(person: User) -> Notification:
    return Notification.objects.get(person=person)


def test_a_row_is_written_with_what_it_tells_of(alice, bob, wave):
    with transaction.atomic():
        wave(alice, bob)
        transaction.set_rollback(True)
    assert not Notification.objects.exists()
    wave(alice, bob)
    assert row_of(bob).actors == [alice.pk]


def test_nobody_is_told_of_what_they_did_themselves(alice, bob, wave):
    wave(alice, alice, bob)
    assert not Notification.objects.filter(person=alice).exists()


def test_nobody_is_told_who_left_or_never_came(alice, bob, carol, wave):
    User.objects.filter(pk=bob.pk).update(is_active=False)
    User.objects.filter(pk=carol.pk).update(joined_at=None)
    wave(alice, bob, carol)
    assert not Notification.objects.exists()


def test_more_of_the_same_makes_one_row(alice, bob, carol, wave):
    wave(alice, bob)
    wave(carol, bob, about=alice)
    wave(alice, bob)
    row = row_of(bob)
    assert (row.actors, row.actor_count, row.times) == ([alice.pk, carol.pk], 2, 3)
    assert names(row, actors_of([row])) == "Alice Adams and Carol Clark"


def test_many_are_counted_and_few_are_named(alice, bob, wave):
    for number in range(25):
        wave(User.objects.create_user(f"p{number}@acme.example", name=f"P {number}"), bob, about=alice)
    row = row_of(bob)
    assert (len(row.actors), row.actor_count) == (20, 25)
    assert names(row, actors_of([row])) == "P 24 and 24 others"


def test_one_other_thing_is_another_row(alice, bob, carol, wave):
    wave(alice, bob)
    wave(alice, bob, about=carol)
    wave(alice, bob, kind=LOUD)
    assert Notification.objects.filter(person=bob).count() == 3


def test_what_was_read_starts_anew(alice, bob, carol, wave):
    wave(alice, bob)
    read(notification=row_of(bob))
    wave(carol, bob, about=alice)
    row = row_of(bob)
    assert (row.actors, row.times, row.is_read) == ([carol.pk], 1, False)


def test_sockets_hear_of_news_and_of_more_of_it(alice, bob, carol, wave, heard):
    wave(alice, bob)
    wave(alice, bob, carol)
    about = {"kind": "tests.waved", "about": {"type": "people.user", "id": str(alice.pk)}}
    assert heard == [
        ("created", about, [bob.pk]),
        ("created", about, [carol.pk]),
        ("changed", about, [bob.pk]),
    ]


def test_opening_the_thing_reads_all_of_it(alice, bob, carol, wave, heard):
    wave(alice, bob)
    wave(alice, bob, kind=LOUD)
    wave(alice, bob, about=carol)
    heard.clear()
    read_about(person=bob, about=alice)
    (told,) = heard
    assert told == ("read", {"unread": 1, "tags": [f"tests.waved:{alice.pk}", f"tests.loud:{alice.pk}"]}, [bob.pk])


def test_opening_what_has_no_news_costs_one_query(alice, bob, django_assert_num_queries, heard):
    with transaction.atomic(), django_assert_num_queries(3):  # two are the savepoint
        read_about(person=bob, about=alice)
    assert heard == []


def test_all_is_read_and_that_is_undone(alice, bob, carol, wave, heard):
    wave(alice, bob)
    wave(carol, bob)
    read_at = read_all(person=bob)
    assert heard[-1] == ("read", {"unread": 0, "tags": None}, [bob.pk])
    undo_read_all(person=bob, read_at=read_at)
    assert heard[-1] == ("read", {"unread": 2, "tags": []}, [bob.pk])


def test_undoing_touches_nobody_elses(alice, bob, carol, wave):
    wave(alice, bob)
    read_at = read_all(person=bob)
    undo_read_all(person=carol, read_at=read_at)
    assert row_of(bob).is_read


def test_a_thing_that_is_gone_leaves_no_row_and_no_delivery(alice, bob, carol, wave, heard):
    wave(alice, bob, carol, kind=LOUD)
    assert Delivery.objects.filter(channel="mail").count() == 2
    forget(about=alice)
    assert not Notification.objects.exists()
    assert not Delivery.objects.exists()
    assert heard[-1] == ("read", {"unread": None, "tags": [f"tests.loud:{alice.pk}"]}, [bob.pk, carol.pk])


def test_ten_thousand_are_told_with_a_few_statements(alice, acme, django_assert_max_num_queries):
    from django.utils import timezone

    now = timezone.now()
    people = User.objects.bulk_create(
        User(email=f"n{number}@acme.example", joined_at=now, name_key="n", search_text="n") for number in range(10_000)
    )
    with django_assert_max_num_queries(12):
        notify(kind=WAVED, people=[person.pk for person in people], about=alice, by=alice)
    assert Notification.objects.count() == 10_000


def test_two_kinds_cannot_have_one_name():
    with pytest.raises(ValueError, match="is taken"):
        register(Kind(name="tests.waved", label="x", icon="bell", show=lambda reader, rows: {}))
    with pytest.raises(ValueError, match="has no letter"):
        register(Kind(name="tests.x", label="x", icon="bell", show=show, channels=frozenset({"mail"})))


def test_a_kind_nobody_registered_is_refused(alice, bob):
    with pytest.raises(ValueError, match="not registered"):
        notify(kind=Kind(name="tests.y", label="x", icon="bell", show=show), people=[bob.pk], about=alice)


def test_a_kind_without_a_place_at_the_bell_goes_out_and_is_not_counted(alice, bob, wave, heard):
    beside = replace(LOUD, name="tests.beside", bell=False)
    with patch.dict(KINDS, {beside.name: beside}):
        wave(alice, bob, kind=beside)
        wave(alice, bob)
        assert (unread_count(bob), unread_counts([bob.pk])) == (1, {bob.pk: 1})
        assert [row.kind for row in notifications_of(bob)] == ["tests.waved"]
        assert [type for type, _, _ in heard] == ["created"]
        mark_seen(person=bob)
        read_all(person=bob)
        row = Notification.objects.get(kind=beside.name)
        assert (row.seen_at, row.read_at, row.deliveries.count()) == (None, None, 1)
        read_about(person=bob, about=alice)
        row.refresh_from_db()
        assert row.is_read


def test_many_things_are_read_at_once(alice, bob, carol, wave):
    wave(alice, bob)
    wave(carol, bob)
    read_where(person=bob, where=Q(kind=WAVED.name, about_id__lte=alice.pk))
    assert [row.about_id for row in notifications_of(bob).unread()] == [carol.pk]
