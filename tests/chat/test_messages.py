"""GET /threads/{id}/messages"""

import pytest
from django.db import connection

from chat.actions import remove_member
from chat.models import Message, Thread
from tests.chat.conftest import say


def seqs(answer):
    return [message["seq"] for message in answer.json()["results"]]


def test_the_newest_come_first(api_of, alice, bob, thread):
    for _ in range(3):
        say(bob, thread)
    answer = api_of(alice).get(f"threads/{thread.pk}/messages")
    assert seqs(answer) == [3, 2, 1]
    assert answer.json()["next"] is None
    assert "html" not in answer.json()["results"][0]


def test_before_pages_back(api_of, alice, bob, thread):
    for _ in range(5):
        say(bob, thread)
    api = api_of(alice)
    assert seqs(api.get(f"threads/{thread.pk}/messages", before=4, limit=2)) == [3, 2]
    assert seqs(api.get(f"threads/{thread.pk}/messages", before=1)) == []


def test_the_cursor_goes_on_where_the_page_ended(api_of, alice, bob, thread):
    for _ in range(5):
        say(bob, thread)
    api = api_of(alice)
    first = api.get(f"threads/{thread.pk}/messages", limit=2)
    assert seqs(first) == [5, 4]
    assert seqs(api.get(f"threads/{thread.pk}/messages", limit=2, cursor=first.json()["next"])) == [3, 2]


def test_after_pages_forward_oldest_first(api_of, alice, bob, thread):
    for _ in range(5):
        say(bob, thread)
    api = api_of(alice)
    first = api.get(f"threads/{thread.pk}/messages", after=2, limit=2)
    assert seqs(first) == [3, 4]
    assert seqs(api.get(f"threads/{thread.pk}/messages", after=2, limit=2, cursor=first.json()["next"])) == [5]


def test_html_brings_the_fragment_along(api_of, alice, thread):
    say(alice, thread, "**hi**")
    answer = api_of(alice).get(f"threads/{thread.pk}/messages", html=1)
    assert "<strong>hi</strong>" in answer.json()["results"][0]["html"]


@pytest.mark.parametrize("name", ["before", "after"])
@pytest.mark.parametrize("place", ["-1", "x", "1.5", "9" * 19, "9" * 30, "٣"])
def test_an_odd_place_is_refused(api_of, alice, thread, name, place):
    assert api_of(alice).get(f"threads/{thread.pk}/messages", **{name: place}).status_code == 400


def test_a_hundred_thousand_messages_cost_what_a_hundred_cost(api_of, alice, bob, thread, django_assert_num_queries):
    Message.objects.bulk_create(
        [Message(thread=thread, seq=n, version=n, author=bob, text="x") for n in range(1, 20_001)], batch_size=5_000
    )
    Thread.objects.filter(pk=thread.pk).update(last_seq=20_000, version=20_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE chat_message")
    plan = Message.objects.filter(thread=thread, seq__lt=10_000).order_by("-seq")[:50].explain()
    assert "Index Scan Backward" in plan
    assert "Sort" not in plan
    api = api_of(alice)
    api.get("threads/versions")
    with django_assert_num_queries(3):  # who asks, which thread, what is said there and by whom
        assert len(seqs(api.get(f"threads/{thread.pk}/messages", limit=50))) == 50


def test_outsiders_removed_members_and_other_companies_find_nothing(api_of, alice, bob, carol, gina, thread, group):
    say(alice, thread)
    remove_member(thread=group, person=bob, by=alice)
    assert api_of(carol).get(f"threads/{thread.pk}/messages").status_code == 404
    assert api_of(bob).get(f"threads/{group.pk}/messages").status_code == 404
    assert api_of(gina).get(f"threads/{thread.pk}/messages").status_code == 404
    assert api_of(alice).get("threads/999999/messages").status_code == 404


def test_signed_out_is_401(stranger, thread):
    assert stranger.get(f"/api/v1/threads/{thread.pk}/messages").status_code == 401


def test_the_wrong_method_is_405(api_of, alice, thread):
    assert api_of(alice).delete(f"threads/{thread.pk}/messages").status_code == 405
