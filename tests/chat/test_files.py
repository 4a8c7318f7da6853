"""Pictures and files in messages: who gets the bytes, and what is refused."""

from __future__ import annotations

import struct
import zlib

import pytest
from django.core.files.storage import default_storage
from django.http import Http404

from chat.access import may_read_file, readers_of_message, thread_for
from chat.actions import delete_message, remove_member, send_message
from chat.fragments import message_html
from chat.models import Member, Message
from content.models import File
from core.schema import inside
from tests.chat.conftest import say
from tests.content.conftest import picture


@pytest.fixture
def sent(file_of):
    """`sent(alice, thread)`: a message of Alice's with one file, and that file."""

    def made(author, thread, content: bytes = b"some bytes", **about):
        file = file_of(author, content, **about)
        message, _new = send_message(thread=thread, author=author, client_id=f"with-{file.pk}", files=[str(file.pk)])
        file.refresh_from_db()
        return message, file

    return made


def bytes_of(client, file: File):
    return client.get(f"/files/{file.pk}/original/{file.name}")


def test_a_message_may_be_a_picture_alone(api_of, alice, thread, file_of, heard):
    file = file_of(alice, picture(), "boat.jpg")
    answer = api_of(alice).post(f"threads/{thread.pk}/messages", client_id="1", files=[str(file.pk)])
    assert answer.status_code == 201, answer.content
    assert [each["id"] for each in answer.json()["files"]] == [str(file.pk)]
    assert heard.last()[0].files[0]["state"] == "preparing"


def test_its_fragment_reserves_the_room_and_says_no_word(alice, thread, sent):
    message, file = sent(alice, thread, picture(60, 40), name="boat.jpg")
    html = message_html(message)
    assert f'<file-waiting class="file file--picture file--waiting" data-file="{file.pk}"' in html
    assert 'viewBox="0 0 60 40"' in html
    assert "prepared" not in html
    assert 'class="bubble' not in html


def test_members_get_the_bytes_and_nobody_else(client_of, alice, bob, carol, thread, sent):
    _message, file = sent(alice, thread)
    assert bytes_of(client_of(bob), file).getvalue() == b"some bytes"
    assert bytes_of(client_of(carol), file).status_code == 404


def test_another_company_with_equal_ids_gets_nothing(client_of, alice, gina, globex, thread, sent):
    _message, file = sent(alice, thread)
    assert bytes_of(client_of(gina), file).status_code == 404
    with inside(globex):
        assert not may_read_file(gina, file)


def test_who_is_signed_out_gets_nothing(stranger, alice, thread, sent):
    _message, file = sent(alice, thread)
    assert bytes_of(stranger, file).status_code == 404


def test_after_the_message_is_removed_the_bytes_are_gone(client_of, alice, bob, thread, sent):
    message, file = sent(alice, thread)
    delete_message(message=message)
    assert bytes_of(client_of(bob), file).status_code == 404
    assert bytes_of(client_of(alice), file).status_code == 404


def test_after_leaving_the_bytes_are_gone(client_of, alice, bob, group, sent):
    _message, file = sent(alice, group)
    remove_member(thread=group, person=bob, by=alice)
    assert bytes_of(client_of(bob), file).status_code == 404
    assert bob.pk not in readers_of_message(file.holder)


def test_a_newcomer_sees_only_what_stands_behind_their_beginning(client_of, alice, carol, group, sent):
    message, file = sent(alice, group)
    Member.objects.filter(thread=group, person=carol).update(from_seq=message.seq)
    assert bytes_of(client_of(carol), file).status_code == 404
    assert carol.pk not in readers_of_message(message.pk)
    _message, later = sent(alice, group)
    assert bytes_of(client_of(carol), later).status_code == 200


def test_all_who_see_it_hear_when_a_picture_is_prepared(alice, bob, thread, sent):
    message, _file = sent(alice, thread)
    assert set(readers_of_message(message.pk)) == {alice.pk, bob.pk}
    assert readers_of_message(10**9) == []


@pytest.mark.parametrize("many", [11, 30])
def test_eleven_files_are_too_many(api_of, alice, thread, file_of, many):
    files = [str(file_of(alice).pk) for _ in range(many)]
    answer = api_of(alice).post(f"threads/{thread.pk}/messages", client_id="1", files=files)
    assert (answer.status_code, answer.json()["code"]) == (400, "too_many_files")
    assert not Message.objects.filter(thread=thread).exists()


def test_a_file_of_somebody_else_is_not_there(api_of, alice, bob, thread, file_of):
    file = file_of(bob)
    answer = api_of(alice).post(f"threads/{thread.pk}/messages", client_id="1", files=[str(file.pk)])
    assert (answer.status_code, answer.json()["code"]) == (409, "file_gone")


def test_the_same_file_twice_is_there_once(api_of, alice, thread, file_of):
    file = str(file_of(alice).pk)
    answer = api_of(alice).post(f"threads/{thread.pk}/messages", client_id="1", files=[file, file])
    assert [each["id"] for each in answer.json()["files"]] == [file]
    assert Message.objects.get(thread=thread).file_count == 1


def test_a_file_that_is_in_another_message_stays_there(api_of, alice, thread, sent):
    _message, file = sent(alice, thread)
    answer = api_of(alice).post(f"threads/{thread.pk}/messages", client_id="2", files=[str(file.pk)])
    assert answer.status_code == 409


def test_a_retry_sends_the_files_once(api_of, alice, thread, file_of):
    body = {"client_id": "1", "files": [str(file_of(alice).pk)]}
    first, second = [api_of(alice).post(f"threads/{thread.pk}/messages", **body) for _ in range(2)]
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["files"] == second.json()["files"]


def test_neither_words_nor_files_is_nothing_to_say(api_of, alice, thread):
    assert api_of(alice).post(f"threads/{thread.pk}/messages", client_id="1", files=[]).status_code == 400


@pytest.mark.parametrize("files", ["7", [None], [{}], ["x"], [-1]])
def test_nonsense_for_files_is_refused(api_of, alice, thread, files):
    answer = api_of(alice).post(f"threads/{thread.pk}/messages", client_id="1", files=files)
    assert answer.status_code in {400, 404}
    assert not Message.objects.filter(thread=thread).exists()


def test_a_name_that_climbs_folders_stays_a_name(alice, thread, sent, client_of):
    _message, file = sent(alice, thread, name="../../x")
    assert "/" not in file.name
    assert ".." not in file.path
    assert default_storage.exists(f"{file.path}/raw")
    assert bytes_of(client_of(alice), file).status_code == 200


def test_a_drawing_with_a_script_is_only_a_download(alice, thread, sent, client_of):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    message, file = sent(alice, thread, svg, name="evil.svg")
    answer = bytes_of(client_of(alice), file)
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "<img" not in message_html(message)


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is so large, in a few bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("width", "height"), [(60_000, 60_000), (8_000, 5_001)])
def test_more_than_40_megapixels_are_refused_before_they_are_unpacked(client_of, alice, width, height):
    answer = client_of(alice).post("/api/v1/files?name=bomb.png", bomb(width, height), content_type="image/png")
    assert (answer.status_code, answer.json()["code"]) == (400, "too_many_pixels")


def test_a_thread_one_was_removed_from_takes_no_files(api_of, alice, bob, group, file_of):
    file = file_of(bob)
    remove_member(thread=group, person=bob, by=alice)
    answer = api_of(bob).post(f"threads/{group.pk}/messages", client_id="1", files=[str(file.pk)])
    assert answer.status_code == 404
    file.refresh_from_db()
    assert not file.is_held


def test_the_list_says_what_a_message_without_words_is(client_of, alice, bob, thread, sent):
    sent(alice, thread, picture(), name="boat.jpg")
    assert "1 picture" in client_of(bob).get("/chat/").text
    sent(alice, thread, name="plan.txt")
    assert "plan.txt" in client_of(bob).get("/chat/").text
    say(alice, thread, "words")
    assert "plan.txt" not in client_of(bob).get("/chat/rows/").text


def test_a_stranger_has_no_thread_to_look_into(carol, thread):
    with pytest.raises(Http404):
        thread_for(carol, thread.pk)
