"""What people say of themselves beside their names: set, read, ended."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from core.errors import Refusal
from people.actions import clear_old_statuses, set_status
from people.models import User
from people.status import end_of, is_night, time_there

PLACE = "/api/v1/me/status"


def status_of(api, person):
    return api.get(f"/api/v1/people/{person.pk}").json()["status"]


def test_a_status_is_set_read_and_cleared(api_of, bob, carol):
    until = (timezone.now() + timedelta(hours=1)).replace(microsecond=0)
    answer = api_of(bob).put(PLACE, {"emoji": "🌴", "text": "On holiday", "until": until})
    assert answer.status_code == 200
    assert status_of(api_of(carol), bob)["text"] == "On holiday"
    assert status_of(api_of(carol), bob)["emoji"] == "🌴"
    assert api_of(bob).delete(PLACE).status_code == 204
    assert status_of(api_of(carol), bob) is None


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"text": "  "},
        {"emoji": "x"},
        {"emoji": "🌴🌴"},
        {"emoji": "1"},
        {"emoji": "🌴" * 40},
        {"text": "x" * 10_000},
        {"text": "ok", "until": "2001-01-01T00:00:00Z"},
        {"text": "ok", "until": "2999-01-01T00:00:00Z"},
        {"text": "ok", "until": "yesterday"},
    ],
)
def test_what_is_no_status_is_refused(api_of, bob, asked):
    answer = api_of(bob).put(PLACE, asked)
    assert answer.status_code == 400
    assert answer.json()["fields"]
    assert status_of(api_of(bob), bob) is None


def test_a_status_is_over_when_it_ends(bob):
    set_status(person=bob, emoji="📅", text="In a meeting", until=timezone.now() + timedelta(minutes=30))
    User.objects.filter(pk=bob.pk).update(status_until=timezone.now() - timedelta(seconds=1))
    bob.refresh_from_db()
    assert bob.status is None
    clear_old_statuses()
    bob.refresh_from_db()
    assert (bob.status_emoji, bob.status_text, bob.status_until) == ("", "", None)


def test_a_status_needs_its_person(api_of, stranger, gina, bob):
    assert stranger.put(PLACE, {"text": "x"}, content_type="application/json").status_code == 401
    assert stranger.get("/settings/status/").status_code == 302
    api_of(gina).put(PLACE, {"text": "Elsewhere"})
    assert status_of(api_of(bob), bob) is None
    assert api_of(bob).get(PLACE).status_code == 405


def test_colleagues_are_told(api_of, bob, carol, monkeypatch):
    told = []
    monkeypatch.setattr("people.actions.profile.publish", lambda event, *, to: told.append((event.data(), set(to))))
    User.objects.filter(pk=carol.pk).update(seen_at=timezone.now())
    api_of(bob).put(PLACE, {"text": "Here"})
    (data, to), *_ = told
    assert data["person"]["id"] == str(bob.pk)
    assert data["status"] == {"emoji": "", "text": "Here", "until": None}
    assert carol.pk in to


def test_the_page_sets_and_clears_it(client_of, bob):
    client = client_of(bob)
    assert "What colleagues read" in client.get("/settings/status/").content.decode()
    client.post(
        "/settings/status/", {"do": "set", "emoji": "🏠", "text": "Working from home", "ends": "today", "day": ""}
    )
    assert "Working from home" in client.get(f"/people/{bob.pk}/").content.decode()
    assert "🏠" in client.get("/people/").content.decode()
    client.post("/settings/status/", {"do": "clear"})
    assert "Working from home" not in client.get(f"/people/{bob.pk}/").content.decode()


@pytest.mark.parametrize(
    "sent",
    [
        {"text": "", "emoji": "", "ends": "1h"},
        {"text": "x", "ends": "date", "day": "2001-01-01"},
        {"text": "x", "ends": "date", "day": ""},
        {"text": "x", "ends": "sometime"},
        {"text": "x" * 101, "ends": "1h"},
        {"text": "x", "emoji": "no", "ends": "1h"},
    ],
)
def test_the_page_says_what_is_wrong(client_of, bob, sent):
    answer = client_of(bob).post("/settings/status/", {"do": "set", **sent})
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    bob.refresh_from_db()
    assert bob.status is None


def test_ends_follow_the_persons_own_clock(bob):
    bob.time_zone = "Pacific/Auckland"
    here = ZoneInfo("Pacific/Auckland")
    for ends in ("today", "week", "monday"):
        end = end_of(ends, bob).astimezone(here)
        assert (end.hour, end.minute) == (0, 0)
    assert end_of("monday", bob).astimezone(here).weekday() == 0
    day = timezone.now().astimezone(here).date() + timedelta(days=3)
    assert end_of("date", bob, day).astimezone(here).date() == day + timedelta(days=1)
    assert end_of("never", bob) is None
    for far in (date.max, date.min):
        with pytest.raises(Refusal):
            end_of("date", bob, far)


def test_another_clock_is_told_and_the_same_is_not(bob, carol):
    assert time_there(bob, carol) is None
    bob.time_zone = "Asia/Tokyo"
    there = time_there(bob, carol)
    assert there.utcoffset() == timedelta(hours=9)
    assert is_night(there.replace(hour=2))
    assert not is_night(there.replace(hour=12))
    bob.is_active = False
    assert time_there(bob, carol) is None
