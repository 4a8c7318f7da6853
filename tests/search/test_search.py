"""One search over everything: what is found, by whom, and narrowed how."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chat.actions import create_thread, send_message
from core.schema import inside
from feed.actions import create_comment, create_post, delete_comment, delete_post
from feed.models import Comment, Event, Post
from groups.actions import add_member, create_group
from groups.models import Group
from people.actions import deactivate

SEARCH, PAGE = "/api/v1/search", "/search/"
WORD = "saffron"


def found(api, **query):
    """Kind → titles or texts of what was found."""
    sections = api.get(SEARCH, {"q": WORD, **query}).json()["sections"]
    return {each["kind"]: [row["text"] or row["title"] for row in each["results"]] for each in sections}


def event_of(post, title=WORD):
    begins = timezone.now() + timedelta(days=2)
    return Event.objects.create(
        post=post, title=title, begins_at=begins, ends_at=begins + timedelta(hours=1), zone="UTC"
    )


@pytest.fixture
def closed(alice):
    return create_group(name="Saffron traders", kind=Group.Kind.CLOSED, creator=alice)


@pytest.fixture
def secret(alice):
    return create_group(name="Saffron secrets", kind=Group.Kind.SECRET, creator=alice)


def fill(group, author, file_of):
    """A post, a comment, an event and a file of each in a group, all with the word."""
    post, _ = create_post(
        group=group, author=author, text=f"{WORD} post", files=[file_of(author, name=f"{WORD}.pdf").pk]
    )
    create_comment(post=post, author=author, text=f"{WORD} comment")
    event_of(post)


KINDS = {"group", "post", "comment", "event", "file"}


@pytest.mark.parametrize(
    ("kind", "member", "outsider"),
    [
        (Group.Kind.OPEN, KINDS, KINDS),
        (Group.Kind.CLOSED, KINDS, {"group"}),
        (Group.Kind.SECRET, KINDS, set()),
    ],
)
def test_who_finds_what_of_a_group(api_of, alice, bob, carol, file_of, kind, member, outsider):
    group = create_group(name=f"{WORD} traders", kind=kind, creator=alice)
    add_member(group=group, person=bob)
    fill(group, alice, file_of)
    assert set(found(api_of(bob))) == member
    assert set(found(api_of(carol))) == outsider


def test_what_one_was_removed_from_is_not_found_any_more(api_of, alice, bob, secret, file_of):
    from groups.actions import remove_member

    add_member(group=secret, person=bob)
    fill(secret, alice, file_of)
    assert set(found(api_of(bob))) == KINDS
    remove_member(group=secret, person=bob)
    assert found(api_of(bob)) == {}


def test_words_are_found_and_marked_in_posts_and_comments(api_of, bob, news, say, answer):
    post = say(bob, "Les croissants au Safran sont prêts")
    comment = answer(bob, post, "Baking at night")
    row = api_of(bob).get(SEARCH, {"q": "pret"}).json()["sections"][0]["results"][0]
    assert (row["id"], row["title"], row["link"]) == (str(post.pk), news.name, f"/posts/{post.pk}/")
    assert [row["text"][start : start + length] for start, length in row["marks"]] == ["prêts"]
    section = api_of(bob).get(SEARCH, {"q": "bake", "kind": "comment"}).json()["sections"][0]
    assert section["results"][0]["link"] == f"/posts/{post.pk}/?comment={comment.pk}#comment-{comment.pk}"


def test_people_come_first_and_names_are_marked(api_of, bob, say):
    say(bob, "carol sings")
    sections = api_of(bob).get(SEARCH, {"q": "caro"}).json()["sections"]
    assert [section["kind"] for section in sections][:2] == ["person", "post"]
    assert sections[0]["results"][0]["title_marks"] == [[0, 4]]


def test_profile_posts_are_found_by_everyone(api_of, bob, carol):
    create_post(group=None, author=bob, text=f"{WORD} at home")
    assert found(api_of(carol)) == {"post": [f"{WORD} at home"]}


def test_what_is_deleted_or_waits_is_not_found(api_of, alice, bob, say, answer):
    gone, waits, kept = (say(bob, f"{WORD} {n}") for n in ("gone", "waits", "kept"))
    answer(bob, gone, f"{WORD} under it")
    answer(bob, waits, f"{WORD} under what waits")
    delete_comment(comment=answer(bob, kept, f"{WORD} unsaid"), by=bob)
    delete_post(post=gone, by=bob)
    Post.objects.filter(pk=waits.pk).update(waits_since=timezone.now())
    assert found(api_of(bob)) == {"post": [f"{WORD} kept"]}
    assert Comment.objects.filter(text__startswith=WORD).count() == 3


def test_an_archived_group_and_its_posts_are_found(api_of, alice, bob, closed, file_of):
    add_member(group=closed, person=bob)
    fill(closed, alice, file_of)
    Group.objects.filter(pk=closed.pk).update(archived_at=timezone.now())
    assert set(found(api_of(bob))) == KINDS
    assert "Archived" in found(api_of(bob), kind="group")["group"][0]


def test_messages_and_their_files_only_in_ones_own_threads(api_of, alice, bob, carol, file_of):
    thread, _ = create_thread(creator=alice, people=[bob])
    send_message(thread=thread, author=bob, text=WORD, client_id="a", files=[file_of(bob, name=f"{WORD}.txt").pk])
    assert set(found(api_of(alice))) == {"message", "file"}
    assert found(api_of(carol)) == {}


def test_leavers_words_stay(api_of, alice, bob, carol, say):
    say(carol, f"{WORD} stays")
    deactivate(person=carol, by=alice)
    assert found(api_of(bob)) == {"post": [f"{WORD} stays"]}
    assert "person" not in found(api_of(bob), q="carol")


def test_filters_by_person_group_and_day(api_of, alice, bob, news, closed, say):
    old = say(bob, f"{WORD} old")
    Post.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=40))
    say(bob, f"{WORD} new")
    say(alice, f"{WORD} hers")
    say(alice, f"{WORD} closed", group=closed)
    api, week = api_of(alice), (timezone.now() - timedelta(days=7)).date().isoformat()
    assert found(api, by=str(bob.pk)) == {"post": [f"{WORD} new", f"{WORD} old"]}
    assert found(api, group=str(closed.pk)) == {"post": [f"{WORD} closed"]}
    assert found(api, by=str(bob.pk), since=week) == {"post": [f"{WORD} new"]}
    assert found(api, by=str(bob.pk), until=week) == {"post": [f"{WORD} old"]}
    assert found(api, kind="group,person") == {"group": [found(api, kind="group")["group"][0]]}


@pytest.mark.parametrize(
    ("query", "status", "field"),
    [
        ({"kind": "moon"}, 400, "kind"),
        ({"since": "yesterday"}, 400, "since"),
        ({"since": "2026-02-02", "until": "2026-02-01"}, 400, "until"),
        ({"kind": "post", "limit": "0"}, 400, "limit"),
        ({"by": "999999"}, 404, None),
        ({"group": "x"}, 404, None),
    ],
)
def test_bad_questions_are_told(api_of, bob, query, status, field):
    answer = api_of(bob).get(SEARCH, {"q": WORD, **query})
    assert answer.status_code == status
    assert field is None or list(answer.json()["fields"]) == [field]


def test_a_secret_group_is_no_filter_for_outsiders(api_of, bob, secret):
    assert api_of(bob).get(SEARCH, {"q": WORD, "group": secret.pk}).status_code == 404


@pytest.mark.parametrize("asked", ["", " ", "-x", "&|!", '"', "\0", "%", "_", "' \" \\ %", "🥐", "a" * 10_000])
def test_odd_questions_are_answered(api_of, client_of, bob, say, asked):
    say(bob, "bread")
    assert api_of(bob).get(SEARCH, {"q": asked}).status_code == 200
    assert client_of(bob).get(PAGE, {"q": asked}).status_code == 200


def test_signed_out_wrong_verb_and_another_company(api_of, client_of, stranger, bob, gina, globex, say):
    say(bob, f"{WORD} of Acme")
    assert stranger.get(SEARCH, {"q": WORD}).status_code == 401
    assert api_of(bob).post(SEARCH).status_code == 405
    assert stranger.get(PAGE).status_code == 302
    assert client_of(bob).post(PAGE).status_code == 405
    with inside(globex):
        create_post(group=Group.objects.get(), author=gina, text=f"{WORD} of Globex")
    assert found(api_of(gina)) == {"post": [f"{WORD} of Globex"]}


@pytest.mark.parametrize("lately", [5_000, 1])
def test_common_and_rare_words_are_found_with_the_same_rights(
    api_of, monkeypatch, alice, bob, secret, say, answer, lately
):
    monkeypatch.setattr("feed.results.LATELY", lately)
    first = say(bob, f"{WORD} first")
    answer(alice, first, f"{WORD} comment")
    answer(alice, say(alice, f"{WORD} hidden", group=secret), f"{WORD} hidden too")
    say(bob, "something else")
    say(bob, "and else")
    assert found(api_of(bob)) == {"post": [f"{WORD} first"], "comment": [f"{WORD} comment"]}


def test_it_costs_the_same_queries_however_much_is_found(api_of, bob, say, answer):
    api, counts = api_of(bob), []
    for number in (1, 5):
        for _ in range(number):
            answer(bob, say(bob, WORD), WORD)
        api.get(SEARCH, {"q": WORD})
        with CaptureQueriesContext(connection) as queries:
            api.get(SEARCH, {"q": WORD})
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_page_shows_what_was_found_and_keeps_what_was_asked(client_of, alice, bob, say):
    say(bob, f"<b>{WORD}</b> here")
    page = client_of(alice).get(PAGE, {"q": WORD, "by": "bob brown", "period": "week"}).content.decode()
    assert f"&lt;b&gt;<mark>{WORD}</mark>&lt;/b&gt;" in page
    assert 'value="bob brown"' in page
    assert '<option value="week" selected>' in page
    assert "There is no such colleague." in client_of(alice).get(PAGE, {"q": WORD, "by": "nobody"}).content.decode()
    assert "Nothing found for “zzz”" in client_of(alice).get(PAGE, {"q": "zzz"}).content.decode()
    assert "What are you looking for?" in client_of(alice).get(PAGE).content.decode()


def test_of_one_kind_the_page_shows_more(client_of, bob, say):
    for number in range(8):
        say(bob, f"{WORD} {number}")
    client = client_of(bob)
    assert "kind=post" in client.get(PAGE, {"q": WORD}).content.decode()
    assert client.get(PAGE, {"q": WORD, "kind": "post"}).content.decode().count(f"<mark>{WORD}</mark>") == 8


def test_too_many_searches_are_told_so(client_of, api_of, monkeypatch, bob):
    monkeypatch.setattr("search.asking.SEARCHES_AT_ONCE", 1)
    monkeypatch.setattr("search.asking.SEARCHES_A_SECOND", 0.001)
    api = api_of(bob)
    api.get(SEARCH, {"q": WORD})
    assert api.get(SEARCH, {"q": WORD}).status_code == 429
    assert "too fast" in client_of(bob).get(PAGE, {"q": WORD}).content.decode()
