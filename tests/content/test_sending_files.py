"""Files on their way in: what is taken, as what, and what is refused with nothing left of it."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from content.files.arriving import spool
from content.models import File, Space
from core.errors import Refusal, TooLarge
from core.pictures import BadPicture, open_picture
from tests.content.conftest import picture, stored

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def _with_odd_exif() -> bytes:
    """Turned, and its width is written in letters."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "x"
    return picture(exif=exif).replace(b"\x01\x0f\0\2", b"\x01\0\0\2")


def refused(answer, status, code):
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["text"]
    assert File.objects.count() == 0
    assert stored() == []


def test_a_file_comes_as_the_bare_body(send, bob):
    answer = send(bob, b"hello", "notes.txt", alt_text="Notes")
    assert answer.status_code == 201
    data = answer.json()
    assert (data["kind"], data["name"], data["size"], data["state"]) == ("file", "notes.txt", 5, "ready")
    assert File.objects.get().uploader == bob
    assert len(stored()) == 1


def test_a_form_with_a_file_is_taken_too(api_of, bob):
    file = SimpleUploadedFile("notes.txt", b"hello")
    answer = api_of(bob).post("/api/v1/files", {"file": file, "client_id": "1"}, format="multipart")
    assert (answer.status_code, answer.json()["name"]) == (201, "notes.txt")


def test_a_retry_returns_the_first(send, bob):
    first, second = (send(bob, b"hello", "a.txt", client_id="abc") for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"]
    assert len(stored()) == 1


def test_another_person_s_client_id_is_their_own(send, bob, carol):
    assert send(bob, b"hello", client_id="abc").json()["id"] != send(carol, b"hello", client_id="abc").json()["id"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("../x", "x"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\r\nSet-Cookie: x.txt", "a Set-Cookie: x.txt"),
        (".htaccess", "htaccess"),
        ("", "file"),
        ("..", "file"),
        ("été 2026 «plan».pdf", "été 2026 «plan».pdf"),
    ],
)
def test_a_name_is_only_a_name(send, bob, name, kept):
    assert send(bob, b"hello", name).json()["name"] == kept


def test_a_long_name_keeps_its_ending(send, bob):
    name = send(bob, b"hello", "x" * 400 + ".pdf").json()["name"]
    assert len(name) == 180
    assert name.endswith(".pdf")


def test_the_size_of_a_picture_is_known_at_once_and_upright(send, bob):
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112] = 6
    data = send(bob, picture(60, 40, exif=exif)).json()
    assert (data["kind"], data["width"], data["height"], data["state"]) == ("picture", 40, 60, "preparing")


@pytest.mark.parametrize("name", ["photo.jpg", "photo.svg", "page.html"])
def test_what_a_file_is_called_does_not_make_it_what_it_is(send, bob, name):
    data = send(bob, SVG, name).json()
    assert (data["kind"], data["mime"]) == ("file", "application/octet-stream")


def test_what_was_said_of_its_type_is_not_believed(api_of, bob):
    answer = api_of(bob).generic("POST", "/api/v1/files?name=a.jpg", SVG, content_type="image/jpeg")
    assert (answer.json()["kind"], answer.json()["mime"]) == ("file", "application/octet-stream")


def test_a_zip_bomb_is_a_file_that_nobody_opens(send, bob):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(50_000_000))
    data = send(bob, out.getvalue(), "bomb.zip").json()
    assert (data["kind"], data["size"]) == ("file", len(out.getvalue()))


def test_40_megapixels_are_the_most(send, bob):
    refused(send(bob, picture(8001, 5000, "PNG"), "large.png"), 400, "too_many_pixels")


def test_a_picture_that_cannot_be_opened_is_refused(send, bob):
    refused(send(bob, b"\xff\xd8\xff" + bytes(200)), 400, "broken")


def test_a_decompression_bomb_is_refused_by_what_its_head_says(send, bob):
    head = bytearray(picture(10, 10, "PNG"))
    head[16:24] = (60_000).to_bytes(4, "big") * 2
    assert send(bob, bytes(head)).status_code == 400
    assert stored() == []


BREAKS = {  # what each decoder raises is its own: RuntimeError, struct.error
    "without an image in it": picture(kind="AVIF").replace(b"iloc", b"free"),
    "with a width in letters": _with_odd_exif(),
}


@pytest.mark.parametrize("content", BREAKS.values(), ids=BREAKS)
def test_a_picture_that_breaks_its_decoder_is_broken(content):
    with pytest.raises(BadPicture):
        open_picture(io.BytesIO(content), len(content))


def test_a_file_that_breaks_its_decoder_is_refused(send, bob):
    refused(send(bob, BREAKS["without an image in it"], "a.avif"), 400, "broken")


def box(name: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I4s", 8 + len(content), name) + content


SOUND = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + b"soun" + bytes(12))))
FOREVER = bytes(12) + struct.pack(">II", 1, 2**32 - 1) + bytes(20)
WAVE = b"RIFF    WAVEfmt \x10\0\0\0\1\0\1\0" + struct.pack("<II", 1, 1) + b"\2\0\x10\0data    "


@pytest.mark.parametrize(
    "recording",
    [
        box(b"ftyp", b"isom") + box(b"moov", SOUND + box(b"mvhd")),
        box(b"ftyp", b"isom") + box(b"moov", SOUND + box(b"mvhd", FOREVER)),
        WAVE + bytes(3_000_000),
    ],
    ids=["says nothing", "136 years", "one byte a second"],
)
def test_a_recording_s_own_word_on_its_length_is_believed_within_reason(send, bob, recording):
    answer = send(bob, recording, "a.mp4", duration="1500")
    assert (answer.status_code, answer.json()["kind"], answer.json()["duration"]) == (201, "audio", 1500)


def test_an_empty_file_is_refused(api_of, bob):
    refused(api_of(bob).generic("POST", "/api/v1/files", b"", CONTENT_LENGTH="0"), 400, "empty")


def test_5_gb_are_refused_before_a_byte_is_read(api_of, bob):
    answer = api_of(bob).generic("POST", "/api/v1/files", b"x", CONTENT_LENGTH=str(5 * 1024**3))
    refused(answer, 413, "too_large")


def test_more_than_a_file_may_weigh_is_refused(settings, send, bob):
    settings.LARGEST_FILE = 100
    refused(send(bob, bytes(101)), 413, "too_large")


def test_a_body_that_lies_about_its_length_is_stopped_at_the_limit():
    with pytest.raises(TooLarge):
        spool(io.BytesIO(bytes(200)), declared=50, most=100)


def test_without_a_length_nothing_is_read(api_of, bob):
    refused(api_of(bob).generic("POST", "/api/v1/files", b"x", CONTENT_LENGTH=""), 411, "length_required")


def test_what_is_cut_off_is_not_kept():
    with pytest.raises(Refusal, match="did not arrive whole"):
        spool(io.BytesIO(bytes(60)), declared=100, most=100)


def test_a_company_has_so_much_room_and_no_more(settings, send, bob):
    settings.COMPANY_SPACE = 10
    assert send(bob, bytes(6)).status_code == 201
    answer = send(bob, bytes(6))
    assert (answer.status_code, answer.json()["code"]) == (413, "no_space")
    assert Space.objects.get().used == 6
    assert len(stored()) == 1


def test_one_person_does_not_fill_it_alone_with_what_nothing_holds(settings, send, api_of, bob, carol):
    settings.COMPANY_SPACE, settings.LARGEST_FILE = 100, 6
    first = send(bob, bytes(6)).json()
    answer = send(bob, bytes(6))
    assert (answer.status_code, answer.json()["code"]) == (413, "too_many_waiting")
    assert send(carol, bytes(6)).status_code == 201
    api_of(bob).delete(f"/api/v1/files/{first['id']}")
    assert send(bob, bytes(6)).status_code == 201


def test_nothing_stays_if_the_row_cannot_be_written(monkeypatch, send, bob):
    from content.actions import files

    monkeypatch.setattr(files, "_claim_space", lambda size: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        send(bob, b"hello")
    assert stored() == []


def test_strangers_send_nothing(stranger):
    assert stranger.post("/api/v1/files?name=x", b"hello", content_type="text/plain").status_code == 401
    assert File.objects.count() == 0


def test_a_page_must_prove_that_it_is_ours_and_its_body_stays_unread_until_then(client_of, bob):
    client = client_of(bob)
    client.handler.enforce_csrf_checks = True
    refused = client.generic("POST", "/api/v1/files?name=a", b"x", content_type="application/octet-stream")
    assert refused.status_code == 403
    client.cookies["csrftoken"] = token = "a" * 32
    sent = {"content_type": "application/octet-stream", "headers": {"X-CSRFToken": token}}
    assert client.generic("POST", "/api/v1/files?name=a", b"x", **sent).status_code == 201
