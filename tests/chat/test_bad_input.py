"""What no client of ours sends: each gets a clear answer of its kind, nothing is lost, and talk goes on."""

from __future__ import annotations

import zlib

import pytest

from chat.actions import remove_member
from chat.models import Message
from people.models import User
from tests.chat.conftest import say
from tests.chat.test_own_packs import chunk

LISTS = ["threads", "threads/{t}/messages", "threads/{t}/files", "threads/{t}/search?q=hi", "blocks", "scheduled"]
LISTS += ["reminders", "messages/{m}/reactions"]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def bomb() -> bytes:
    """A PNG of some kilobytes that says it is 60,000 by 60,000 pixels."""
    head = chunk(b"IHDR", (60_000).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0")
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1_000_000)) + chunk(b"IEND", b"")


def sent(api, content: bytes, name: str):
    return api.client.post(f"/api/v1/files?name={name}", content, content_type="application/octet-stream")


TEXTS = {
    "empty": ("", 400),
    "white": (" \n\t\u200b", 400),
    "20,000 characters": ("x" * 20_000, 400),
    "10 MB of Markdown": ("**[`" * (10 * 1024 * 256), 413),
}


@pytest.mark.parametrize("text", TEXTS)
def test_such_a_text_is_refused_and_the_next_one_goes_through(api_of, alice, thread, text):
    body, status = TEXTS[text]
    answer = api_of(alice).post(f"threads/{thread.pk}/messages", client_id="a", text=body)
    assert (answer.status_code, bool(answer.json()["text"])) == (status, True), answer.content
    assert api_of(alice).post(f"threads/{thread.pk}/messages", client_id="a", text="hi").status_code == 201
    assert [message.text for message in Message.objects.filter(thread=thread)] == ["hi"]


@pytest.mark.parametrize(
    "text", ["[" * 9_000, "*_" * 4_500, "> " * 4_500, "```\n" * 2_500, "@[1] " * 1_800, "`" * 9_999]
)
def test_markdown_made_to_hurt_is_a_message_like_any_other(api_of, alice, bob, thread, text):
    answer = api_of(alice).post(f"threads/{thread.pk}/messages?html=1", client_id="a", text=text)
    assert answer.status_code == 201
    assert api_of(bob).get(f"threads/{thread.pk}/messages", html=1).status_code == 200


def test_a_picture_that_is_a_bomb_is_refused(api_of, alice):
    answer = sent(api_of(alice), bomb(), "bomb.png")
    assert (answer.status_code, answer.json()["code"]) == (400, "too_many_pixels")


def test_a_drawing_with_a_script_is_kept_as_what_can_only_be_downloaded(api_of, client_of, alice, bob, thread, file_of):
    file = file_of(alice, SVG, "a.svg")
    assert api_of(alice).post(f"threads/{thread.pk}/messages", client_id="a", files=[str(file.pk)]).status_code == 201
    answer = client_of(bob).get(f"/files/{file.pk}/original/a.svg")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/octet-stream")
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_name_that_climbs_is_only_a_name(api_of, alice, file_of):
    file = file_of(alice, b"words", "../../x")
    assert (file.name, ".." in file.path) == ("x", False)


def test_an_answer_to_another_threads_message_is_refused(api_of, alice, thread, group):
    elsewhere = say(alice, group)
    answer = api_of(alice).post(f"threads/{thread.pk}/messages", client_id="a", text="hi", reply_to=str(elsewhere.pk))
    assert (answer.status_code, answer.json()["code"]) == (400, "other_thread")
    assert not Message.objects.filter(thread=thread).exists()


@pytest.mark.parametrize("emoji", ["yes", "", "👍👍", "<b>", "x" * 5_000, None, 7])
def test_a_reaction_with_a_word_is_refused(api_of, alice, bob, thread, emoji):
    message = say(alice, thread)
    answer = api_of(bob).post(f"messages/{message.pk}/reactions", emoji=emoji)
    assert (answer.status_code, bool(answer.json()["text"])) == (400, True)
    message.refresh_from_db()
    assert message.reactions == {}


def test_a_version_from_the_future_is_refused_at_its_field(api_of, alice, thread):
    say(alice, thread)
    answer = api_of(alice).get(f"threads/{thread.pk}/changes", since=10**9)
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["since"])


@pytest.mark.parametrize("cursor", ["-1", "0", "'; --", "é", "x" * 5_000, "\0"])
@pytest.mark.parametrize("path", LISTS)
def test_a_cursor_that_we_did_not_give_is_refused(api_of, alice, thread, path, cursor):
    message = say(alice, thread)
    path, _, query = path.format(t=thread.pk, m=message.pk).partition("?")
    answer = api_of(alice).get(path, cursor=cursor, **({"q": "hi"} if query else {}))
    assert (answer.status_code, bool(answer.json()["text"])) == (400, True)


def test_to_a_thread_one_was_just_removed_from_nothing_goes(api_of, alice, bob, group):
    api = api_of(bob)
    assert api.post(f"threads/{group.pk}/messages", client_id="a", text="hi").status_code == 201
    remove_member(thread=group, person=bob, by=alice)
    assert api.post(f"threads/{group.pk}/messages", client_id="b", text="still here?").status_code == 404
    assert not Message.objects.filter(text="still here?").exists()


def test_to_a_deactivated_partner_nothing_goes_and_all_can_be_read(api_of, alice, bob, thread):
    say(bob, thread, "bye")
    User.objects.filter(pk=bob.pk).update(is_active=False)
    answer = api_of(alice).post(f"threads/{thread.pk}/messages", client_id="a", text="hi")
    assert (answer.status_code, answer.json()["code"]) == (403, "person_left")
    assert api_of(alice).get(f"threads/{thread.pk}/messages").json()["results"][0]["text"] == "bye"


def test_of_two_devices_that_edit_at_once_the_second_is_told_and_nothing_is_lost(api_of, alice, thread):
    message, api = say(alice, thread, "first"), api_of(alice)
    phone = api.patch(f"messages/{message.pk}", text="from the phone", version=message.version)
    laptop = api.patch(f"messages/{message.pk}", text="from the laptop", version=message.version)
    assert (phone.status_code, laptop.status_code, laptop.json()["code"]) == (200, 409, "changed_meanwhile")
    assert Message.objects.get(pk=message.pk).text == "from the phone"
    place = f"drafts/thread:{thread.pk}"
    assert api.put(place, text="from the phone", version=0).status_code == 200
    late = api.put(place, text="from the laptop", version=0)
    assert (late.status_code, late.json()["text"]) == (409, "from the phone")
