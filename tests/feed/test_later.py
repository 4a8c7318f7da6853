"""Posts that come out later: once, or with the reason why not."""

from __future__ import annotations

import itertools
from datetime import UTC, timedelta

import pytest
from django.utils import timezone

from feed.actions import create_post, schedule_post, send_due
from feed.asking import NewPoll
from feed.inviting import NewEvent
from feed.models import Post, ScheduledPost
from groups.actions import add_member, create_group, remove_member
from groups.models import Membership
from jobs.models import Outbox
from notifications.models import Notification
from people.actions import deactivate
from tests.feed.test_notifications import bell_of

numbers = itertools.count()
PATH = "/api/v1/scheduled-posts"


def in_an_hour() -> str:
    return (timezone.now() + timedelta(hours=1)).isoformat()


@pytest.fixture
def put_off(news):
    def put(author, text="Good morning", group=news, **more) -> ScheduledPost:
        more.setdefault("send_at", timezone.now() + timedelta(hours=1))
        return schedule_post(group=group, author=author, text=text, client_id=f"later-{next(numbers)}", **more)[0]

    return put


def test_a_post_is_put_off_and_listed_for_its_author_alone(alice, bob, news, api_of):
    sent = {"group": str(news.pk), "text": "Later", "send_at": in_an_hour(), "client_id": "a"}
    first, second = (api_of(bob).post(PATH, sent) for _ in range(2))
    assert (first.status_code, second.status_code, second.json()["id"]) == (201, 200, first.json()["id"])
    assert [row["text"] for row in api_of(bob).get(PATH).json()["results"]] == ["Later"]
    assert not Post.objects.exists()
    row = f"{PATH}/{first.json()['id']}"
    assert api_of(alice).get(PATH).json()["results"] == []
    assert {api_of(alice).patch(row, {"text": "x"}).status_code, api_of(alice).delete(row).status_code} == {404}
    assert api_of(alice).post(f"{row}/send").status_code == 404


@pytest.mark.parametrize("away", [timedelta(seconds=-1), timedelta(days=367)])
def test_the_past_and_far_away_are_refused(bob, news, api_of, away):
    sent = {"group": str(news.pk), "text": "Later", "client_id": "a", "send_at": (timezone.now() + away).isoformat()}
    answer = api_of(bob).post(PATH, sent)
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["send_at"])


@pytest.mark.parametrize("change", [{"send_at": "soon"}, {"send_at": None}, {"text": ""}, {"client_id": ""}])
def test_what_is_no_post_to_come_is_refused(bob, news, api_of, change):
    sent = {"group": str(news.pk), "text": "Later", "client_id": "a", "send_at": in_an_hour(), **change}
    assert api_of(bob).post(PATH, sent).status_code == 400
    assert not ScheduledPost.objects.exists()


def test_where_one_may_not_post_one_puts_nothing_off(bob, gina, api_of, stranger):
    group = create_group(name="Ovens", kind="closed")
    sent = {"group": str(group.pk), "text": "Later", "client_id": "a", "send_at": in_an_hour()}
    assert api_of(bob).post(PATH, sent).status_code == api_of(gina).post(PATH, sent).status_code == 404
    assert stranger.post(PATH).status_code == stranger.get(PATH).status_code == 401
    assert stranger.post(f"{PATH}/1/send").status_code == stranger.delete(f"{PATH}/1").status_code == 401


def test_wrong_verbs_and_unknown_ids(bob, put_off, api_of):
    row = put_off(bob)
    assert (
        api_of(bob).get(f"{PATH}/{row.pk}").status_code == api_of(bob).get(f"{PATH}/{row.pk}/send").status_code == 405
    )
    for pk in ("999999", "x"):
        assert api_of(bob).patch(f"{PATH}/{pk}", {"text": "x"}).status_code == 404


def test_it_comes_out_once_when_its_time_has_come(bob, put_off, heard):
    row = put_off(bob)
    task = Outbox.objects.get(task="feed.send_scheduled")
    assert (task.due_at, task.handed_at, task.arguments["scheduled"]) == (row.send_at, None, row.pk)
    for _ in range(3):
        send_due(scheduled=row.pk, at=row.send_at)
    assert [post.text for post in Post.objects.all()] == ["Good morning"]
    row.refresh_from_db()
    assert (row.state, row.text) == ("sent", "")
    assert [kind for kind, _data, _to in heard].count("feed.post_created") == 1


def test_the_task_publishes_it(bob, put_off):
    from feed.tasks import send_scheduled

    row = put_off(bob, group=None)
    send_scheduled.run(scheduled=row.pk, at=row.send_at.astimezone(UTC).isoformat())
    assert Post.objects.get().group is None


def test_a_worker_that_is_killed_in_the_middle_publishes_nothing_and_the_next_one_does(bob, put_off, monkeypatch):
    row = put_off(bob)

    class Killed(BaseException):
        pass

    def die(*_args):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr("feed.actions.later._sent", die)
        with pytest.raises(Killed):
            send_due(scheduled=row.pk, at=row.send_at)
    row.refresh_from_db()
    assert (row.state, Post.objects.count()) == ("waiting", 0)
    send_due(scheduled=row.pk, at=row.send_at)
    assert Post.objects.count() == 1


def test_a_poll_and_an_event_come_out_with_it(bob, put_off):
    at = timezone.now() + timedelta(days=2)
    event = NewEvent(title="Feast", begins_at=at, ends_at=at + timedelta(hours=1), zone="Europe/Paris")
    for what in ({"poll": NewPoll(options=("A", "B"), several=True)}, {"event": event}):
        row = put_off(bob, **what)
        send_due(scheduled=row.pk, at=row.send_at)
    poll, feast = Post.objects.order_by("pk")
    assert ([option.text for option in poll.poll.options.all()], poll.poll.several) == (["A", "B"], True)
    assert (feast.event.title, feast.event.begins_at) == ("Feast", at)


def test_what_would_be_over_by_then_is_refused(bob, put_off):
    from core.errors import Refusal

    soon = timezone.now() + timedelta(minutes=30)
    event = NewEvent(title="Feast", begins_at=soon, ends_at=soon + timedelta(hours=9), zone="Europe/Paris")
    for what in ({"poll": NewPoll(options=("A", "B"), closes_at=soon)}, {"event": event}):
        with pytest.raises(Refusal):
            put_off(bob, **what)


def test_text_and_time_are_changed_and_the_task_of_the_earlier_time_does_nothing(bob, put_off, api_of):
    row = put_off(bob)
    body = api_of(bob).patch(
        f"{PATH}/{row.pk}", {"text": "Better", "send_at": (timezone.now() + timedelta(hours=3)).isoformat()}
    )
    assert body.json()["text"] == "Better"
    send_due(scheduled=row.pk, at=row.send_at)
    assert not Post.objects.exists()


def test_cancelled_it_never_comes_out(bob, put_off, api_of):
    row = put_off(bob)
    assert api_of(bob).delete(f"{PATH}/{row.pk}").status_code == 204
    send_due(scheduled=row.pk, at=row.send_at)
    assert not Post.objects.exists()


def test_published_now_it_is_not_published_again(bob, put_off, api_of):
    row = put_off(bob)
    assert api_of(bob).post(f"{PATH}/{row.pk}/send").status_code == 201
    send_due(scheduled=row.pk, at=row.send_at)
    assert Post.objects.count() == 1
    answers = [api_of(bob).post(f"{PATH}/{row.pk}/send"), api_of(bob).patch(f"{PATH}/{row.pk}", {"text": "x"})]
    assert {answer.status_code for answer in answers} == {409}


def test_who_was_removed_from_the_group_is_told_why_and_may_try_again(bob, carol, put_off, api_of):
    group = create_group(name="Ovens", kind="closed", creator=carol)
    add_member(group=group, person=bob)
    row = put_off(bob, group=group)
    remove_member(group=group, person=bob)
    send_due(scheduled=row.pk, at=row.send_at)
    assert not Post.objects.exists()
    assert bell_of(bob) == ["A post of yours could not be published: You are no longer in this group."]
    assert api_of(bob).get(PATH).json()["results"][0]["state"] == "failed"
    assert not Notification.objects.filter(kind="feed.scheduled_failed", person=carol).exists()
    add_member(group=group, person=bob)
    api_of(bob).patch(f"{PATH}/{row.pk}", {"send_at": in_an_hour()})
    assert bell_of(bob) == []
    row.refresh_from_db()
    send_due(scheduled=row.pk, at=row.send_at)
    assert Post.objects.get().group == group


def test_of_who_was_deactivated_nothing_comes_out_and_the_groups_admin_is_told(alice, bob, carol, put_off):
    group = create_group(name="Ovens", kind="closed", creator=carol)
    add_member(group=group, person=bob)
    row = put_off(bob, "My secret plan", group=group)
    deactivate(person=bob, by=alice)
    send_due(scheduled=row.pk, at=row.send_at)
    assert not Post.objects.exists()
    assert bell_of(carol) == ["A post by Bob Brown for Ovens was held back: their account is closed"]
    assert not any("secret" in text for text in bell_of(carol))
    Membership.objects.filter(person=carol).update(role="member")
    assert bell_of(carol) == []


def test_posts_wait_by_plain_forms_too(bob, news, client_of):
    client, at = client_of(bob), timezone.now() + timedelta(days=1)
    sent = {"group": news.pk, "text": "Later", "with_later": "1", "at": at.isoformat()}
    assert client.post("/posts/", sent)["Location"] == "/feed/later/"
    row = ScheduledPost.objects.get()
    assert row.send_at == at
    page = client.get("/feed/later/").text
    assert "Later" in page
    assert "Company News" in page
    wrong = client.post(f"/feed/later/{row.pk}/", {"group": news.pk, "text": "Better", "at": "2020-01-01T09:00"})
    assert (
        wrong.status_code,
        "This time is over" in wrong.text,
        ">\nBetter" in wrong.text or ">Better" in wrong.text,
    ) == (400, True, True)
    changed = {
        "do": "change",
        "group": "me",
        "text": "Better",
        "at": (at + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M"),
    }
    assert client.post(f"/feed/later/{row.pk}/", changed).status_code == 302
    client.post(f"/feed/later/{row.pk}/", {"do": "send"})
    assert (Post.objects.get().text, Post.objects.get().group) == ("Better", None)
    assert "Nothing waits" in client.get("/feed/later/").text


def test_a_time_of_ones_own_that_is_over_is_said_at_its_field_and_the_text_stays(bob, news, client_of):
    sent = {"group": news.pk, "text": "Later", "with_later": "1", "at": "other", "send_at": "2020-01-01T09:00"}
    answer = client_of(bob).post("/posts/", sent)
    assert answer.status_code == 400
    for part in (
        "This time is over",
        ">Later</textarea>",
        'value="2020-01-01T09:00"',
        'name="with_later" value="1" checked',
    ):
        assert part in answer.text


def test_others_do_nothing_with_what_waits(bob, carol, gina, put_off, client_of, stranger):
    row = put_off(bob)
    for person in (carol, gina):
        assert client_of(person).post(f"/feed/later/{row.pk}/", {"do": "cancel"}).status_code == 404
        assert "Good morning" not in client_of(person).get("/feed/later/").text
    assert stranger.get("/feed/later/").status_code == 302
    assert ScheduledPost.objects.exists()


def test_a_retry_of_creating_finds_the_same_post(bob, news):
    first, second = (create_post(group=news, author=bob, text="x", client_id="a") for _ in range(2))
    assert (first[0].pk, first[1], second[1]) == (second[0].pk, True, False)


def test_one_put_off_is_important_from_the_day_it_comes_out(alice, bob, put_off, news, api_of):
    sent = {"group": str(news.pk), "text": "Gates close", "client_id": "a", "send_at": in_an_hour()}
    body = api_of(alice).post(PATH, {**sent, "important_days": 3}).json()
    assert body["important_days"] == 3
    assert api_of(bob).post(PATH, {**sent, "important_days": 3}).status_code == 403
    assert api_of(alice).post(PATH, {**sent, "client_id": "b", "important_days": 8}).status_code == 400
    row = ScheduledPost.objects.get()
    send_due(scheduled=row.pk, at=row.send_at)
    assert Post.objects.get().important_until > timezone.now() + timedelta(days=2)
    assert bell_of(bob) == ["Alice Adams wrote something important in Company News"]


def test_who_makes_nothing_important_any_more_is_told_and_loses_nothing(alice, carol, put_off, api_of):
    group = create_group(name="Ovens", kind="closed", creator=carol)
    row = put_off(carol, group=group, important_days=2)
    Membership.objects.filter(person=carol).update(role="member")
    send_due(scheduled=row.pk, at=row.send_at)
    assert not Post.objects.exists()
    assert "Only the group’s admins make their posts important." in bell_of(carol)[0]
    body = api_of(carol).patch(f"{PATH}/{row.pk}", {"important_days": None, "send_at": in_an_hour()}).json()
    assert (body["state"], body["text"], body["important_days"]) == ("waiting", "Good morning", None)


def test_the_place_is_changed_by_the_rights_of_now(alice, bob, carol, put_off, news, api_of):
    mine = create_group(name="Ovens", kind="closed", creator=bob)
    others = create_group(name="Secret", kind="secret", creator=carol)
    row = put_off(bob)
    path = f"{PATH}/{row.pk}"
    assert api_of(bob).patch(path, {"group": str(others.pk)}).status_code == 404
    assert api_of(bob).patch(path, {"group": str(news.pk), "important_days": 2}).status_code == 403
    body = api_of(bob).patch(path, {"group": str(mine.pk), "important_days": 2}).json()
    assert (body["group"]["name"], body["important_days"]) == ("Ovens", 2)
    assert api_of(bob).patch(path, {"group": None}).status_code == 403  # important on one's profile
    body = api_of(bob).patch(path, {"group": None, "important_days": None}).json()
    assert (body["group"], body["important_days"], body["text"]) == (None, None, "Good morning")


def test_into_a_group_that_was_archived_since_nothing_comes_out_and_another_place_may_be_chosen(
    bob, put_off, client_of
):
    from groups.actions import archive_group

    group = create_group(name="Ovens", kind="closed", creator=bob)
    row = put_off(bob, group=group)
    archive_group(group=group, by=bob)
    send_due(scheduled=row.pk, at=row.send_at)
    assert (Post.objects.count(), len(bell_of(bob))) == (0, 1)
    page = client_of(bob).get("/feed/later/").text
    assert ("Good morning" in page, "Ovens</option>" in page) == (True, True)
    at = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    sent = {"text": "Good evening", "at": at, "important_days": ""}
    refused = client_of(bob).post(f"/feed/later/{row.pk}/", {**sent, "group": group.pk})
    assert (refused.status_code, "Good evening" in refused.text) == (403, True)
    assert client_of(bob).post(f"/feed/later/{row.pk}/", {**sent, "group": "me"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.group, row.text) == ("waiting", None, "Good evening")


def test_its_page_makes_it_important_where_that_may_be(alice, bob, put_off, news, client_of):
    row, at = put_off(alice), (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    sent = {"group": news.pk, "text": "Gates close", "at": at, "important_days": "3"}
    assert client_of(alice).post(f"/feed/later/{row.pk}/", sent).status_code == 302
    assert "Important" in client_of(alice).get("/feed/later/").text
    refused = client_of(alice).post(f"/feed/later/{row.pk}/", {**sent, "group": "me"})
    assert "Only the group’s admins make their posts important." in refused.text
    his = put_off(bob)
    assert 'name="important_days"' not in client_of(bob).get("/feed/later/").text
    assert client_of(bob).post(f"/feed/later/{his.pk}/", sent).status_code == 302  # as if nothing had been asked
    his.refresh_from_db()
    assert "important_days" not in his.data
