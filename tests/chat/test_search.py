"""Finding messages by their words."""

from __future__ import annotations

import pytest

from chat.actions import delete_message, edit_message, remove_member
from chat.models import Member
from content.searching import excerpt_from
from tests.chat.conftest import say


def found(api, thread, text):
    return [row["text"] for row in api.get(f"threads/{thread.pk}/search", q=text).json()["results"]]


def section(api, text, kind="message"):
    sections = api.get("search", q=text, kind=kind).json()["sections"]
    return sections[0]["results"] if sections else []


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("We bake bread at night", "baking"),
        ("Les croissants sont prêts", "croissant pret"),
        ("Le café est fermé", "CAFE"),
        ("Schedule for the bakery", "sched"),
        ("sourdough starter and rye", '"sourdough starter"'),
        ("flour or sugar", "sugar -salt"),
        ("the the the", "the"),
        ("Rendez-vous demain", "rendez-vous"),
    ],
)
def test_words_are_found_in_both_languages_without_accents_and_only_begun(api_of, alice, thread, said, asked):
    say(alice, thread, said)
    say(alice, thread, "something else")
    assert found(api_of(alice), thread, asked) == [said]


def test_hits_come_newest_first_with_what_was_found(api_of, alice, bob, thread):
    for text in ("oven one", "no", "oven two"):
        say(bob, thread, text)
    answer = api_of(alice).get(f"threads/{thread.pk}/search", q="oven", limit=1).json()
    assert (answer["count"], answer["results"][0]["text"], answer["results"][0]["marks"]) == (2, "oven two", [[0, 4]])
    following = api_of(alice).get(f"threads/{thread.pk}/search", q="oven", cursor=answer["next"]).json()
    assert [row["text"] for row in following["results"]] == ["oven one"]


ODD = ["", " ", "-oven", "&|!", "()", '"', "' \" \\ %", ":*", "!!!", "or", "\0", "<b>", "🥐", "a" * 10_000]


@pytest.mark.parametrize("asked", ODD)
def test_odd_questions_are_answered_with_nothing_and_no_error(api_of, alice, thread, asked):
    say(alice, thread, "bread")
    answer = api_of(alice).get(f"threads/{thread.pk}/search", q=asked)
    assert answer.status_code == 200
    assert answer.json() == {"results": [], "next": None, "count": 0}
    assert api_of(alice).get("search", q=asked, kind="message").json() == {"sections": []}


def test_what_was_changed_or_removed_is_not_found_by_what_it_said(api_of, alice, thread):
    changed, removed = say(alice, thread, "cinnamon"), say(alice, thread, "cinnamon rolls")
    edit_message(message=changed, text="vanilla")
    delete_message(message=removed)
    assert found(api_of(alice), thread, "cinnamon") == []
    assert found(api_of(alice), thread, "vanilla") == ["vanilla"]


@pytest.mark.parametrize("common", [0, 2_000_000])
def test_a_search_over_all_threads_finds_only_what_one_may_see(
    api_of, monkeypatch, alice, bob, carol, gina, thread, group, common
):
    monkeypatch.setattr("chat.searching.COMMON", common)
    say(alice, thread, "saffron for two")
    old = say(alice, group, "saffron before")
    say(alice, group, "saffron after")
    Member.objects.filter(thread=group, person=carol).update(from_seq=old.seq)
    assert [row["text"] for row in section(api_of(carol), "saffron")] == ["saffron after"]
    assert len(section(api_of(bob), "saffron")) == 3
    assert section(api_of(gina), "saffron") == []
    remove_member(thread=group, person=bob, by=alice)
    assert [row["text"] for row in section(api_of(bob), "saffron")] == ["saffron for two"]


def test_everything_is_answered_in_sections_with_links_to_their_places(api_of, alice, bob, thread, group):
    message = say(bob, thread, "Bob has the key")
    sections = api_of(alice).get("search", q="bob").json()["sections"]
    kinds = {each["kind"]: each["results"][0] for each in sections}
    assert [*kinds] == ["person", "thread", "message"]
    assert kinds["message"]["link"] == f"/chat/{thread.pk}/?message={message.pk}"
    assert kinds["message"]["person"]["name"] == str(bob)
    assert kinds["thread"]["link"].startswith("/chat/")
    assert kinds["person"]["link"] == f"/people/{bob.pk}/"


def test_the_list_shows_messages_with_their_words_marked_and_nothing_else_as_markup(client_of, alice, thread):
    say(alice, thread, "<script>alert(1)</script> turmeric <b>bold</b>")
    page = client_of(alice).get("/chat/find/", {"q": "turmeric"}).content.decode()
    assert "<mark>turmeric</mark>" in page
    assert "<script>alert" not in page
    assert "<b>bold" not in page


def test_marks_are_places_in_the_text():
    assert excerpt_from("a \x02bold\x03 word").marks == [(2, 4)]
    assert excerpt_from("a \x02bold\x03 word").pieces == [("a ", False), ("bold", True), (" word", False)]


def test_an_excerpt_of_a_long_text_stands_around_the_first_word_found():
    excerpt = excerpt_from("before " * 40 + "\x02bold\x03" + " after" * 60)
    assert excerpt.text.startswith("…before")
    assert excerpt.text.endswith("…")
    assert len(excerpt.text) < 230
    assert excerpt.words == ["bold"]


def test_a_search_is_for_members_with_a_kind_that_is_there(api_of, stranger, alice, carol, gina, thread):
    say(alice, thread, "bread")
    for person in (carol, gina):
        assert api_of(person).get(f"threads/{thread.pk}/search", q="bread").status_code == 404
    assert stranger.get(f"/api/v1/threads/{thread.pk}/search?q=bread").status_code == 401
    assert stranger.get("/api/v1/search?q=bread").status_code == 401
    assert api_of(alice).get("search", q="bread", kind="secret").status_code == 400
    assert api_of(alice).post(f"threads/{thread.pk}/search").status_code == 405
    assert api_of(alice).post("search").status_code == 405
