"""Search without words, in one group, and page by page: what is found, and that strangers find no more by it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import TextField, Value
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chat.actions import create_thread, send_message
from chat.models import Thread
from content.models.folded import Folded
from core.folding import fold
from feed.models import Comment, Post
from groups.actions import add_member, create_group, remove_member
from groups.models import Group
from people.models import User
from tests.search.test_search import PAGE, SEARCH, WORD, found


@pytest.fixture
def bakers(alice, bob, file_of, say, answer):
    """A closed group with a conversation, Alice and Bob in it, and something of each kind."""
    group = create_group(name="Bakers", kind=Group.Kind.CLOSED, creator=alice, with_chat=True)
    add_member(group=group, person=bob)
    post = say(bob, "Oven one is out", group=group, files=[file_of(bob, name="Öfen.pdf").pk])
    answer(alice, post, "Since when?", files=[file_of(alice, name="Fenêtre.pdf").pk])
    thread = Thread.objects.get(group=group)
    sent = [file_of(bob, name="Four à pain.pdf").pk]
    send_message(thread=thread, author=bob, text="I call them", client_id="a", files=sent)
    return group


def test_a_person_alone_finds_all_that_they_wrote_where_one_may_read(api_of, alice, bob, carol, bakers, say):
    say(bob, "Hello all")
    mine = found(api_of(alice), q="", by=str(bob.pk))
    assert mine["post"] == ["Hello all", "Oven one is out"]
    assert mine["message"] == ["I call them"]
    assert len(mine["file"]) == 2
    assert found(api_of(carol), q="", by=str(bob.pk)) == {"post": ["Hello all"]}


def test_a_group_alone_finds_its_people_conversation_words_and_files(api_of, alice, bob, bakers):
    there = found(api_of(alice), q="", group=str(bakers.pk))
    assert there.keys() == {"person", "thread", "post", "comment", "message", "file"}
    assert (len(there["person"]), there["comment"], there["message"]) == (2, ["Since when?"], ["I call them"])
    assert len(there["file"]) == 3
    assert found(api_of(alice), q="call", group=str(bakers.pk)) == {"message": ["I call them"]}
    assert len(found(api_of(alice), q="bob", group=str(bakers.pk))["person"]) == 1
    other = create_group(name="Others", creator=alice)
    assert found(api_of(alice), q="", group=str(other.pk)).keys() == {"person"}


def test_a_closed_group_shows_outsiders_who_is_in_it_and_nothing_else(api_of, bob, carol, bakers):
    assert found(api_of(carol), q="", group=str(bakers.pk)).keys() == {"person"}
    remove_member(group=bakers, person=bob)
    assert found(api_of(bob), q="", group=str(bakers.pk)).keys() == {"person"}


def test_a_secret_group_shows_who_is_asked_in_its_name_alone(api_of, alice, bob, carol, bakers):
    from groups.actions import invite_people

    Group.objects.filter(pk=bakers.pk).update(kind=Group.Kind.SECRET)
    assert api_of(carol).get(SEARCH, {"group": bakers.pk}).status_code == 404
    invite_people(group=bakers, people=[carol], by=alice)
    assert found(api_of(carol), q="", group=str(bakers.pk)) == {}


def test_days_alone_narrow_too(api_of, alice, bob, say, answer):
    old, new = say(bob, "Long ago"), say(bob, "Just now")
    answer(bob, new, "And so on")
    thread, _ = create_thread(creator=alice, people=[bob])
    first, _ = send_message(thread=thread, author=bob, text="An old word", client_id="a")
    send_message(thread=thread, author=bob, text="A new word", client_id="b")
    then = timezone.now() - timedelta(days=40)
    Post.objects.filter(pk=old.pk).update(created_at=then)
    type(first).objects.filter(pk=first.pk).update(created_at=then)
    week = (timezone.now() - timedelta(days=7)).date().isoformat()
    assert found(api_of(alice), q="", since=week) == {
        "post": ["Just now"],
        "comment": ["And so on"],
        "message": ["A new word"],
    }
    assert found(api_of(alice), q="", until=week) == {"post": ["Long ago"], "message": ["An old word"]}


def test_a_long_text_without_words_ends_where_it_is_cut(api_of, bob, say):
    say(bob, "bread " * 100)
    (shown,) = found(api_of(bob), q="", by=str(bob.pk))["post"]
    assert (len(shown), shown[-1]) == (221, "…")


def test_without_words_and_filters_nothing_is_found(api_of, bob, say):
    say(bob)
    assert found(api_of(bob), q="") == found(api_of(bob), q="-hello", kind="post,comment,message") == {}


@pytest.mark.parametrize("typed", ["fenetre", "FENÊTRE", "ofen", "Öfen", "four a pain", "fen%tre", "fen_tre"])
def test_names_of_files_are_found_without_their_accents(api_of, alice, bakers, typed):
    names = {"f": "Fenêtre.pdf", "o": "Öfen.pdf", "ö": "Öfen.pdf"}
    sections = api_of(alice).get(SEARCH, {"q": typed, "kind": "file"}).json()["sections"]
    titles = [row["title"] for section in sections for row in section["results"]]
    right = [] if {"%", "_"} & set(typed) else [names[typed[0].lower()] if " " not in typed else "Four à pain.pdf"]
    assert titles == right


def pages(api, **asked):
    """All that is found of one kind, three at a time."""
    got, cursor = [], None
    for _ in range(20):
        more = {"cursor": cursor} if cursor else {}
        sections = api.get(SEARCH, {"limit": 3, **asked, **more}).json()["sections"]
        got += [row["id"] for section in sections for row in section["results"]]
        cursor = sections[0]["next"] if sections else None
        if not cursor:
            return got
    raise AssertionError("it never ends")


@pytest.mark.parametrize("word", [WORD, ""])
@pytest.mark.parametrize("lately", [5_000, 2])
def test_page_by_page_each_is_found_once(api_of, monkeypatch, alice, bob, news, file_of, say, answer, word, lately):
    monkeypatch.setattr("feed.results.LATELY", lately)
    thread, _ = create_thread(creator=alice, people=[bob])
    post, more = say(bob, f"{WORD} first"), {"person": [], "post": [], "comment": [], "message": [], "file": []}
    more["post"].append(post)
    for number in range(7):
        files = [file_of(bob, name=f"{WORD} {number}.txt") for _ in range(3)]
        more["post"].append(say(bob, f"{WORD} {number}", files=[files[0].pk]))
        more["comment"].append(answer(bob, post, f"{WORD} {number}", files=[files[1].pk]))
        sent = {"text": f"{WORD} {number}", "client_id": str(number), "files": [files[2].pk]}
        more["message"].append(send_message(thread=thread, author=bob, **sent)[0])
        more["file"] += files
    Comment.objects.filter(post=post).update(created_at=timezone.now())  # all at one moment: the key decides
    for kind in ("post", "comment", "message", "file"):
        wanted = [str(row.pk) for row in reversed(more[kind])]
        assert pages(api_of(alice), q=word, kind=kind, by=str(bob.pk)) == wanted, kind
        if word:
            assert pages(api_of(alice), q=word, kind=kind) == wanted, kind


def test_people_and_groups_go_on_as_well(api_of, alice, news):
    made = {str(create_group(name=f"{WORD} {number}", creator=alice).pk) for number in range(7)}
    got = pages(api_of(alice), q=WORD, kind="group")
    assert (len(got), set(got)) == (7, made)
    assert len(set(pages(api_of(alice), q="", kind="person", group=str(news.pk), limit=1))) == 3


def test_a_cursor_shows_strangers_nothing(api_of, alice, carol, gina, bakers, say):
    for number in range(8):
        say(alice, f"{WORD} {number}", group=bakers)
    section = api_of(alice).get(SEARCH, {"q": WORD, "kind": "post"}).json()["sections"][0]
    assert section["more"] is True
    asked = {"q": WORD, "cursor": section["next"]}
    assert len(api_of(alice).get(SEARCH, asked).json()["sections"][0]["results"]) == 2
    assert api_of(carol).get(SEARCH, asked).json() == {"sections": []}
    assert api_of(gina).get(SEARCH, asked).status_code == 400


@pytest.mark.parametrize("more", [{"cursor": "x"}, {"cursor": "WyJwb3N0Il0:abc"}, {"kind": "comment"}])
def test_a_cursor_edited_by_hand_is_told(api_of, client_of, bob, say, more):
    for number in range(8):
        say(bob, f"{WORD} {number}")
    cursor = api_of(bob).get(SEARCH, {"q": WORD, "kind": "post"}).json()["sections"][0]["next"]
    answer = api_of(bob).get(SEARCH, {"q": WORD, "cursor": cursor, **more})
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["cursor"])
    assert client_of(bob).get(PAGE, {"q": WORD, "cursor": "x"}).status_code == 200


def test_filters_alone_cost_the_same_queries_however_much_is_found(api_of, bob, say, answer):
    api, counts = api_of(bob), []
    for number in (1, 5):
        for _ in range(number):
            answer(bob, say(bob, "Hello"), "Yes")
        api.get(SEARCH, {"by": bob.pk})
        with CaptureQueriesContext(connection) as queries:
            api.get(SEARCH, {"by": bob.pk})
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_page_goes_on(client_of, bob, say):
    for number in range(31):
        say(bob, f"{WORD} number {number}.")
    page = client_of(bob).get(PAGE, {"by": "bob brown", "kind": "post"})
    assert f"{WORD} number 0." not in page.text
    link = page.text.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    assert f"{WORD} number 0." in client_of(bob).get(PAGE + link).text
    nobody = client_of(bob).get(PAGE, {"by": "carol clark"}).text
    assert "Nothing found" in nobody
    assert "“”" not in nobody


@pytest.mark.parametrize(
    "name", ["Élodie Œuvrard", "Straße", "STRAẞE", "Ærø", "ŁÓDŹ", "Þór", "ﬁche", "ＡＢＣ", "Tình yêu", "l’été–2026"]
)
def test_the_database_folds_names_as_what_is_typed_is_folded(alice, name):
    folded = Folded(Value(name, output_field=TextField()))
    assert User.objects.filter(pk=alice.pk).values_list(folded, flat=True).get() == fold(name)
