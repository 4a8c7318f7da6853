"""Link cards under messages: PATCH messages/{id}/cards/{card}, and who may see their pictures."""

from __future__ import annotations

import pytest

from chat.actions import delete_message, remove_member
from chat.marking import may_see_card
from chat.models import Message, MessageCard
from content.models import Card
from core.schema import inside
from tests.chat.conftest import say
from tests.web import Web

PAGE = '<title>Plain</title><meta property="og:title" content="A fine page">'


@pytest.fixture
def linked(web: Web, alice, thread, run_tasks):
    """What Alice said to Bob, with the card of a page."""
    web.site("news.example", lambda visit: visit.say(PAGE))
    message = say(alice, thread, "Look: http://news.example/a")
    run_tasks()
    return message


def path(message) -> str:
    return f"messages/{message.pk}/cards/{MessageCard.objects.get(message=message).card_id}"


def titles(api, message) -> list[str]:
    return [card["title"] for card in api.get(f"messages/{message.pk}").json()["cards"]]


def test_a_page_that_a_message_links_to_is_shown_once_it_is_read(heard, web, alice, bob, thread, api_of, run_tasks):
    web.site("news.example", lambda visit: visit.say(PAGE))
    message = say(alice, thread, "Look: http://news.example/a")
    assert titles(api_of(bob), message) == []
    heard.clear()
    run_tasks()
    assert titles(api_of(bob), message) == ["A fine page"]
    event, to = heard.last()
    assert (event.type, to, "A fine page" in event.html) == ("chat.message_changed", {alice.pk, bob.pk}, True)


def test_a_message_counts_its_cards_and_an_edit_counts_anew(api_of, alice, linked):
    assert Message.objects.get(pk=linked.pk).card_count == 1
    api_of(alice).patch(f"messages/{linked.pk}", text="Look elsewhere")
    assert Message.objects.get(pk=linked.pk).card_count == 0
    assert titles(api_of(alice), linked) == []


def test_the_author_takes_a_card_away_for_everybody_and_brings_it_back(heard, api_of, alice, bob, linked):
    heard.clear()
    assert api_of(alice).patch(path(linked), hidden=True).json()["cards"] == []
    assert (heard.types(), titles(api_of(bob), linked)) == (["chat.message_changed"], [])
    assert api_of(alice).patch(path(linked), hidden=True).status_code == 200
    assert heard.types() == ["chat.message_changed"]
    assert api_of(alice).patch(path(linked), hidden=False).json()["cards"][0]["title"] == "A fine page"


def test_only_who_said_it_changes_its_card(api_of, bob, carol, gina, globex_thread, linked):
    assert api_of(bob).patch(path(linked), hidden=True).status_code in {403, 404}
    for person in (carol, gina):
        assert api_of(person).patch(path(linked), hidden=True).status_code == 404
    assert not MessageCard.objects.get(message=linked).hidden


def test_signed_out_is_401_the_wrong_method_405_and_another_card_404(stranger, api_of, alice, linked):
    assert stranger.patch(f"/api/v1/{path(linked)}").status_code == 401
    assert api_of(alice).put(path(linked)).status_code == 405
    for card in (0, "x", 10**17):
        assert api_of(alice).patch(f"messages/{linked.pk}/cards/{card}", hidden=True).status_code == 404


def test_hidden_is_yes_or_no(api_of, alice, linked):
    answer = api_of(alice).patch(path(linked), hidden="perhaps")
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["hidden"])


def test_a_card_is_seen_by_those_who_may_read_a_message_with_it(alice, bob, carol, gina, globex, linked):
    card = Card.objects.get()
    assert [may_see_card(card=card, person=person) for person in (alice, bob, carol)] == [True, True, False]
    with inside(globex):
        assert not may_see_card(card=card, person=gina)
    delete_message(message=linked)
    assert not may_see_card(card=card, person=bob)


def test_who_was_removed_from_a_group_sees_its_cards_no_more(web, alice, bob, group, run_tasks):
    web.site("news.example", lambda visit: visit.say(PAGE))
    say(alice, group, "http://news.example/a")
    run_tasks()
    assert may_see_card(card=Card.objects.get(), person=bob)
    remove_member(thread=group, person=bob, by=alice)
    assert not may_see_card(card=Card.objects.get(), person=bob)
