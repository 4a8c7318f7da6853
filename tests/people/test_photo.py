"""Photos: what is taken, what is refused, and who may see them."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core.pictures import BadPicture, open_picture
from people.actions import set_photo
from people.models import User

UPLOAD = "/settings/photo/"


def picture(width=600, height=400, kind="JPEG", colour="red", **options):
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, kind, **options)
    return out.getvalue()


def upload(client, data, name="me.jpg", **more):
    return client.post(UPLOAD, {"photo": SimpleUploadedFile(name, data), **more})


def said(client):
    return client.get("/settings/profile/").content.decode()


def stored(person, small=False):
    person.refresh_from_db()
    name = User.small_photo(person.photo.name) if small else person.photo.name
    return Image.open(default_storage.open(name))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_a_photo_becomes_two_square_webp_files(client_of, bob, kind):
    upload(client_of(bob), picture(kind=kind))
    assert [(stored(bob, small).format, stored(bob, small).size) for small in (False, True)] == [
        ("WEBP", (512, 512)),
        ("WEBP", (96, 96)),
    ]


def test_the_file_stands_under_the_companys_schema(client_of, bob, acme):
    upload(client_of(bob), picture(), name="../../etc/passwd")
    bob.refresh_from_db()
    assert bob.photo.name.startswith(f"{acme.schema_name}/photos/")


def test_a_photo_is_turned_upright_and_tells_nothing_of_where_it_was_taken(client_of, bob):
    image = Image.new("RGB", (400, 800), "white")
    image.paste("red", (0, 0, 400, 400))
    exif = Image.Exif()
    exif[0x0112] = 3  # upside down
    exif[0x010F] = "Spy camera"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    upload(client_of(bob), out.getvalue())
    kept = stored(bob)
    assert not kept.getexif()
    assert b"Spy camera" not in default_storage.open(bob.photo.name).read()
    assert kept.getpixel((256, 500))[0] > 200 > kept.getpixel((256, 500))[1]


def bomb(width, height):
    """A PNG of a few bytes that claims to be huge."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "not a picture we can read"),
        (b"GIF89a" + b"\0" * 20, "picture"),
        (picture()[:400], "broken"),
        (b"%PDF-1.7 not a picture", "not a picture we can read"),
        (bomb(9000, 9000), "40 megapixels"),
        (bomb(60000, 60000), "40 megapixels"),
        (b"", "empty"),
    ],
)
def test_what_is_no_good_picture_is_refused_with_a_reason(client_of, bob, data, words):
    client = client_of(bob)
    upload(client, data, name="me.png")
    assert words in said(client)
    bob.refresh_from_db()
    assert not bob.photo


def test_a_file_too_big_is_refused_before_it_is_read():
    with pytest.raises(BadPicture) as refused:
        open_picture(io.BytesIO(b""), 21 * 1024 * 1024)
    assert refused.value.code == "too_big"


def test_no_file_at_all_is_told(client_of, bob):
    client = client_of(bob)
    client.post(UPLOAD, {})
    assert "required" in said(client)


def test_a_new_photo_replaces_the_old_files(client_of, bob):
    client = client_of(bob)
    upload(client, picture())
    bob.refresh_from_db()
    old = bob.photo.name
    upload(client, picture(colour="blue"))
    assert not default_storage.exists(old)
    assert not default_storage.exists(User.small_photo(old))


def test_a_photo_is_removed(client_of, bob):
    client = client_of(bob)
    upload(client, picture())
    bob.refresh_from_db()
    old = bob.photo.name
    client.post(UPLOAD, {"action": "remove"})
    assert client.get(f"/people/{bob.pk}/photo").status_code == 404
    assert not default_storage.exists(old)


@pytest.fixture
def face(bob):
    data = picture()
    set_photo(person=bob, file=io.BytesIO(data), size=len(data))
    return f"/people/{bob.pk}/photo"


def test_colleagues_see_the_photo_with_safe_headers(client_of, carol, face):
    response = client_of(carol).get(face)
    assert response["Content-Type"] == "image/webp"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "private, no-cache"
    assert Image.open(io.BytesIO(b"".join(response.streaming_content))).size == (512, 512)


def test_a_known_version_is_kept_by_the_browser(client_of, carol, bob, face):
    response = client_of(carol).get(face, {"v": bob.photo_version, "size": "small"})
    assert "immutable" in response["Cache-Control"]
    assert Image.open(io.BytesIO(b"".join(response.streaming_content))).size == (96, 96)


def test_an_unchanged_photo_is_not_sent_again(client_of, carol, face):
    client = client_of(carol)
    etag = client.get(face)["ETag"]
    assert client.get(face, headers={"If-None-Match": etag}).status_code == 304


def test_strangers_do_not_see_the_photo(stranger, face):
    assert stranger.get(face).status_code == 302


def test_the_same_key_in_another_company_is_not_this_photo(client_of, gina, face):
    assert client_of(gina).get(face).status_code == 404


def test_a_file_that_is_gone_is_404(client_of, carol, bob, face):
    default_storage.delete(bob.photo.name)
    assert client_of(carol).get(face).status_code == 404


def test_the_api_takes_and_removes_a_photo(client_of, bob):
    from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

    body = encode_multipart(BOUNDARY, {"photo": SimpleUploadedFile("me.jpg", picture())})
    answer = client_of(bob).put("/api/v1/me/photo", body, content_type=MULTIPART_CONTENT).json()
    bob.refresh_from_db()
    assert answer["photo"] == f"/people/{bob.pk}/photo?v={bob.photo_version}"
    assert client_of(bob).delete("/api/v1/me/photo").json()["photo"] is None


def test_the_api_tells_what_is_wrong_with_a_picture(client_of, bob):
    from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

    body = encode_multipart(BOUNDARY, {"photo": SimpleUploadedFile("me.svg", b"<svg/>")})
    response = client_of(bob).put("/api/v1/me/photo", body, content_type=MULTIPART_CONTENT)
    assert (response.status_code, response.json()["code"]) == (400, "no_picture")
