"""Messages that go out later."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from chat.actions import block, remove_member, schedule_message, send_due
from chat.models import Message, ScheduledMessage
from content import times
from jobs.models import Outbox
from notifications.models import Notification
from people.actions import deactivate
from tests.chat.conftest import say

pytestmark = pytest.mark.django_db
numbers = itertools.count()


def in_an_hour() -> str:
    return (timezone.now() + timedelta(hours=1)).isoformat()


def put_off(author, thread, text="see you", **more):
    more.setdefault("send_at", timezone.now() + timedelta(hours=1))
    row, _ = schedule_message(thread=thread, author=author, text=text, client_id=f"later-{next(numbers)}", **more)
    return row


def test_a_message_is_put_off_and_listed(api_of, bob, thread):
    answer = api_of(bob).post(f"threads/{thread.pk}/scheduled", text="later", send_at=in_an_hour(), client_id="a")
    assert answer.status_code == 201, answer.content
    assert [row["text"] for row in api_of(bob).get("scheduled").json()["results"]] == ["later"]
    assert not Message.objects.filter(thread=thread).exists()


def test_others_see_nothing_of_it(api_of, alice, bob, thread):
    row = put_off(bob, thread)
    assert api_of(alice).get("scheduled").json()["results"] == []
    assert api_of(alice).patch(f"scheduled/{row.pk}", text="mine").status_code == 404
    assert api_of(alice).delete(f"scheduled/{row.pk}").status_code == 404
    assert api_of(alice).post(f"scheduled/{row.pk}/send").status_code == 404


def test_a_retry_puts_nothing_off_twice(api_of, bob, thread):
    asked = {"text": "later", "send_at": in_an_hour(), "client_id": "a"}
    first = api_of(bob).post(f"threads/{thread.pk}/scheduled", **asked)
    second = api_of(bob).post(f"threads/{thread.pk}/scheduled", **asked)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"]


@pytest.mark.parametrize("away", [timedelta(seconds=-1), timedelta(days=367)])
def test_the_past_and_far_away_are_refused(api_of, bob, thread, away):
    at = (timezone.now() + away).isoformat()
    answer = api_of(bob).post(f"threads/{thread.pk}/scheduled", text="x", send_at=at, client_id="a")
    assert answer.status_code == 400
    assert answer.json()["fields"]["send_at"]


@pytest.mark.parametrize("at", ["soon", "", "2026-02-30T09:00", "9999-12-31T23:59:59-14:00", None])
def test_what_is_no_time_is_refused(api_of, bob, thread, at):
    answer = api_of(bob).post(f"threads/{thread.pk}/scheduled", text="x", send_at=at, client_id="a")
    assert answer.status_code == 400


def test_nothing_to_say_is_refused(api_of, bob, thread):
    answer = api_of(bob).post(f"threads/{thread.pk}/scheduled", text=" ", send_at=in_an_hour(), client_id="a")
    assert answer.status_code == 400


def test_strangers_put_nothing_off(api_of, carol, thread, globex, gina, globex_thread, stranger):
    for api, pk in ((api_of(carol), thread.pk), (api_of(gina), thread.pk + 900)):
        answer = api.post(f"threads/{pk}/scheduled", text="x", send_at=in_an_hour(), client_id="a")
        assert answer.status_code == 404


def test_signed_out_is_401_and_the_wrong_method_405(stranger, api_of, bob, thread, acme):
    row = put_off(bob, thread)
    out = stranger
    for path in (f"threads/{thread.pk}/scheduled", "scheduled", f"scheduled/{row.pk}", f"scheduled/{row.pk}/send"):
        assert out.get(f"/api/v1/{path}").status_code == 401
    assert api_of(bob).get(f"threads/{thread.pk}/scheduled").status_code == 405
    assert api_of(bob).get(f"scheduled/{row.pk}/send").status_code == 405
    assert api_of(bob).post("scheduled").status_code == 405


def test_it_goes_out_once_when_its_time_has_come(bob, thread, heard):
    row = put_off(bob, thread, "on time")
    for _ in range(3):
        send_due(scheduled=row.pk, at=row.send_at)
    assert [message.text for message in Message.objects.filter(thread=thread)] == ["on time"]
    row.refresh_from_db()
    assert (row.state, row.text) == ("sent", "")
    assert heard.types().count("chat.message_sent") == 1


def test_the_task_of_an_earlier_time_sends_nothing(api_of, bob, thread):
    row = put_off(bob, thread)
    assert (
        api_of(bob).patch(f"scheduled/{row.pk}", send_at=(timezone.now() + timedelta(hours=3)).isoformat()).status_code
        == 200
    )
    send_due(scheduled=row.pk, at=row.send_at)
    assert not Message.objects.exists()


def test_each_time_that_is_chosen_has_its_task(bob, thread):
    row = put_off(bob, thread)
    task = Outbox.objects.get(task="chat.send_scheduled")
    assert (task.due_at, task.handed_at, task.arguments["scheduled"]) == (row.send_at, None, row.pk)


def test_the_task_sends(bob, thread):
    from chat.tasks import send_scheduled

    row = put_off(bob, thread)
    send_scheduled.run(scheduled=row.pk, at=row.send_at.astimezone(UTC).isoformat())
    assert Message.objects.filter(thread=thread).count() == 1


def test_text_and_time_are_changed(api_of, bob, thread):
    row = put_off(bob, thread)
    at = (timezone.now() + timedelta(hours=5)).isoformat()
    answer = api_of(bob).patch(f"scheduled/{row.pk}", text="better", send_at=at)
    assert answer.json()["text"] == "better"
    row.refresh_from_db()
    assert row.send_at == datetime.fromisoformat(at)


def test_cancelling_sends_nothing(api_of, bob, thread):
    row = put_off(bob, thread)
    assert api_of(bob).delete(f"scheduled/{row.pk}").status_code == 204
    send_due(scheduled=row.pk, at=row.send_at)
    assert not Message.objects.exists()


def test_it_is_sent_now_and_then_not_again(api_of, bob, thread):
    row = put_off(bob, thread, "now after all")
    answer = api_of(bob).post(f"scheduled/{row.pk}/send")
    assert answer.status_code == 201
    assert answer.json()["text"] == "now after all"
    send_due(scheduled=row.pk, at=row.send_at)
    assert Message.objects.count() == 1
    assert api_of(bob).post(f"scheduled/{row.pk}/send").status_code == 409
    assert api_of(bob).patch(f"scheduled/{row.pk}", text="x").status_code == 409
    assert api_of(bob).delete(f"scheduled/{row.pk}").status_code == 409


def test_a_reply_goes_out_as_one(bob, alice, thread):
    asked = say(alice, thread, "when?")
    row = put_off(bob, thread, "at nine", reply_to=asked)
    send_due(scheduled=row.pk, at=row.send_at)
    assert Message.objects.get(text="at nine").reply_to_id == asked.pk


def test_a_reply_to_another_threads_message_is_refused(api_of, bob, alice, thread, group):
    asked = say(alice, group, "when?")
    answer = api_of(bob).post(
        f"threads/{thread.pk}/scheduled", text="x", send_at=in_an_hour(), client_id="a", reply_to=str(asked.pk)
    )
    assert answer.status_code == 400


def why_it_failed(row) -> str:
    send_due(scheduled=row.pk, at=row.send_at)
    assert not Message.objects.filter(author=row.author, kind="text").exists()
    row.refresh_from_db()
    assert row.state == "failed"
    return row.why


def test_who_was_removed_says_nothing_and_is_told(bob, alice, group):
    row = put_off(bob, group)
    remove_member(thread=group, person=bob, by=alice)
    assert "no longer" in why_it_failed(row)
    assert Notification.objects.filter(person=bob, kind="chat.scheduled_failed").count() == 1


def test_to_a_partner_who_left_nothing_goes_out(bob, alice, thread):
    row = put_off(alice, thread)
    deactivate(person=bob, by="tests")
    assert "left the company" in why_it_failed(row)


def test_who_was_blocked_meanwhile_says_nothing(bob, alice, thread):
    row = put_off(bob, thread)
    block(blocker=alice, person=bob)
    assert why_it_failed(row) == "You cannot write to this person at the moment."


def test_of_who_left_the_company_nothing_goes_out(bob, group):
    row = put_off(bob, group)
    deactivate(person=bob, by="tests")
    why_it_failed(ScheduledMessage.objects.get(pk=row.pk))
    assert not Notification.objects.filter(person=bob).exists()


def test_one_that_failed_waits_again_with_a_new_time(api_of, bob, alice, thread):
    row = put_off(bob, thread)
    block(blocker=alice, person=bob)
    why_it_failed(row)
    at = (timezone.now() + timedelta(hours=2)).isoformat()
    answer = api_of(bob).patch(f"scheduled/{row.pk}", send_at=at).json()
    assert (answer["state"], answer["why"]) == ("waiting", "")


def test_five_hundred_wait_at_most(api_of, bob, thread):
    at = timezone.now() + timedelta(hours=1)
    ScheduledMessage.objects.bulk_create(
        ScheduledMessage(author=bob, thread=thread, text="x", send_at=at, client_id=f"many-{n}") for n in range(500)
    )
    answer = api_of(bob).post(f"threads/{thread.pk}/scheduled", text="x", send_at=in_an_hour(), client_id="a")
    assert answer.status_code == 409
    assert "500" in answer.json()["text"]


def test_the_list_is_paged(api_of, bob, thread):
    for _ in range(3):
        put_off(bob, thread)
    first = api_of(bob).get("scheduled", limit=2).json()
    rest = api_of(bob).get("scheduled", limit=2, cursor=first["next"]).json()
    assert (len(first["results"]), len(rest["results"]), rest["next"]) == (2, 1, None)


def test_ones_own_devices_hear_how_many_wait(bob, thread, heard):
    put_off(bob, thread)
    event, to = heard.last()
    assert (event.type, event.waiting, to) == ("chat.scheduled_changed", 1, {bob.pk})


# ---- times


def at_noon(monkeypatch, day: str) -> None:
    now = datetime.fromisoformat(f"{day}T12:00:00+00:00")
    monkeypatch.setattr("content.times.timezone.now", lambda: now)


def test_nine_tomorrow_is_nine_on_the_clock_though_it_changes_that_night(monkeypatch, bob):
    bob.time_zone = "Europe/Paris"
    at_noon(monkeypatch, "2026-10-24")  # that night the clock goes back
    tomorrow = {choice.name: choice.at for choice in times.choices_to_send(bob)}["Tomorrow morning"]
    assert tomorrow.astimezone(UTC) == datetime(2026, 10, 25, 8, tzinfo=UTC)
    at_noon(monkeypatch, "2026-03-28")
    tomorrow = {choice.name: choice.at for choice in times.choices_to_send(bob)}["Tomorrow morning"]
    assert tomorrow.astimezone(UTC) == datetime(2026, 3, 29, 7, tzinfo=UTC)


def test_their_morning_is_offered_where_the_clocks_differ(monkeypatch, bob, alice):
    bob.time_zone, alice.time_zone = "Europe/Paris", "America/New_York"
    at_noon(monkeypatch, "2026-06-10")
    theirs = times.choices_to_send(bob, alice)[-1]
    assert theirs.at.astimezone(ZoneInfo("America/New_York")).hour == 9
    assert theirs.there_text.endswith("09:00")
    alice.time_zone = "Europe/Berlin"
    assert all(choice.there is None for choice in times.choices_to_send(bob, alice))


def test_an_evening_that_begins_is_not_offered(monkeypatch, bob):
    bob.time_zone = "Asia/Karachi"  # five hours ahead: it is 17:00 there
    at_noon(monkeypatch, "2026-06-10")
    assert "This evening" in [choice.name for choice in times.choices_to_send(bob)]
    bob.time_zone = "Asia/Dhaka"
    assert "This evening" not in [choice.name for choice in times.choices_to_send(bob)]


def test_a_time_without_an_offset_is_on_the_callers_clock(api_of, bob, thread):
    bob.time_zone = "America/New_York"
    bob.save(update_fields=["time_zone"])
    day = (timezone.now() + timedelta(days=2)).date()
    answer = api_of(bob).post(f"threads/{thread.pk}/scheduled", text="x", send_at=f"{day}T09:00", client_id="a")
    assert answer.status_code == 201, answer.content
    there = ScheduledMessage.objects.get().send_at.astimezone(ZoneInfo("America/New_York"))
    assert (there.date(), there.hour) == (day, 9)


# ---- pages


def test_the_page_lists_changes_and_cancels(client_of, bob, thread):
    row = put_off(bob, thread, "a word to come")
    page = client_of(bob)
    assert "a word to come" in page.get("/chat/later/").content.decode()
    wrong = page.post(f"/chat/later/{row.pk}/", {"do": "change", "text": "new words", "at": "2001-01-01T09:00"})
    assert wrong.status_code == 400
    assert "new words" in wrong.content.decode()
    day = (timezone.now() + timedelta(days=2)).date()
    assert page.post(f"/chat/later/{row.pk}/", {"do": "change", "text": "new", "at": f"{day}T09:00"}).status_code == 302
    row.refresh_from_db()
    assert row.text == "new"
    assert page.post(f"/chat/later/{row.pk}/", {"do": "cancel"}).status_code == 302
    assert not ScheduledMessage.objects.exists()


def test_somebody_elses_page_changes_nothing(client_of, alice, bob, thread):
    row = put_off(bob, thread)
    assert client_of(alice).post(f"/chat/later/{row.pk}/", {"do": "cancel"}).status_code == 404


def test_the_times_of_a_thread_are_for_its_members(client_of, alice, carol, thread):
    assert client_of(alice).get(f"/chat/{thread.pk}/when/").status_code == 200
    assert client_of(carol).get(f"/chat/{thread.pk}/when/").status_code == 404
    assert client_of(alice).get("/chat/when/").status_code == 200


def test_the_page_tells_nothing_new_of_a_thread_one_left(client_of, bob, alice, group):
    row = put_off(bob, group)
    remove_member(thread=group, person=bob, by=alice)
    send_due(scheduled=row.pk, at=row.send_at)
    page = client_of(bob).get("/chat/later/").content.decode()
    assert "Morning shift" not in page
    assert "A conversation you are no longer in" in page
