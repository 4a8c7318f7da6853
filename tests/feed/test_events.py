"""Events: made, answered, changed, cancelled, remembered; and their calendar files."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from core.errors import Refusal
from feed.access import UNDO
from feed.actions import (
    answer_event,
    cancel_event,
    change_event,
    create_post,
    delete_post,
    edit_post,
    remind_due,
    restore_post,
    write_to_undecided,
)
from feed.actions.events import tell_deleted
from feed.calendar_file import calendar_of
from feed.composing import moment_in
from feed.inviting import NewEvent
from feed.models import Comment, Event, Post, Rsvp
from groups.actions import add_member, create_group, remove_member
from jobs.models import Outbox
from notifications.models import Notification
from tests.feed.test_notifications import bell_of

SOON = timezone.now().replace(microsecond=0) + timedelta(days=3)


def plan(**more) -> NewEvent:
    known = {"title": "Tasting", "begins_at": SOON, "ends_at": SOON + timedelta(hours=1), "zone": "Europe/Paris"}
    return NewEvent(**{**known, "place": "Kitchen", **more})


def asked(**more) -> dict[str, str]:
    known = {"title": "Tasting", "begins_at": SOON.isoformat(), "ends_at": (SOON + timedelta(hours=1)).isoformat()}
    return {**known, "zone": "Europe/Paris", "place": "Kitchen", **more}


@pytest.fixture
def invited(news):
    def invite(person, group=news, text="Bring a cup", **more) -> Post:
        return create_post(group=group, author=person, text=text, event=plan(**more))[0]

    return invite


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_a_post_invites_and_needs_no_words(bob, news, api_of):
    answer = api_of(bob).post("/api/v1/posts", {"group": str(news.pk), "event": asked()})
    assert answer.status_code == 201
    body = answer.json()
    assert (body["kind"], body["text"], body["event"]["title"], body["event"]["my_answer"]) == (
        "event",
        "",
        "Tasting",
        None,
    )
    assert body["event"]["calendar"] == f"/posts/{body['id']}/event.ics"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"ends_at": (SOON - timedelta(hours=1)).isoformat()}, "ends_at"),
        ({"ends_at": SOON.isoformat()}, "ends_at"),
        ({"begins_at": "2020-01-01T10:00:00Z", "ends_at": "2020-01-01T11:00:00Z"}, "ends_at"),
        ({"title": "  "}, "event"),
        ({"title": "x" * 161}, "event"),
        ({"zone": "Mars/Base"}, "zone"),
        ({"begins_at": "soon"}, "event"),
        ({"begins_at": "2027-03-28T02:30:00", "ends_at": "2027-03-28T04:00:00"}, "begins_at"),
    ],
)
def test_what_is_no_event_is_refused_at_its_field(bob, news, api_of, change, field):
    answer = api_of(bob).post("/api/v1/posts", {"group": str(news.pk), "event": asked(**change)})
    assert answer.status_code == 400, answer.content
    assert any(field in name or field == name for name in answer.json()["fields"]), answer.json()


def test_a_time_without_an_offset_is_on_the_clock_of_its_zone():
    assert moment_in("2027-07-01T09:00", "Europe/Paris", "begins_at") == datetime(2027, 7, 1, 7, tzinfo=UTC)
    assert moment_in("2027-01-01T09:00", "Europe/Paris", "begins_at") == datetime(2027, 1, 1, 8, tzinfo=UTC)
    twice = moment_in("2027-10-31T02:30", "Europe/Paris", "begins_at")
    assert twice == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)  # the first of the two
    with pytest.raises(Refusal):
        moment_in("2027-03-28T02:30", "Europe/Paris", "begins_at")


def test_answering_changing_and_taking_back(bob, carol, invited, api_of):
    event = invited(bob).event
    path = f"/api/v1/events/{event.pk}/answers"

    def counts(answer) -> tuple[object, ...]:
        body = answer.json()
        return body["yes_count"], body["maybe_count"], body["no_count"], body["my_answer"]

    assert counts(api_of(carol).put(path, {"answer": "yes"})) == (1, 0, 0, "yes")
    assert counts(api_of(carol).put(path, {"answer": "maybe"})) == (0, 1, 0, "maybe")
    assert counts(api_of(bob).put(path, {"answer": "no"})) == (0, 1, 1, "no")
    rows = api_of(bob).get(path, {"answer": "maybe"}).json()["results"]
    assert [(row["person"]["name"], row["answer"]) for row in rows] == [("Carol Clark", "maybe")]
    assert counts(api_of(carol).delete(path)) == (0, 0, 1, None)
    assert api_of(carol).put(path, {"answer": "perhaps"}).status_code == 400
    assert api_of(carol).get(path, {"answer": "perhaps"}).status_code == 404


def test_the_host_changes_it_and_those_who_come_are_told(alice, bob, carol, invited, api_of):
    post = invited(bob)
    answer_event(post=post, person=carol, answer="yes")
    answer_event(post=post, person=alice, answer="no")
    path = f"/api/v1/events/{post.event.pk}"
    assert api_of(carol).patch(path, {"place": "Garden"}).status_code == 403
    body = api_of(bob).patch(path, {"place": "Garden"}).json()
    assert (body["place"], body["title"], body["sequence"]) == ("Garden", "Tasting", 1)
    assert api_of(bob).patch(path, {"place": "Garden"}).json()["sequence"] == 1
    assert api_of(bob).patch(path, {"ends_at": (SOON - timedelta(days=1)).isoformat()}).status_code == 400
    assert "Tasting was changed" in bell_of(carol)[0]
    assert bell_of(alice) == []


def test_cancelling_tells_those_who_come_and_ends_it(bob, carol, invited, api_of):
    post = invited(bob)
    answer_event(post=post, person=carol, answer="maybe")
    path = f"/api/v1/events/{post.event.pk}"
    assert api_of(carol).post(f"{path}/cancel").status_code == 403
    assert api_of(bob).post(f"{path}/cancel").json()["is_cancelled"] is True
    assert api_of(bob).post(f"{path}/cancel").status_code == 200
    assert bell_of(carol) == ["Tasting is cancelled"]
    answers = [api_of(carol).put(f"{path}/answers", {"answer": "yes"}), api_of(bob).patch(path, {"place": "Garden"})]
    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(409, "event_cancelled")}


def test_an_event_that_is_over_takes_no_answers(bob, carol, invited):
    post = invited(bob)
    Event.objects.update(begins_at=SOON - timedelta(days=9), ends_at=SOON - timedelta(days=8))
    with pytest.raises(Refusal, match="over"):
        answer_event(post=post, person=carol, answer="yes")


def test_a_reminder_rings_once_those_who_may_come_and_still_read_it(alice, bob, carol):
    group = create_group(name="Ovens", kind="closed", creator=bob)
    for person in (alice, carol):
        add_member(group=group, person=person)
    post = create_post(group=group, author=bob, text="", event=plan())[0]
    for person, answer in ((alice, "yes"), (carol, "maybe"), (bob, "no")):
        answer_event(post=post, person=person, answer=answer)
    remove_member(group=group, person=carol)
    task = Outbox.objects.get(task="feed.remind_of_event")
    assert task.due_at == SOON - timedelta(hours=1)
    for _ in range(2):
        remind_due(event=post.event.pk, at=SOON)
    assert [row.person_id for row in Notification.objects.filter(kind="feed.event_reminder")] == [alice.pk]
    assert Notification.objects.get(kind="feed.event_reminder").times == 1
    assert "Tasting begins at" in bell_of(alice)[0]


def test_what_was_moved_is_remembered_at_its_new_time_alone(bob, carol, invited):
    post = invited(bob)
    answer_event(post=post, person=carol, answer="yes")
    later = SOON + timedelta(days=1)
    change_event(post=post, event=plan(begins_at=later, ends_at=later + timedelta(hours=1)))
    remind_due(event=post.event.pk, at=SOON)
    assert not Notification.objects.filter(kind="feed.event_reminder").exists()
    remind_due(event=post.event.pk, at=later)
    assert Notification.objects.filter(kind="feed.event_reminder").count() == 1


def test_a_cancelled_or_deleted_event_reminds_nobody(bob, carol, invited, api_of):
    for end in (lambda post: cancel_event(post=post), lambda post: api_of(bob).delete(f"/api/v1/posts/{post.pk}")):
        post = invited(bob)
        answer_event(post=post, person=carol, answer="yes")
        end(post)
        remind_due(event=post.event.pk, at=SOON)
    assert not Notification.objects.filter(kind="feed.event_reminder").exists()


def test_the_host_writes_to_those_who_may_come(alice, bob, carol, invited, api_of):
    post = invited(bob)
    path = f"/api/v1/events/{post.event.pk}/words"
    assert api_of(bob).post(path, {"text": "Two seats"}).status_code == 409
    answer_event(post=post, person=carol, answer="maybe")
    answer_event(post=post, person=alice, answer="yes")
    assert api_of(carol).post(path, {"text": "Two seats"}).status_code == 403
    assert api_of(bob).post(path, {"text": " "}).status_code == 400
    assert api_of(bob).post(path, {"text": "Two seats"}).status_code == 201
    assert Comment.objects.get().text == "Two seats"
    assert bell_of(carol) == ["Bob Brown writes to you about Tasting"]
    assert bell_of(alice) == []


def test_its_calendar_file(bob, carol, invited, client_of):
    post = invited(bob, title="Tasting, part 1; \\o/", place="Kitchen")
    answer = client_of(carol).get(f"/posts/{post.pk}/event.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    lines = unfolded(answer.text)
    stamp = "%Y%m%dT%H%M%SZ"
    for line in (
        "METHOD:PUBLISH",
        f"UID:event-{post.event.pk}@acme.localhost",
        "SEQUENCE:0",
        f"DTSTART:{SOON.astimezone(UTC).strftime(stamp)}",
        f"DTEND:{(SOON + timedelta(hours=1)).astimezone(UTC).strftime(stamp)}",
        "SUMMARY:Tasting\\, part 1\\; \\\\o/",
        "LOCATION:Kitchen",
        "STATUS:CONFIRMED",
    ):
        assert line in lines


def test_calendars_can_tell_a_change_and_the_end(bob, invited):
    post = invited(bob)
    change_event(post=post, event=plan(place="Garden"))
    cancel_event(post=post)
    text = calendar_of(Post.objects.get(), address="https://acme.example/posts/1/", host="acme.example")
    lines = unfolded(text)
    assert {"METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:2", "LOCATION:Garden"} <= set(lines)
    assert f"UID:event-{post.event.pk}@acme.example" in lines


def test_long_lines_are_folded_between_signs(bob, invited):
    words = "Crème brûlée für alle 🍮 " * 20 + "\nEND:VCALENDAR"
    post = invited(bob, text=words)
    text = calendar_of(post, address="https://acme.example/posts/1/", host="acme.example")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    (described,) = [line for line in unfolded(text) if line.startswith("DESCRIPTION:")]
    assert described == "DESCRIPTION:" + post.text.replace("\n", "\\n")
    assert text.count("\r\nEND:VCALENDAR") == 1


def test_an_event_of_a_closed_group_is_nothing_to_others(bob, carol, gina, invited, api_of, client_of):
    post = invited(carol, group=create_group(name="Ovens", kind="closed", creator=carol))
    path, page = f"/api/v1/events/{post.event.pk}", f"/posts/{post.pk}/event/"
    for person in (bob, gina):
        api, client = api_of(person), client_of(person)
        answers = [
            api.get(path),
            api.patch(path, {"place": "x"}),
            api.post(f"{path}/cancel"),
            api.get(f"{path}/answers"),
            api.put(f"{path}/answers", {"answer": "yes"}),
            api.delete(f"{path}/answers"),
            api.post(f"{path}/words", {"text": "x"}),
            client.post(page, {"answer": "yes"}),
            client.get(f"{page}answers/"),
            client.get(f"{page}edit/"),
            client.post(f"{page}cancel/", {"sure": "1"}),
            client.get(f"/posts/{post.pk}/event.ics"),
        ]
        assert {answer.status_code for answer in answers} == {404}
    assert not Rsvp.objects.exists()


def test_signed_out_unknown_and_wrong_verbs(bob, invited, stranger, api_of):
    path = f"/api/v1/events/{invited(bob).event.pk}"
    assert {stranger.get(path).status_code, stranger.put(f"{path}/answers").status_code} == {401}
    assert {stranger.post(f"{path}/cancel").status_code, stranger.post(f"{path}/words").status_code} == {401}
    assert (
        api_of(bob).get("/api/v1/events/999999").status_code == api_of(bob).get("/api/v1/events/x").status_code == 404
    )
    assert api_of(bob).delete(path).status_code == api_of(bob).get(f"{path}/cancel").status_code == 405
    assert api_of(bob).post(f"{path}/answers").status_code == api_of(bob).get(f"{path}/words").status_code == 405


def test_inviting_answering_and_changing_by_plain_forms(bob, carol, news, client_of):
    here = (SOON + timedelta(days=1)).astimezone(ZoneInfo("Europe/Paris"))
    times = {
        "begins_at": here.strftime("%Y-%m-%dT%H:%M"),
        "ends_at": (here + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"),
    }
    sent = {"group": news.pk, "text": "", "with_event": "1", "title": "Tasting", "zone": "Europe/Paris", **times}
    assert client_of(bob).post("/posts/", sent).status_code == 302
    event = Event.objects.get()
    assert event.begins_at == here.replace(second=0)
    page = f"/posts/{event.post_id}/event/"
    client_of(carol).post(page, {"answer": "maybe"})
    assert 'data-answer="maybe" aria-pressed="true"' in client_of(carol).get(f"/posts/{event.post_id}/").text
    assert "Carol Clark" in client_of(bob).get(f"{page}answers/").text
    assert client_of(carol).get(f"{page}edit/").status_code == 403
    assert times["begins_at"] in client_of(bob).get(f"{page}edit/").text
    changed = {"title": "Feast", "zone": "Europe/Paris", "place": "", **times}
    assert client_of(bob).post(f"{page}edit/", changed).status_code == 302
    wrong = client_of(bob).post(f"{page}edit/", {**changed, "ends_at": times["begins_at"]})
    assert (wrong.status_code, "It ends before it begins." in wrong.text) == (400, True)
    assert client_of(bob).post(f"{page}words/", {"text": "Come!"}).status_code == 302
    assert client_of(bob).post(f"{page}cancel/").status_code == 400
    assert client_of(bob).post(f"{page}cancel/", {"sure": "1"}).status_code == 302
    assert "Cancelled" in client_of(carol).get("/").text


def test_an_error_stands_at_its_field_and_keeps_what_was_typed(bob, news, client_of):
    sent = {"group": news.pk, "text": "Come", "with_event": "1", "title": "Tasting", "begins_at": "2030-01-01T10:00"}
    answer = client_of(bob).post("/posts/", {**sent, "ends_at": "2030-01-01T09:00", "zone": "Europe/Paris"})
    assert answer.status_code == 400
    for part in ("It ends before it begins.", 'value="Tasting"', 'value="2030-01-01T09:00"', ">Come</textarea>"):
        assert part in answer.text


def test_the_words_of_an_event_may_be_taken_away_and_those_of_a_poll_not(bob, invited):
    assert edit_post(post=invited(bob), text="").text == ""


def test_the_reader_has_it_on_their_own_clock(bob, carol, invited, client_of):
    carol.time_zone = "Asia/Tokyo"
    carol.save(update_fields=["time_zone"])
    post = invited(bob)
    page = client_of(carol).get(f"/posts/{post.pk}/").text
    assert SOON.astimezone(ZoneInfo("Asia/Tokyo")).strftime("%H:%M") in page
    assert SOON.astimezone(ZoneInfo("Europe/Paris")).strftime("%H:%M · Europe/Paris") in page


def test_write_to_undecided_leaves_out_who_may_not_read_any_more(bob, carol):
    group = create_group(name="Ovens", kind="closed", creator=bob)
    add_member(group=group, person=carol)
    post = create_post(group=group, author=bob, text="", event=plan())[0]
    answer_event(post=post, person=carol, answer="maybe")
    remove_member(group=group, person=carol)
    write_to_undecided(post=post, host=bob, text="Come!")
    assert not Notification.objects.filter(person=carol).exists()


def deleted_at_once(post, by) -> datetime:
    delete_post(post=post, by=by)
    post.refresh_from_db()
    return post.deleted_at


def test_deleting_an_event_tells_who_comes_once_it_can_be_undone_no_more(alice, bob, carol, invited):
    post = invited(bob)
    answer_event(post=post, person=carol, answer="maybe")
    answer_event(post=post, person=alice, answer="no")
    at = deleted_at_once(post, bob)
    task = Outbox.objects.get(task="feed.tell_of_deleted_event")
    assert (task.due_at, bell_of(carol)) == (at + UNDO, [])
    for _ in range(2):
        tell_deleted(**{**task.arguments, "at": datetime.fromisoformat(task.arguments["at"])})
    assert (bell_of(carol), bell_of(alice), bell_of(bob)) == (["Tasting is cancelled"], [], [])


def test_deleting_that_is_undone_tells_nobody(bob, carol, invited):
    post = invited(bob)
    answer_event(post=post, person=carol, answer="yes")
    at = deleted_at_once(post, bob)
    restore_post(post=post, by=bob)
    tell_deleted(event=post.event.pk, at=at)
    delete_post(post=post, by=bob)
    tell_deleted(event=post.event.pk, at=at)  # the task of the first time
    assert bell_of(carol) == []


def test_one_that_begins_soon_is_told_of_before_and_revived_aloud(bob, carol, invited):
    begins = timezone.now() + timedelta(minutes=15)
    post = invited(bob, begins_at=begins)
    answer_event(post=post, person=carol, answer="yes")
    at = deleted_at_once(post, bob)
    assert Outbox.objects.get(task="feed.tell_of_deleted_event").due_at == begins - timedelta(minutes=10)
    tell_deleted(event=post.event.pk, at=at)
    restore_post(post=post, by=bob)
    assert "Tasting takes place after all" in bell_of(carol)[0]


def test_that_it_was_cancelled_is_still_said_where_its_post_is_deleted_after(bob, carol, invited):
    post = invited(bob)
    answer_event(post=post, person=carol, answer="yes")
    cancel_event(post=post)
    delete_post(post=post, by=bob)
    assert not Outbox.objects.filter(task="feed.tell_of_deleted_event").exists()
    assert bell_of(carol) == ["Tasting is cancelled"]


def test_who_was_removed_meanwhile_is_not_told_of_a_deleted_event(bob, carol):
    group = create_group(name="Ovens", kind="closed", creator=bob)
    add_member(group=group, person=carol)
    post = create_post(group=group, author=bob, text="", event=plan())[0]
    answer_event(post=post, person=carol, answer="yes")
    at = deleted_at_once(post, bob)
    tell_deleted(event=post.event.pk, at=at)
    remove_member(group=group, person=carol)
    assert bell_of(carol) == []
