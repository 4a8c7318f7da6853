"""POST /threads/{id}/read"""

import pytest

from chat.models import SMALL, Member, Thread
from people.models import User
from tests.chat.conftest import group_of, say


def read(api, thread, seq):
    return api.post(f"threads/{thread.pk}/read", seq=seq)


@pytest.fixture
def five(bob, thread):
    for _ in range(5):
        say(bob, thread)
    return thread


def test_reading_the_third_counts_for_the_first_two(api_of, alice, five):
    answer = read(api_of(alice), five, 3)
    assert (answer.status_code, answer.json()) == (200, {"read_seq": 3, "unread": 2})


def test_the_pointer_never_goes_back(api_of, alice, five, heard):
    read(api_of(alice), five, 4)
    heard.clear()
    assert read(api_of(alice), five, 2).json() == {"read_seq": 4, "unread": 1}
    assert heard == []


def test_own_devices_and_the_partner_hear_it(api_of, heard, alice, bob, five):
    read(api_of(alice), five, 5)
    event, to = heard.last()
    assert event.data() == {
        "thread": str(five.pk),
        "person": {"id": str(alice.pk), "name": "Alice Adams"},
        "seq": 5,
    }
    assert to == {alice.pk, bob.pk}


def test_in_a_crowd_only_own_devices_hear_it(api_of, heard, alice, bob, acme):
    crowd = User.objects.bulk_create(
        [User(email=f"p{n}@acme.example", name=f"P{n}", joined_at=alice.joined_at) for n in range(SMALL)]
    )
    thread = group_of(alice, bob, *crowd)
    say(bob, thread)
    read(api_of(alice), thread, 1)
    assert heard.last()[1] == {alice.pk}


def test_what_is_read_was_delivered(api_of, alice, five):
    read(api_of(alice), five, 3)
    assert Member.objects.get(thread=five, person=alice).delivered_seq == 3


def test_a_message_that_is_not_there_cannot_be_read(api_of, alice, five):
    answer = read(api_of(alice), five, 6)
    assert (answer.status_code, answer.json()["code"]) == (400, "from_the_future")


@pytest.mark.parametrize("seq", [-1, "x", None, 2**63, 10**30, 1.5, [], True])
def test_an_odd_place_is_refused(api_of, alice, five, seq):
    assert "seq" in read(api_of(alice), five, seq).json()["fields"]


def test_nothing_read_yet_is_fine(api_of, alice, five):
    assert read(api_of(alice), five, 0).json() == {"read_seq": 0, "unread": 5}


def test_outsiders_and_other_companies_find_nothing(api_of, carol, gina, five):
    assert read(api_of(carol), five, 1).status_code == 404
    assert read(api_of(gina), five, 1).status_code == 404
    assert not Member.objects.filter(read_seq=1).exists()


def test_signed_out_is_401_and_the_wrong_method_405(stranger, api_of, alice, thread):
    assert stranger.post(f"/api/v1/threads/{thread.pk}/read").status_code == 401
    assert api_of(alice).get(f"threads/{thread.pk}/read").status_code == 405


def test_reading_costs_few_queries(api_of, alice, five, django_assert_max_num_queries):
    api = api_of(alice)
    read(api, five, 1)
    with django_assert_max_num_queries(11):
        read(api, five, 2)
    assert Thread.objects.get(pk=five.pk).version == 5
