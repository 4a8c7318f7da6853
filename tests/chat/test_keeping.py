"""PATCH /threads/{id}/mine, and how lists and numbers tell of it"""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from chat.actions import mark_read, remove_member
from chat.actions.happenings import note_event
from chat.actions.keeping import muted_for
from chat.models import MOST_PINNED, Member
from tests.chat.conftest import group_of, say


def keep(api, thread, **how):
    return api.patch(f"threads/{thread.pk}/mine", **how)


def names(answer):
    return [row["name"] for row in answer.json()["results"]]


def test_pinning_is_ones_own_and_told_to_ones_own_devices(heard, api_of, alice, bob, group):
    answer = keep(api_of(alice), group, pinned=True)
    assert answer.json() == {"pinned": True, "muted_until": None, "archived": False, "marked_unread": False}
    event, to = heard.last()
    assert (event.type, event.thread, event.pinned, to) == ("chat.thread_kept", str(group.pk), True, {alice.pk})
    assert api_of(alice).get(f"threads/{group.pk}").json()["pinned"] is True
    assert api_of(bob).get(f"threads/{group.pk}").json()["pinned"] is False
    assert keep(api_of(alice), group, pinned=False).json()["pinned"] is False


def test_what_stays_as_it_is_is_told_to_nobody(heard, api_of, alice, group):
    keep(api_of(alice), group, pinned=True)
    keep(api_of(alice), group, pinned=True)
    assert heard.types().count("chat.thread_kept") == 1


def test_pinned_threads_stand_on_top_and_once_while_one_pages(client_of, api_of, alice, bob, carol):
    threads = [group_of(alice, bob, carol, name=f"group-{number:02}-") for number in range(40)]
    for thread in threads:
        say(bob, thread)
    keep(api_of(alice), threads[0], pinned=True)
    keep(api_of(alice), threads[5], pinned=True)
    client, found, cursor = client_of(alice), [], ""
    while cursor is not None:
        html = client.get("/chat/rows/", {"cursor": cursor}).content.decode()
        found += [part.split("-")[1] for part in html.split("<b>group")[1:]]
        cursor = html.split('data-next="')[1].split('"')[0] if "data-next" in html else None
    rest = [f"{number:02}" for number in range(39, -1, -1) if number not in (0, 5)]
    assert found == ["05", "00", *rest]


def test_at_most_twenty_are_pinned(api_of, alice, bob, carol, group):
    for _ in range(MOST_PINNED):
        assert keep(api_of(alice), group_of(alice, bob, carol), pinned=True).status_code == 200
    answer = keep(api_of(alice), group, pinned=True)
    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_pinned")
    assert "20" in answer.json()["text"]


@pytest.mark.parametrize(
    ("how_long", "least", "most"), [("hour", 0.9, 1.1), ("tomorrow", 0, 32), ("always", 24e5, 1e9)]
)
def test_muted_for_a_while_or_for_ever(api_of, alice, group, how_long, least, most):
    until = datetime.fromisoformat(keep(api_of(alice), group, mute=how_long).json()["muted_until"])
    assert least < (until - timezone.now()) / timedelta(hours=1) < most
    assert keep(api_of(alice), group, mute=None).json()["muted_until"] is None


def test_tomorrow_is_eight_on_the_persons_own_clock(alice, monkeypatch):
    alice.time_zone = "Pacific/Auckland"
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 11, 26, 13, 0, tzinfo=UTC))
    assert muted_for(how_long="tomorrow", person=alice) == datetime(2026, 11, 27, 19, 0, tzinfo=UTC)


def test_a_muting_that_is_over_is_none(api_of, alice, group):
    Member.objects.filter(thread=group, person=alice).update(muted_until=timezone.now() - timedelta(minutes=1))
    assert api_of(alice).get(f"threads/{group.pk}").json()["muted_until"] is None


def test_an_archived_thread_is_away_until_somebody_says_something(client_of, api_of, alice, bob, group):
    say(bob, group)
    keep(api_of(alice), group, pinned=True)
    assert keep(api_of(alice), group, archived=True).json() == {
        "pinned": False,
        "muted_until": None,
        "archived": True,
        "marked_unread": False,
    }
    assert names(api_of(alice).get("threads")) == []
    assert names(api_of(alice).get("threads?archived=1")) == ["Morning shift"]
    assert "Morning shift" in client_of(alice).get("/chat/rows/?archived=1").content.decode()
    assert "Morning shift" not in client_of(alice).get("/chat/rows/").content.decode()
    assert names(api_of(bob).get("threads")) == ["Morning shift"]
    note_event(thread=group, what="picture", by=bob)
    assert names(api_of(alice).get("threads")) == []
    say(bob, group)
    assert names(api_of(alice).get("threads")) == ["Morning shift"]


def test_a_search_finds_archived_threads_too(client_of, api_of, alice, group):
    keep(api_of(alice), group, archived=True)
    assert names(api_of(alice).get("threads?q=morn")) == ["Morning shift"]
    assert "Morning shift" in client_of(alice).get("/chat/find/?q=bob").content.decode()


def test_it_comes_back_by_hand(api_of, alice, group):
    keep(api_of(alice), group, archived=True)
    keep(api_of(alice), group, archived=False)
    assert names(api_of(alice).get("threads")) == ["Morning shift"]
    keep(api_of(alice), group, archived=True)
    assert keep(api_of(alice), group, pinned=True).json()["archived"] is False


def test_a_mark_stays_until_one_reads(heard, api_of, alice, bob, group):
    say(bob, group)
    mark_read(thread=group, person=alice, seq=1)
    keep(api_of(alice), group, marked_unread=True)
    row = api_of(alice).get("threads/versions").json()["results"][0]
    assert (row["marked_unread"], row["unread"]) == (True, 0)
    mark_read(thread=group, person=alice, seq=1)
    assert heard.last()[0].marked_unread is False
    assert api_of(alice).get(f"threads/{group.pk}").json()["marked_unread"] is False


def test_versions_tell_how_each_is_kept(api_of, alice, group):
    keep(api_of(alice), group, pinned=True, mute="always")
    row = api_of(alice).get("threads/versions").json()["results"][0]
    assert (row["pinned"], row["muted_until"][:4], row["archived"]) == (True, "9999", False)


def test_a_drafts_beginning_stands_in_its_row(client_of, api_of, alice, bob, group):
    api_of(alice).put(f"drafts/thread:{group.pk}", text="I wanted to **say**", data={}, device="phone", version=0)
    html = client_of(alice).get(f"/chat/{group.pk}/row/").content.decode()
    assert "I wanted to say" in html
    assert "I wanted" not in client_of(bob).get(f"/chat/{group.pk}/row/").content.decode()


@pytest.mark.parametrize(
    "bad", [{"pinned": "maybe"}, {"mute": "week"}, {"mute": 7}, {"archived": None}, {"marked_unread": [1]}]
)
def test_nonsense_is_refused(api_of, alice, group, bad):
    assert keep(api_of(alice), group, **bad).status_code == 400


def test_strangers_the_removed_and_other_companies_find_nothing(
    api_of, alice, bob, carol, gina, thread, group, stranger
):
    remove_member(thread=group, person=bob, by=alice)
    assert keep(api_of(carol), thread, pinned=True).status_code == 404
    assert keep(api_of(bob), group, pinned=True).status_code == 404
    assert keep(api_of(gina), group, pinned=True).status_code == 404
    assert stranger.patch(f"/api/v1/threads/{group.pk}/mine").status_code == 401
    assert api_of(alice).get(f"threads/{group.pk}/mine").status_code == 405
