"""The room in the company's settings where its own stickers and emoji are looked after."""

from __future__ import annotations

import io
import zlib

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from audit.models import Line
from chat.actions.stickers import MOST_IN_A_PACK, MOST_PACKS, make_pack
from chat.models import CustomEmoji, Sticker, StickerPack
from chat.trays import packs_present, stickers_present
from core.schema import inside
from tests.chat.own import emoji_of, pack_of, picture

HOME = "/settings/company/stickers/"


def upload(name: str = "warm_loaf.png", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture()[0].getvalue() if content is None else content)


@pytest.fixture
def pack(alice) -> StickerPack:
    return make_pack(name="Bakery", by=alice)


@pytest.fixture
def desk(client_of, alice):
    return client_of(alice)


def test_a_pack_is_made_renamed_and_removed(desk):
    made = desk.post(HOME, {"name": " The  bakery "})
    pack = StickerPack.objects.get()
    assert (made["Location"], pack.name) == (f"{HOME}{pack.pk}/", "The bakery")
    desk.post(f"{HOME}{pack.pk}/", {"name": "Oven"})
    assert "Oven" in desk.get(HOME).text
    assert "Messages go on showing" in desk.get(f"{HOME}{pack.pk}/remove/").text
    desk.post(f"{HOME}{pack.pk}/remove/")
    assert "Oven" not in desk.get(HOME, follow=True).text.split("toast")[0] or not packs_present()
    assert desk.get(f"{HOME}{pack.pk}/").status_code == 404
    whats = list(Line.objects.filter(what__startswith="chat.").order_by("pk").values_list("what", flat=True))
    assert whats == ["chat.sticker_pack_made", "chat.sticker_pack_renamed", "chat.sticker_pack_removed"]


def test_several_pictures_come_at_once_and_are_made_small(desk, pack, run_tasks):
    answer = desk.post(f"{HOME}{pack.pk}/pictures/", {"pictures": [upload(), upload("b.png")]})
    assert answer.status_code == 302
    run_tasks()
    assert [sticker.name for sticker in stickers_present()] == ["warm loaf", "b"]
    file = stickers_present()[0].file
    assert (file.width, file.height, file.held_as, file.holder) == (512, 366, "chat.sticker_pack", pack.pk)
    thumb = Image.open(io.BytesIO(b"".join(default_storage.stream(f"{file.path}/thumb")[1])))
    assert max(thumb.size) <= 320


@pytest.mark.parametrize(
    "content",
    [b"", b"no picture", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", b"\x89PNG\r\n\x1a\nbroken"],
)
def test_with_one_that_is_no_picture_none_is_taken(desk, pack, content):
    answer = desk.post(f"{HOME}{pack.pk}/pictures/", {"pictures": [upload(), upload("x.png", content)]})
    assert answer.status_code == 400
    assert not Sticker.objects.exists()


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(desk, pack):
    head = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", (60_000).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0")
    bomb = head + chunk(b"IDAT", zlib.compress(b"\0" * 1_000_000)) + chunk(b"IEND", b"")
    assert desk.post(f"{HOME}{pack.pk}/pictures/", {"pictures": [upload("bomb.png", bomb)]}).status_code == 400


def chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")


def test_a_sticker_is_named_moved_and_removed(desk, alice, run_tasks):
    first, second = pack_of(alice, "Bakery", run_tasks, "a.png", "b.png")
    desk.post(f"{HOME}one/{first.pk}/", {"name": "Loaf"})
    desk.post(f"{HOME}one/{second.pk}/move/", {"to": "earlier"})
    assert [sticker.name for sticker in stickers_present()] == ["b", "Loaf"]
    desk.post(f"{HOME}one/{second.pk}/move/", {"to": "later"})
    desk.post(f"{HOME}one/{first.pk}/remove/")
    assert [sticker.name for sticker in stickers_present()] == ["b"]
    assert desk.post(f"{HOME}one/{first.pk}/remove/").status_code == 404


def test_packs_have_an_order(desk, alice):
    _one, two = make_pack(name="One", by=alice), make_pack(name="Two", by=alice)
    desk.post(f"{HOME}{two.pk}/move/", {"to": "earlier"})
    assert [pack.name for pack in packs_present()] == ["Two", "One"]


def test_a_company_has_room_for_thirty_packs(desk, alice):
    for number in range(MOST_PACKS):
        make_pack(name=f"Pack {number}", by=alice)
    answer = desk.post(HOME, {"name": "One more"})
    assert (answer.status_code, StickerPack.objects.count()) == (409, 30)
    assert "A company has room for 30 packs." in answer.text


def test_a_pack_has_room_for_sixty(desk, pack, monkeypatch):
    assert MOST_IN_A_PACK == 60
    monkeypatch.setattr("chat.actions.stickers.MOST_IN_A_PACK", 1)
    answer = desk.post(f"{HOME}{pack.pk}/pictures/", {"pictures": [upload(), upload()]})
    assert (answer.status_code, Sticker.objects.count()) == (409, 0)


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_pack_has_a_name(desk, name):
    assert desk.post(HOME, {"name": name}).status_code in {200, 400}
    assert not StickerPack.objects.exists()


def test_an_emoji_is_added_and_removed(desk):
    answer = desk.post(f"{HOME}emoji/", {"name": "Party_Loaf", "picture": upload()})
    assert answer.status_code == 302
    emoji = CustomEmoji.objects.get()
    assert ":party_loaf:" in desk.get(HOME).text
    desk.post(f"{HOME}emoji/{emoji.pk}/remove/")
    emoji.refresh_from_db()
    assert emoji.deleted_at
    assert set(Line.objects.values_list("what", flat=True)) >= {"chat.emoji_added", "chat.emoji_removed"}


def test_a_bad_name_keeps_what_was_typed_and_says_why(desk):
    answer = desk.post(f"{HOME}emoji/", {"name": "two words", "picture": upload()})
    assert answer.status_code == 400
    assert 'value="two words"' in answer.text
    assert "2 to 30 small letters" in answer.text


def test_another_company_with_the_same_keys_is_not_touched(client_of, gina, globex, alice, run_tasks):
    (sticker,) = pack_of(alice, "Bakery", run_tasks, "a.png")
    emoji = emoji_of(alice, "party_loaf")
    client = client_of(gina)
    for path in (f"{sticker.pack_id}/remove/", f"one/{sticker.pk}/remove/", f"emoji/{emoji.pk}/remove/"):
        assert client.post(HOME + path).status_code == 404
    assert packs_present().count() == stickers_present().count() == 1
    with inside(globex):
        assert not StickerPack.objects.exists()
