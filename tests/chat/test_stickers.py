"""Stickers: the tray, sending one, and what a message shows of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.utils import translation

from chat.access import thread_for
from chat.actions import send_message
from chat.actions.stickers import make_pack, remove_pack, remove_sticker
from chat.fragments import message_html
from chat.models import Message, Sticker, StickerUse
from chat.rows import rows_of
from chat.stickers import DRAWN, PACKS, search_words
from chat.trays import RECENT
from core.errors import Refusal
from core.schema import inside
from tests.chat.conftest import say
from tests.chat.own import pack_of, picture

FOLDER = Path(__file__).resolve().parent.parent.parent / "static"
HELLO, HUG = "olo/hello", "olo/hug"


@pytest.fixture
def stick(thread):
    numbers = iter(range(1000))
    return lambda author, key, **more: send_message(
        thread=thread, author=author, client_id=f"stick-{next(numbers)}", sticker=key, **more
    )[0]


@pytest.fixture
def loaf(alice, run_tasks):
    """A sticker of Acme's own."""
    return pack_of(alice, "Bakery", run_tasks, "warm_loaf.png")[0]


def test_there_are_two_packs_of_sixteen_and_each_is_drawn():
    assert [len(pack.stickers) for pack in PACKS] == [16, 16]
    files = {str(path.relative_to(FOLDER)) for path in FOLDER.glob("img/stickers/*/*.svg")}
    assert files == {drawn.path for drawn in DRAWN.values()}


@pytest.mark.parametrize("key", DRAWN)
def test_a_drawing_is_small_square_and_does_nothing(key):
    svg = (FOLDER / DRAWN[key].path).read_text()
    assert len(svg) <= 6 * 1024
    assert 'viewBox="0 0 240 240"' in svg
    assert not re.search(r"<script|<style|<text|<image|<animate|\son\w+=|https?://(?!www\.w3\.org/2000/svg)", svg)


def test_the_tray_has_all_packs_with_names_in_the_callers_language(api_of, bob, loaf):
    bob.language = "fr"
    bob.save(update_fields=["language"])
    packs = {pack["id"]: pack for pack in api_of(bob).get("stickers").json()["results"]}
    assert list(packs) == ["olo", "work", f"company-{loaf.pack_id}"]
    assert packs["olo"]["stickers"][0] == {
        "key": HELLO,
        "name": "Bonjour",
        "words": search_words(HELLO),
        "url": DRAWN[HELLO].url,
    }
    own = packs[f"company-{loaf.pack_id}"]["stickers"]
    assert own == [{"key": loaf.key, "name": "warm loaf", "words": "warm loaf", "url": f"/files/{loaf.file_id}/thumb"}]


def test_a_sticker_is_found_by_words_of_both_languages():
    assert {"hello", "bonjour"} <= set(search_words(HELLO).split())


def test_an_empty_pack_is_in_nobodys_tray(api_of, alice):
    make_pack(name="Soon", by=alice)
    assert len(api_of(alice).get("stickers").json()["results"]) == 2


def test_what_was_sent_last_stands_first_and_twenty_four_are_kept(api_of, bob, thread, stick):
    for key in [*list(DRAWN)[:RECENT], HELLO]:
        stick(bob, key)
    assert api_of(bob).get("stickers").json()["recent"][0] == HELLO
    stick(bob, "work/done")
    recent = api_of(bob).get("stickers").json()["recent"]
    assert recent[:2] == ["work/done", HELLO]
    assert len(recent) == StickerUse.objects.filter(person=bob).count() == RECENT


def test_ones_recent_stickers_are_ones_own(api_of, bob, alice, stick):
    stick(bob, HELLO)
    assert api_of(alice).get("stickers").json()["recent"] == []


def test_a_sticker_is_sent_without_words(api_of, bob, alice, thread):
    answer = api_of(bob).post(f"threads/{thread.pk}/messages", client_id="s1", sticker=HELLO)
    assert answer.status_code == 201
    assert {name: answer.json()[name] for name in ("kind", "sticker", "text")} == {
        "kind": "sticker",
        "sticker": HELLO,
        "text": "",
    }
    again = api_of(bob).post(f"threads/{thread.pk}/messages", client_id="s1", sticker=HELLO)
    assert (again.status_code, again.json()["id"]) == (200, answer.json()["id"])


def test_a_companys_sticker_brings_its_name_and_picture_along(api_of, bob, thread, loaf):
    answer = api_of(bob).post(f"threads/{thread.pk}/messages", client_id="s1", sticker=loaf.key)
    assert answer.json()["detail"] == {"name": "warm loaf", "picture": f"/files/{loaf.file_id}/thumb"}


@pytest.mark.parametrize(
    "key", ["olo/nobody", "olo", "olo/", "../../x", "company/999", "company/x", "company/²", "company/", "\0", "x" * 60]
)
def test_an_unknown_sticker_is_refused_at_its_field(api_of, bob, thread, key):
    answer = api_of(bob).post(f"threads/{thread.pk}/messages", client_id="s1", sticker=key)
    assert answer.status_code == 400
    assert "sticker" in answer.json()["fields"]
    assert not Message.objects.exists()


def test_a_removed_sticker_is_refused_and_leaves_the_recent_ones(api_of, bob, alice, thread, loaf, stick):
    stick(bob, loaf.key)
    remove_sticker(sticker=loaf, by=alice)
    answer = api_of(bob).post(f"threads/{thread.pk}/messages", client_id="s2", sticker=loaf.key)
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["sticker"])
    assert api_of(bob).get("stickers").json()["recent"] == []


def test_another_companys_sticker_of_the_same_key_is_unknown_here(api_of, gina, globex, globex_thread, loaf):
    with inside(globex):
        assert not Sticker.objects.filter(pk=loaf.pk).exists()
    answer = api_of(gina).post(f"threads/{globex_thread.pk}/messages", client_id="s1", sticker=loaf.key)
    assert answer.status_code == 400


def test_a_sticker_goes_alone(api_of, bob, thread):
    answer = api_of(bob).post(f"threads/{thread.pk}/messages", client_id="s1", sticker=HELLO, text="and words")
    assert answer.status_code == 400
    assert "sticker" in answer.json()["fields"]


def test_a_sticker_cannot_be_changed_into_words(api_of, bob, stick):
    answer = api_of(bob).patch(f"messages/{stick(bob, HELLO).pk}", text="words")
    assert (answer.status_code, answer.json()["code"]) == (400, "sticker")


def test_a_sticker_can_be_taken_back(api_of, bob, stick):
    answer = api_of(bob).delete(f"messages/{stick(bob, HELLO).pk}")
    assert (answer.json()["sticker"], "data-sticker" in message_html(Message.objects.get())) == (None, False)


def test_the_fragment_holds_no_word_of_ours(bob, stick):
    with translation.override("fr"):
        html = message_html(stick(bob, HELLO))
    assert f'data-sticker="{HELLO}"' in html
    assert 'width="144" height="144" alt=""' in html
    assert "Bonjour" not in html


def test_a_message_goes_on_showing_a_sticker_of_a_pack_that_is_gone(client_of, bob, alice, loaf, stick):
    message = stick(bob, loaf.key)
    remove_pack(pack=loaf.pack, by=alice)
    html = message_html(Message.objects.get(pk=message.pk))
    assert f'src="/files/{loaf.file_id}/thumb"' in html
    assert 'alt="warm loaf"' in html
    assert client_of(bob).get(f"/files/{loaf.file_id}/thumb").status_code == 200


def test_a_forward_shows_a_sticker_that_is_gone_meanwhile(bob, alice, loaf, stick):
    first = stick(bob, loaf.key)
    remove_sticker(sticker=loaf, by=alice)
    assert stick(alice, loaf.key, forwarded_from=first).detail["name"] == "warm loaf"
    with pytest.raises(Refusal):
        stick(alice, loaf.key)


def test_a_sticker_can_answer_a_message_which_is_quoted_once(bob, alice, thread, stick):
    html = message_html(stick(bob, HELLO, reply_to=say(alice, thread, "coffee?")))
    assert html.count("data-quote=") == 1
    assert "coffee?" in html


def test_the_list_says_which_sticker_it_was(bob, alice, thread, stick):
    stick(bob, HUG)
    with translation.override("fr"):
        assert rows_of([thread_for(alice, thread.pk)], alice)[0].preview == "Un câlin (autocollant)"


@pytest.mark.parametrize("path", ["stickers", "emoji"])
def test_the_tray_is_for_people_who_signed_in(api_of, bob, stranger, path):
    assert stranger.get(f"/api/v1/{path}").status_code == 401
    assert api_of(bob).post(path).status_code == 405


def test_pictures_are_for_the_company_alone(client_of, carol, gina, stranger, loaf):
    address = f"/files/{loaf.file_id}/thumb"
    assert client_of(carol).get(address).status_code == 200
    assert client_of(gina).get(address).status_code == 404
    assert client_of(gina, host="acme.localhost").get(address).status_code == 404
    assert stranger.get(address).status_code == 404


def test_a_picture_that_is_not_prepared_yet_waits_outside_the_tray(api_of, alice):
    from chat.actions.stickers import add_stickers

    pack = make_pack(name="Bakery", by=alice)
    add_stickers(pack=pack, pictures=[("a.png", *picture())], by=alice)
    assert len(api_of(alice).get("stickers").json()["results"]) == 2
