"""What is passed on with a message: a copy of its own, for those who see it there, whatever becomes of the source."""

from __future__ import annotations

import pytest

from chat.actions import delete_message, forward_message, remove_member, send_message
from chat.models import Message
from content.actions import erase_files
from content.models import File
from tests.chat.own import pack_of
from tests.chat.test_cards import PAGE
from tests.chat.test_voice import WEBM
from tests.content.conftest import picture

FILES = {"picture": (picture(), "boat.jpg"), "file": (b"words", "plan.pdf"), "voice": (WEBM, "note.webm")}


@pytest.fixture
def passed_on(alice, carol, thread, file_of, run_tasks):
    """`passed_on("voice")`: what Alice said to Bob and passed on to Carol, who is not in that thread."""

    def made(kind: str) -> tuple[Message, Message]:
        file = file_of(alice, *FILES[kind], alt_text="what it shows", duration=2_100 if kind == "voice" else None)
        more = {"waveform": [1, 50, 100]} if kind == "voice" else {"text": "Look"}
        source, _new = send_message(thread=thread, author=alice, client_id="s", files=[str(file.pk)], **more)
        run_tasks()
        source = Message.objects.get(pk=source.pk)
        [copy] = forward_message(message=source, by=alice, threads=[], people=[carol], client_id="f")
        run_tasks()
        return source, Message.objects.get(pk=copy.pk)

    return made


def opened(client, message: Message) -> int:
    return client.get(f"/files/{message.files[0].pk}/original/x").status_code


@pytest.mark.parametrize("kind", FILES)
def test_who_is_outside_of_the_source_opens_the_copy_and_not_the_source(client_of, bob, carol, passed_on, kind):
    source, copy = passed_on(kind)
    assert (opened(client_of(carol), copy), opened(client_of(carol), source)) == (200, 404)
    assert (opened(client_of(bob), copy), opened(client_of(bob), source)) == (404, 200)


@pytest.mark.parametrize("kind", FILES)
def test_the_copy_is_the_same_in_all_that_is_shown(api_of, alice, carol, passed_on, kind):
    source, copy = passed_on(kind)
    shown = api_of(carol).get(f"messages/{copy.pk}").json()
    before = api_of(alice).get(f"messages/{source.pk}").json()
    assert [shown[key] for key in ("kind", "text", "detail")] == [before[key] for key in ("kind", "text", "detail")]
    [one], [other] = shown["files"], before["files"]
    assert one["id"] != other["id"]
    same = ("kind", "name", "mime", "size", "width", "height", "duration", "alt_text", "state")
    assert [one[key] for key in same] == [other[key] for key in same]


@pytest.mark.parametrize("kind", FILES)
def test_the_copy_outlives_its_source(client_of, alice, bob, carol, passed_on, run_tasks, kind):
    source, copy = passed_on(kind)
    delete_message(message=source)
    assert (opened(client_of(carol), copy), opened(client_of(bob), source)) == (200, 404)
    erase_files(files=[source.files[0].pk])
    run_tasks()
    assert opened(client_of(carol), copy) == 200, "its bytes go with the last that has them"
    assert not File.objects.filter(pk=source.files[0].pk).exists()


def test_a_copy_that_is_taken_back_leaves_the_source(client_of, bob, carol, passed_on):
    source, copy = passed_on("file")
    delete_message(message=copy)
    assert (opened(client_of(carol), copy), opened(client_of(bob), source)) == (404, 200)


def test_who_is_removed_from_where_it_went_does_not_open_the_copy(client_of, alice, bob, carol, thread, group, file_of):
    file = file_of(bob, b"words", "a.txt")
    source, _new = send_message(thread=thread, author=bob, client_id="s", files=[str(file.pk)])
    [copy] = forward_message(message=source, by=alice, threads=[group], people=[], client_id="f")
    assert opened(client_of(carol), copy) == 200
    remove_member(thread=group, person=carol, by=alice)
    assert opened(client_of(carol), copy) == 404


@pytest.mark.parametrize("whose", ["ours", "the company's"])
def test_a_sticker_goes_on_after_its_source_is_gone(client_of, api_of, alice, carol, thread, run_tasks, whose):
    key = "olo/hello" if whose == "ours" else pack_of(alice, "Bakery", run_tasks, "loaf.png")[0].key
    source, _new = send_message(thread=thread, author=alice, client_id="s", sticker=key)
    [copy] = forward_message(message=source, by=alice, threads=[], people=[carol], client_id="f")
    delete_message(message=source)
    shown = api_of(carol).get(f"messages/{copy.pk}").json()
    assert (shown["kind"], shown["sticker"]) == ("sticker", key)
    assert api_of(carol).get(f"messages/{source.pk}").status_code == 404
    if whose != "ours":
        assert client_of(carol).get(shown["detail"]["picture"]).status_code == 200


def test_a_link_card_comes_along_and_stays(web, api_of, alice, carol, thread, run_tasks):
    web.site("news.example", lambda visit: visit.say(PAGE))
    source, _new = send_message(thread=thread, author=alice, client_id="s", text="Look: http://news.example/a")
    run_tasks()
    [copy] = forward_message(message=source, by=alice, threads=[], people=[carol], client_id="f")
    delete_message(message=source)
    run_tasks()
    assert [card["title"] for card in api_of(carol).get(f"messages/{copy.pk}").json()["cards"]] == ["A fine page"]
    assert api_of(carol).get(f"messages/{source.pk}").status_code == 404
