"""Polls: asked, voted in, changed, closed; who sees what came out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from feed.actions import close_due_poll, create_post, vote
from feed.asking import NewPoll
from feed.models import Poll, PollVote, Post
from groups.actions import add_member, create_group, remove_member
from jobs.models import Outbox
from notifications.models import Notification

ASKED = {"options": ["Here", "There"]}


@pytest.fixture
def asked(news):
    """`asked(bob, "A", "B", several=True)`: a poll in Company News."""

    def ask(person, *options, group=news, **more) -> Poll:
        poll = NewPoll(options=options or ("Here", "There"), **more)
        return create_post(group=group, author=person, text="Where?", poll=poll)[0].poll

    return ask


def options_of(poll: Poll) -> list[str]:
    return [str(pk) for pk in poll.options.values_list("pk", flat=True)]


def test_a_post_asks_and_its_text_is_the_question(bob, news, api_of):
    answer = api_of(bob).post("/api/v1/posts", {"group": str(news.pk), "text": "Where?", "poll": ASKED})
    assert answer.status_code == 201
    body = answer.json()
    assert (body["kind"], body["text"], body["event"]) == ("poll", "Where?", None)
    assert [(option["text"], option["vote_count"]) for option in body["poll"]["options"]] == [("Here", 0), ("There", 0)]
    assert (body["poll"]["my_votes"], body["poll"]["voter_count"], body["poll"]["is_closed"]) == ([], 0, False)


@pytest.mark.parametrize(
    ("poll", "field"),
    [
        ({"options": ["One"]}, "options"),
        ({"options": ["One", " "]}, "options"),
        ({"options": []}, "options"),
        ({"options": ["One", " one  "]}, "options"),
        ({"options": [str(number) for number in range(13)]}, "options"),
        ({"options": ["x" * 201, "y"]}, "options"),
        ({"options": ["One", "Two"], "closes_at": "2020-01-01T00:00:00Z"}, "closes_at"),
    ],
)
def test_what_is_no_poll_is_refused_at_its_field(bob, news, api_of, poll, field):
    answer = api_of(bob).post("/api/v1/posts", {"group": str(news.pk), "text": "Where?", "poll": poll})
    assert answer.status_code == 400
    assert field in answer.json()["fields"]
    assert not Post.objects.exists()


def test_a_poll_without_a_question_is_refused(bob, news, api_of):
    answer = api_of(bob).post("/api/v1/posts", {"group": str(news.pk), "poll": ASKED})
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["text"])


def test_voting_changing_and_withdrawing(bob, carol, asked, api_of):
    poll = asked(bob)
    here, there = options_of(poll)
    api, path = api_of(carol), f"/api/v1/polls/{poll.pk}"

    def counts(answer) -> list[object]:
        body = answer.json()
        return [body["voter_count"], *[option["vote_count"] for option in body["options"]], body["my_votes"]]

    assert counts(api.put(f"{path}/votes", {"options": [here]})) == [1, 1, 0, [here]]
    assert counts(api.put(f"{path}/votes", {"options": [here]})) == [1, 1, 0, [here]]
    assert counts(api.put(f"{path}/votes", {"options": [there]})) == [1, 0, 1, [there]]
    assert counts(api_of(bob).get(path)) == [1, 0, 1, []]
    assert counts(api.delete(f"{path}/votes")) == [0, 0, 0, []]
    assert counts(api.delete(f"{path}/votes")) == [0, 0, 0, []]
    assert not PollVote.objects.exists()


def test_several_answers_only_where_they_are_wanted(bob, asked, api_of):
    one, many = asked(bob), asked(bob, "A", "B", "C", several=True)
    assert api_of(bob).put(f"/api/v1/polls/{one.pk}/votes", {"options": options_of(one)}).status_code == 400
    answer = api_of(bob).put(f"/api/v1/polls/{many.pk}/votes", {"options": options_of(many)[:2]})
    assert answer.json()["my_votes"] == options_of(many)[:2]
    assert answer.json()["voter_count"] == 1


@pytest.mark.parametrize("options", [[], None, ["999999"], ["x"], "1"])
def test_a_vote_for_nothing_is_refused(bob, asked, api_of, options):
    answer = api_of(bob).put(f"/api/v1/polls/{asked(bob).pk}/votes", {"options": options})
    assert answer.status_code in {400, 404}
    assert not PollVote.objects.exists()


def test_the_option_of_another_poll_is_none_of_this_one(bob, asked, api_of):
    one, other = asked(bob), asked(bob)
    answer = api_of(bob).put(f"/api/v1/polls/{one.pk}/votes", {"options": options_of(other)[:1]})
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["options"])


def test_after_closing_nobody_votes(bob, carol, asked, api_of):
    poll = asked(bob)
    assert api_of(carol).post(f"/api/v1/polls/{poll.pk}/close").status_code == 403
    assert api_of(bob).post(f"/api/v1/polls/{poll.pk}/close").json()["is_closed"] is True
    assert api_of(bob).post(f"/api/v1/polls/{poll.pk}/close").status_code == 200
    path = f"/api/v1/polls/{poll.pk}"
    answers = [
        api_of(carol).put(f"{path}/votes", {"options": options_of(poll)[:1]}),
        api_of(carol).delete(f"{path}/votes"),
        api_of(bob).post(f"{path}/options", {"text": "More"}),
    ]
    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(409, "poll_closed")}


def test_its_day_closes_it_once_and_rings_who_asked(bob, asked, heard):
    poll = asked(bob, closes_at=timezone.now() + timedelta(hours=1))
    task = Outbox.objects.get(task="feed.close_poll")
    assert (task.due_at, task.arguments["poll"]) == (poll.closes_at, poll.pk)
    for _ in range(2):
        close_due_poll(poll=poll.pk, at=poll.closes_at)
    poll.refresh_from_db()
    assert poll.is_closed
    assert [kind for kind, _data, _to in heard].count("feed.poll_changed") == 1
    assert Notification.objects.filter(kind="feed.poll_ended", person=bob).count() == 1


def test_readers_add_options_where_they_may(bob, carol, asked, api_of):
    shut, free = asked(bob), asked(bob, may_add=True)
    assert api_of(carol).post(f"/api/v1/polls/{shut.pk}/options", {"text": "More"}).status_code == 400
    assert api_of(bob).post(f"/api/v1/polls/{shut.pk}/options", {"text": "More"}).status_code == 201
    answer = api_of(carol).post(f"/api/v1/polls/{free.pk}/options", {"text": " More "})
    assert [option["text"] for option in answer.json()["options"]] == ["Here", "There", "More"]
    assert answer.json()["options"][2]["added_by"] == str(carol.pk)
    for text in ("more", "", "x" * 201):
        assert api_of(carol).post(f"/api/v1/polls/{free.pk}/options", {"text": text}).status_code == 400


def test_a_poll_has_at_most_twelve_options(bob, asked, api_of):
    poll = asked(bob, *[f"{number}" for number in range(12)])
    answer = api_of(bob).post(f"/api/v1/polls/{poll.pk}/options", {"text": "More"})
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["options"])


def test_hidden_results_show_after_voting_and_at_the_end(bob, carol, asked, api_of, heard):
    poll = asked(bob, hides_results=True)
    vote(post=poll.post, person=carol, options=options_of(poll)[:1])
    path = f"/api/v1/polls/{poll.pk}"

    def shown(person) -> list[int | None]:
        return [option["vote_count"] for option in api_of(person).get(path).json()["options"]]

    assert (shown(carol), shown(bob)) == ([1, 0], [None, None])
    assert (api_of(carol).get(f"{path}/votes").status_code, api_of(bob).get(f"{path}/votes").status_code) == (200, 403)
    for _kind, data, to in [told for told in heard if told[0] == "feed.poll_changed"]:
        assert [option["vote_count"] for option in data["poll"]["options"]] == [None, None]
        assert data["by"] is None or to == [carol.pk]
    api_of(bob).post(f"{path}/close")
    assert shown(bob) == [1, 0]


def test_who_voted_for_what_is_listed(bob, carol, asked, api_of):
    poll = asked(bob)
    here, there = options_of(poll)
    vote(post=poll.post, person=carol, options=[here])
    vote(post=poll.post, person=bob, options=[there])
    path = f"/api/v1/polls/{poll.pk}/votes"
    rows = api_of(bob).get(path).json()["results"]
    assert [(row["person"]["name"], row["option"]) for row in rows] == [("Bob Brown", there), ("Carol Clark", here)]
    assert [row["option"] for row in api_of(bob).get(path, {"option": here}).json()["results"]] == [here]


def test_everybody_hears_the_counts_and_the_revision_grows(bob, carol, asked, heard):
    poll = asked(bob)
    before = poll.post.revision
    vote(post=poll.post, person=carol, options=options_of(poll)[:1])
    told = [(data["revision"], data["by"], carol.pk in to) for kind, data, to in heard if kind == "feed.poll_changed"]
    assert told == [(before + 1, str(carol.pk), True), (before + 1, str(carol.pk), False)]


def test_a_poll_of_a_secret_group_is_nothing_to_others(bob, carol, gina, asked, api_of, client_of):
    group = create_group(name="Ovens", kind="secret", creator=carol)
    add_member(group=group, person=bob)
    poll = asked(carol, group=group)
    remove_member(group=group, person=bob)
    path, page = f"/api/v1/polls/{poll.pk}", f"/posts/{poll.post_id}/poll/"
    for person in (bob, gina):
        api = api_of(person)
        answers = [
            api.get(path),
            api.get(f"{path}/votes"),
            api.put(f"{path}/votes", {"options": options_of(poll)[:1]}),
            api.delete(f"{path}/votes"),
            api.post(f"{path}/options", {"text": "x"}),
            api.post(f"{path}/close"),
            client_of(person).post(page, {"option": options_of(poll)[:1]}),
            client_of(person).get(f"{page}voters/"),
            client_of(person).post(f"{page}withdraw/"),
        ]
        assert {answer.status_code for answer in answers} == {404}
    assert not PollVote.objects.exists()


def test_who_only_reads_a_group_does_not_vote(bob, carol, asked, api_of):
    poll = asked(carol, group=create_group(name="Bakers", creator=carol))
    assert api_of(bob).get(f"/api/v1/polls/{poll.pk}").status_code == 200
    answer = api_of(bob).put(f"/api/v1/polls/{poll.pk}/votes", {"options": options_of(poll)[:1]})
    assert (answer.status_code, answer.json()["code"]) == (403, "not_a_member")


def test_signed_out_unknown_and_wrong_verbs(bob, asked, stranger, api_of):
    poll = asked(bob)
    path = f"/api/v1/polls/{poll.pk}"
    assert {stranger.get(path).status_code, stranger.put(f"{path}/votes").status_code} == {401}
    assert stranger.post(f"{path}/close").status_code == stranger.post(f"{path}/options").status_code == 401
    assert api_of(bob).get("/api/v1/polls/999999").status_code == api_of(bob).get("/api/v1/polls/x").status_code == 404
    assert api_of(bob).post(path).status_code == api_of(bob).get(f"{path}/close").status_code == 405
    assert api_of(bob).post(f"{path}/votes").status_code == api_of(bob).get(f"{path}/options").status_code == 405


def test_asking_and_voting_by_plain_forms(bob, carol, news, client_of):
    sent = {"group": news.pk, "text": "Where?", "with_poll": "1", "options": ["Here", "", "There", ""], "may_add": "1"}
    assert client_of(bob).post("/posts/", sent).status_code == 302
    poll = Poll.objects.get()
    here, there = options_of(poll)
    client, path = client_of(carol), f"/posts/{poll.post_id}/poll/"
    client.post(path, {"option": here})
    client.post(f"{path}options/", {"text": "Elsewhere"})
    page = client.get(f"/posts/{poll.post_id}/").text
    assert all(part in page for part in ("checked", "1 person voted", "Elsewhere"))
    assert "Carol Clark" in client.get(f"{path}voters/").text
    client.post(path, {"option": there})
    client.post(f"{path}withdraw/")
    assert not PollVote.objects.exists()
    assert client_of(carol).post(f"{path}close/").status_code == 403
    client_of(bob).post(f"{path}close/")
    assert (
        "This poll is closed."
        in client.post(path, {"option": here}, follow=True, headers={"referer": "http://acme.localhost/"}).text
    )


def test_what_was_typed_of_a_poll_is_there_after_an_error(bob, news, client_of):
    sent = {"group": news.pk, "text": "Where?", "with_poll": "1", "options": ["Here"], "several": "1"}
    answer = client_of(bob).post("/posts/", sent)
    assert answer.status_code == 400
    for part in ("A poll needs at least two options.", 'value="Here"', 'name="several" value="1" checked'):
        assert part in answer.text


def test_polls_cost_a_page_one_query_however_many(bob, carol, asked, api_of, django_assert_max_num_queries):
    for _ in range(15):
        poll = asked(bob, closes_at=timezone.now() + timedelta(days=1))
        vote(post=poll.post, person=carol, options=options_of(poll)[:1])
    api = api_of(bob)
    api.get("/api/v1/feed?limit=1")
    with django_assert_max_num_queries(10):
        assert len(api.get("/api/v1/feed?limit=30").json()["results"]) == 15
