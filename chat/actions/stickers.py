"""The company's own stickers and emoji: made, named, ordered, taken away. Each act stands in the company's log."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import IO

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image

from audit.actions import record
from chat.custom_emoji import NAME
from chat.models import CustomEmoji, Sticker, StickerPack, StickerUse
from chat.trays import RECENT, emoji_present, forget_emoji, packs_present, stickers_present
from content.actions import hold, take_file
from content.models import File
from core.errors import Conflict, Refusal
from core.pictures import open_picture
from people.models import User

MOST_PACKS, MOST_IN_A_PACK, MOST_EMOJI = 30, 60, 500
STICKER_SIDE, EMOJI_SIDE = 512, 128
LONGEST_NAME = 60


@transaction.atomic
def make_pack(*, name: str, by: User) -> StickerPack:
    name = _named(name)
    present = list(packs_present())
    if len(present) >= MOST_PACKS:
        text = _("A company has room for %(most)s packs.") % {"most": MOST_PACKS}
        raise Conflict("too_many_packs", text, fields={"name": [text]})
    pack = StickerPack.objects.create(name=name, place=1 + max([p.place for p in present], default=0), created_by=by)
    record(who=by, what="chat.sticker_pack_made", on_whom=pack.name)
    return pack


@transaction.atomic
def change_pack(*, pack: StickerPack, by: User, name: str | None = None, place: int | None = None) -> None:
    """Another name, another place among the packs (1 is the first)."""
    if name is not None:
        rename_pack(pack=pack, name=name, by=by)
    if place is not None:
        _put(list(packs_present()), pack, place - 1)


@transaction.atomic
def rename_pack(*, pack: StickerPack, name: str, by: User) -> None:
    name, before = _named(name), pack.name
    if name == before:
        return
    pack.name = name
    pack.save(update_fields=["name"])
    record(who=by, what="chat.sticker_pack_renamed", on_whom=name, before=before, after=name)


@transaction.atomic
def remove_pack(*, pack: StickerPack, by: User) -> None:
    """It leaves every tray; messages go on showing what they have of it."""
    if StickerPack.objects.filter(pk=pack.pk, deleted_at=None).update(deleted_at=timezone.now()):
        record(who=by, what="chat.sticker_pack_removed", on_whom=pack.name)


@transaction.atomic
def move_pack(*, pack: StickerPack, earlier: bool) -> None:
    _move(list(packs_present()), pack, earlier)


def add_stickers(*, pack: StickerPack, pictures: Sequence[tuple[str, IO[bytes], int]], by: User) -> list[Sticker]:
    """Pictures with the names of their files and their sizes; all of them, or none where one is not a picture."""
    small = [(name, _small(file, size, STICKER_SIDE)) for name, file, size in pictures]
    with transaction.atomic():
        StickerPack.objects.select_for_update().get(pk=pack.pk)  # of two uploads at once the second counts the first's
        present = list(stickers_present().filter(pack=pack))
        if len(present) + len(small) > MOST_IN_A_PACK:
            text = _("A pack has room for %(most)s stickers.") % {"most": MOST_IN_A_PACK}
            raise Conflict("too_many_stickers", text, fields={"pictures": [text]})
        place = max([sticker.place for sticker in present], default=0)
        made = []
        for number, (name, content) in enumerate(small, start=1):
            file = _kept(content, name, StickerPack.held_as, pack.pk, by)
            made.append(Sticker.objects.create(pack=pack, file=file, name=_name_of_file(name), place=place + number))
        record(who=by, what="chat.stickers_added", on_whom=pack.name, name=", ".join(s.name for s in made)[:300])
    return made


@transaction.atomic
def change_sticker(*, sticker: Sticker, by: User, name: str | None = None, place: int | None = None) -> None:
    """Another name, another place in its pack (1 is the first)."""
    if name is not None:
        rename_sticker(sticker=sticker, name=name, by=by)
    if place is not None:
        _put(list(stickers_present().filter(pack=sticker.pack_id)), sticker, place - 1)


@transaction.atomic
def rename_sticker(*, sticker: Sticker, name: str, by: User) -> None:
    name, before = _named(name), sticker.name
    if name == before:
        return
    sticker.name = name
    sticker.save(update_fields=["name"])
    record(who=by, what="chat.sticker_renamed", on_whom=sticker.pack.name, before=before, after=name)


@transaction.atomic
def remove_sticker(*, sticker: Sticker, by: User) -> None:
    """Its picture stays for the messages that show it."""
    if Sticker.objects.filter(pk=sticker.pk, deleted_at=None).update(deleted_at=timezone.now()):
        record(who=by, what="chat.sticker_removed", on_whom=sticker.pack.name, name=sticker.name)


@transaction.atomic
def move_sticker(*, sticker: Sticker, earlier: bool) -> None:
    _move(list(stickers_present().filter(pack=sticker.pack_id)), sticker, earlier)


def add_emoji(*, name: str, file: IO[bytes], size: int, by: User) -> CustomEmoji:
    name = name.strip().strip(":").lower()
    if not re.fullmatch(NAME, name):
        text = _("2 to 30 small letters, digits and underscores, such as party_loaf.")
        raise Refusal("emoji_name", text, fields={"name": [text]})
    content = _small(file, size, EMOJI_SIDE)
    try:
        with transaction.atomic():
            return _write_emoji(name, content, by)
    except IntegrityError:
        raise _name_taken() from None


def _write_emoji(name: str, content: bytes, by: User) -> CustomEmoji:
    if emoji_present().filter(name=name).exists():
        raise _name_taken()
    if emoji_present().count() >= MOST_EMOJI:
        text = _("A company has room for %(most)s emoji.") % {"most": MOST_EMOJI}
        raise Conflict("too_many_emoji", text, fields={"name": [text]})
    file, _new = take_file(person=by, source=io.BytesIO(content), size=len(content), name=name, alt_text=f":{name}:")
    emoji = CustomEmoji.objects.create(name=name, file=file, created_by=by)
    hold(files=[file.pk], held_as=CustomEmoji.held_as, holder=emoji.pk, by=by)
    record(who=by, what="chat.emoji_added", on_whom=f":{name}:")
    transaction.on_commit(forget_emoji)
    return emoji


@transaction.atomic
def remove_emoji(*, emoji: CustomEmoji, by: User) -> None:
    """Messages show its name from now on."""
    if CustomEmoji.objects.filter(pk=emoji.pk, deleted_at=None).update(deleted_at=timezone.now()):
        record(who=by, what="chat.emoji_removed", on_whom=f":{emoji.name}:")
        transaction.on_commit(forget_emoji)


def note_use(*, person: User, sticker: str) -> None:
    """It stands first in their tray; the oldest of more than there is room for goes."""
    StickerUse.objects.bulk_create(
        [StickerUse(person=person, sticker=sticker, used_at=timezone.now())],
        update_conflicts=True,
        unique_fields=["person", "sticker"],
        update_fields=["used_at"],
    )
    mine = StickerUse.objects.filter(person=person).order_by("-used_at", "-pk")
    mine.filter(pk__in=list(mine.values_list("pk", flat=True)[RECENT : RECENT + 100])).delete()


def _kept(content: bytes, name: str, held_as: str, holder: int, by: User) -> File:
    file, _new = take_file(person=by, source=io.BytesIO(content), size=len(content), name=name)
    hold(files=[file.pk], held_as=held_as, holder=holder, by=by)
    return file


def _small(file: IO[bytes], size: int, side: int) -> bytes:
    """The picture's pixels and nothing else of it, within a square; its first frame, since stickers stand still."""
    picture = open_picture(file, size, enough=side)
    picture.thumbnail((side, side), Image.Resampling.LANCZOS)
    picture.info = {}
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=90, method=4)
    return out.getvalue()


def _named(name: str) -> str:
    name = " ".join(name.replace("\0", "").split())
    if not name or len(name) > LONGEST_NAME:
        text = _("A name of 1 to %(most)s characters.") % {"most": LONGEST_NAME}
        raise Refusal("name", text, fields={"name": [text]})
    return name


def _name_of_file(name: str) -> str:
    """`oven_is-hot.png` → oven is hot: a beginning, to be put right by hand."""
    words = re.split(r"[\s_\-\0]+", re.split(r"[/\\]", name)[-1].rpartition(".")[0] or name)
    return " ".join(word for word in words if word)[:LONGEST_NAME] or _("Sticker")


def _name_taken() -> Conflict:
    text = _("There is an emoji of this name already.")
    return Conflict("emoji_name_taken", text, fields={"name": [text]})


def _move(rows: Sequence[StickerPack] | Sequence[Sticker], row: StickerPack | Sticker, earlier: bool) -> None:
    """One place on."""
    at = [each.pk for each in rows].index(row.pk)
    _put(rows, row, max(0, at - 1) if earlier else at + 1)


def _put(rows: Sequence[StickerPack] | Sequence[Sticker], row: StickerPack | Sticker, at: int) -> None:
    """There, and all places written anew: rows made at the same moment may have had the same one."""
    order = [each.pk for each in rows if each.pk != row.pk]
    order.insert(at, row.pk)
    for place, pk in enumerate(order, start=1):
        type(row).objects.filter(pk=pk).exclude(place=place).update(place=place)
