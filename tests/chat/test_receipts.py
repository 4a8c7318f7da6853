"""GET /messages/{id}/readers, and who sees of whom what they have read: cell by cell."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from chat.actions import change_preferences, delete_message, mark_read, note_delivered, remove_member
from chat.actions.reading import forget_old_marks, forget_old_marks_everywhere
from chat.models import SMALL, Member, Message, ReadMark, Thread
from core.schema import inside_public
from jobs.models import Outbox
from tests.chat.conftest import say


def readers(api, message):
    return api.get(f"messages/{message.pk}/readers")


def names(rows) -> list[str]:
    return [row["name"].split(" ")[0] for row in rows]


def hide(person) -> None:
    change_preferences(person=person, receipts=False)


# ---- read by N of M


def test_the_author_sees_who_read_it_and_who_did_not_yet(api_of, alice, bob, carol, group):
    message = say(alice, group)
    mark_read(thread=group, person=bob, seq=1)
    answer = readers(api_of(alice), message)
    assert answer.status_code == 200
    found = answer.json()
    assert (names(found["read"]), names(found["not_yet"]), found["hidden"]) == (["Bob"], ["Carol"], 0)
    assert found["read"][0]["read_at"] is not None
    assert found["not_yet"][0]["delivered"] is False
    note_delivered(thread_id=group.pk, pointers={carol.pk: 1})
    assert readers(api_of(alice), message).json()["not_yet"][0]["delivered"] is True


def test_having_read_a_later_one_counts_from_then(api_of, alice, bob, group):
    first = say(alice, group)
    for _ in range(2):
        say(alice, group)
    mark_read(thread=group, person=bob, seq=3)
    (row,) = readers(api_of(alice), first).json()["read"]
    assert row["read_at"].startswith(ReadMark.objects.get(seq=3).at.isoformat()[:19])


def test_the_time_is_that_of_the_first_reading(api_of, alice, bob, group):
    first, _second = say(alice, group), say(alice, group)
    for seq in (1, 2):
        mark_read(thread=group, person=bob, seq=seq)
    (row,) = readers(api_of(alice), first).json()["read"]
    assert row["read_at"].startswith(ReadMark.objects.get(seq=1).at.isoformat()[:19])


def test_the_first_to_read_stands_first(api_of, alice, bob, carol, group):
    message = say(alice, group)
    for person in (carol, bob):
        mark_read(thread=group, person=person, seq=1)
    assert names(readers(api_of(alice), message).json()["read"]) == ["Carol", "Bob"]


def test_only_members_who_may_see_it_are_asked_of(api_of, alice, bob, carol, group):
    message = say(alice, group)
    Member.objects.filter(thread=group, person=carol).update(from_seq=message.seq)
    remove_member(thread=group, person=bob, by=alice)
    assert readers(api_of(alice), message).json() == {"read": [], "not_yet": [], "hidden": 0}


def test_who_left_the_company_is_not_waited_for(api_of, alice, bob, carol, group):
    message = say(alice, group)
    bob.is_active = False
    bob.save(update_fields=["is_active"])
    assert names(readers(api_of(alice), message).json()["not_yet"]) == ["Carol"]


def test_only_the_author_may_ask(api_of, alice, bob, group):
    answer = readers(api_of(bob), say(alice, group))
    assert (answer.status_code, answer.json()["code"]) == (403, "not_the_author")


def test_outsiders_and_other_companies_find_nothing(api_of, alice, carol, gina, thread):
    message = say(alice, thread)
    assert readers(api_of(carol), message).status_code == 404
    assert readers(api_of(gina), message).status_code == 404
    assert api_of(alice).get("messages/x/readers").status_code == 404


def test_an_author_who_was_removed_finds_nothing(api_of, alice, bob, group):
    message = say(bob, group)
    remove_member(thread=group, person=bob, by=alice)
    assert readers(api_of(bob), message).status_code == 404


def test_signed_out_is_401_and_the_wrong_method_405(stranger, api_of, alice, thread):
    message = say(alice, thread)
    assert stranger.get(f"/api/v1/messages/{message.pk}/readers").status_code == 401
    assert api_of(alice).post(f"messages/{message.pk}/readers").status_code == 405


def test_of_a_removed_message_it_is_still_known(api_of, alice, bob, thread):
    message = say(alice, thread)
    mark_read(thread=thread, person=bob, seq=1)
    delete_message(message=message)
    assert names(readers(api_of(alice), message).json()["read"]) == ["Bob"]


def test_a_crowd_costs_no_more_queries_than_two(
    api_of, alice, bob, carol, group, thread, django_assert_max_num_queries
):
    api, small, large = api_of(alice), say(alice, thread), say(alice, group)
    readers(api, small)
    with django_assert_max_num_queries(7):
        readers(api, large)


# ---- for a month


def test_times_are_forgotten_after_a_month_and_reading_is_not(api_of, alice, bob, thread):
    message = say(alice, thread)
    mark_read(thread=thread, person=bob, seq=1)
    ReadMark.objects.update(at=timezone.now() - timedelta(days=31))
    Message.objects.update(created_at=timezone.now() - timedelta(days=31))
    forget_old_marks()
    assert not ReadMark.objects.exists()
    (row,) = readers(api_of(alice), message).json()["read"]
    assert row["read_at"] is None


def test_a_later_mark_tells_no_wrong_time_of_an_old_message(api_of, alice, bob, thread):
    message = say(alice, thread)
    Message.objects.update(created_at=timezone.now() - timedelta(days=31))
    say(alice, thread)
    mark_read(thread=thread, person=bob, seq=2)
    forget_old_marks()
    assert ReadMark.objects.count() == 1
    (row,) = readers(api_of(alice), message).json()["read"]
    assert row["read_at"] is None


def test_each_company_forgets_its_own(acme):
    with inside_public():
        forget_old_marks_everywhere()
    assert Outbox.objects.filter(task="chat.forget_old_marks").count() == 1


# ---- off works both ways


def test_who_hides_it_leaves_no_time(alice, bob, thread):
    hide(bob)
    say(alice, thread)
    mark_read(thread=thread, person=bob, seq=1)
    assert not ReadMark.objects.exists()


def test_turned_on_again_it_tells_nothing_of_the_time_between(api_of, alice, bob, thread):
    hide(bob)
    message = say(alice, thread)
    mark_read(thread=thread, person=bob, seq=1)
    change_preferences(person=bob, receipts=True)
    (row,) = readers(api_of(alice), message).json()["read"]
    assert row["read_at"] is None


def test_who_hides_it_is_only_counted(api_of, alice, bob, carol, group):
    hide(bob)
    message = say(alice, group)
    for person in (bob, carol):
        mark_read(thread=group, person=person, seq=1)
    found = readers(api_of(alice), message).json()
    assert (names(found["read"]), names(found["not_yet"]), found["hidden"]) == (["Carol"], [], 1)


def test_who_hides_it_may_not_ask(api_of, alice, bob, thread):
    hide(alice)
    answer = readers(api_of(alice), say(alice, thread))
    assert (answer.status_code, answer.json()["code"]) == (403, "receipts_off")


@pytest.mark.parametrize("who_hides", ["nobody", "the reader", "the author", "both"])
def test_who_hears_that_something_was_read(heard, alice, bob, carol, group, who_hides):
    """Bob reads what Alice said; Carol hides nothing. Bob's own devices hear it in any case."""
    for person, cases in ((bob, ("the reader", "both")), (alice, ("the author", "both"))):
        if who_hides in cases:
            hide(person)
    say(alice, group)
    heard.clear()
    mark_read(thread=group, person=bob, seq=1)
    (to,) = [to for event, to in heard if event.type == "chat.thread_read"]
    assert (
        to
        == {
            "nobody": {alice.pk, bob.pk, carol.pk},
            "the reader": {bob.pk},
            "the author": {bob.pk, carol.pk},
            "both": {bob.pk},
        }[who_hides]
    )


@pytest.mark.parametrize(
    ("who_hides", "seen"), [("nobody", 1), ("the reader", None), ("the author", None), ("both", None)]
)
@pytest.mark.parametrize("path", ["threads", "thread"])
def test_whose_pointer_the_api_shows(api_of, alice, bob, thread, who_hides, seen, path):
    """Bob has read what Alice said: what Alice is shown of it."""
    say(alice, thread)
    mark_read(thread=thread, person=bob, seq=1)
    for person, cases in ((bob, ("the reader", "both")), (alice, ("the author", "both"))):
        if who_hides in cases:
            hide(person)
    api = api_of(alice)
    shown = api.get("threads").json()["results"][0] if path == "threads" else api.get(f"threads/{thread.pk}").json()
    pointers = {member["id"]: member["read_seq"] for member in shown["members"]}
    assert pointers == {str(alice.pk): 1, str(bob.pk): seen}
    assert shown["read_seq"] == 1


@pytest.mark.parametrize(("who_hides", "read"), [("nobody", 1), ("the reader", 0), ("the author", 0), ("both", 0)])
def test_whose_face_the_page_may_show(client_of, alice, bob, thread, who_hides, read):
    say(alice, thread)
    mark_read(thread=thread, person=bob, seq=1)
    for person, cases in ((bob, ("the reader", "both")), (alice, ("the author", "both"))):
        if who_hides in cases:
            hide(person)
    page = client_of(alice).get(f"/chat/{thread.pk}/").content.decode()
    face = page.split(f'data-member="{bob.pk}"')[1].split(">")[0]
    assert f'data-read="{read}"' in face


def test_who_hides_their_reading_goes_from_the_open_pages_of_others(api_of, heard, alice, bob, carol, group):
    api_of(bob).patch("chat/preferences", receipts=False)
    told = [(event.data(), to) for event, to in heard if event.type == "chat.receipts_changed"]
    assert told == [({"person": str(bob.pk), "shown": False}, {alice.pk, bob.pk, carol.pk})]
    Thread.objects.update(member_count=SMALL + 1)  # where it is not shown who has read, nobody is told
    heard.clear()
    api_of(bob).patch("chat/preferences", receipts=True)
    assert heard.last()[1] == {bob.pk}
