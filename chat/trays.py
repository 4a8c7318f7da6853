"""What stands in a person's tray: our packs, the company's own, what they sent lately; and the company's emoji."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from chat.models import CustomEmoji, Sticker, StickerPack, StickerUse
from chat.stickers import DRAWN
from content.models import File
from core.errors import Refusal
from core.rest import to_pk
from people.models import User

RECENT = 24
OWN = "company/"
EMOJI, EMOJI_FOR = "chat.emoji", 5 * 60  # seconds: somebody may have read the rows just before they changed


def may_see_picture(person: User, file: File) -> bool:
    """Stickers and emoji are for everybody in the company; removed ones too, where messages show them."""
    return person.is_active


def nobody(holder: int) -> list[int]:
    """Who hears that a picture is prepared, beside who sent it."""
    return []


def stickers_present() -> QuerySet[Sticker]:
    return Sticker.objects.filter(deleted_at=None, pack__deleted_at=None).select_related("file").order_by("place", "pk")


def packs_present() -> QuerySet[StickerPack]:
    """With their stickers as `shown`."""
    shown = Prefetch("stickers", stickers_present(), to_attr="shown")
    return StickerPack.objects.filter(deleted_at=None).order_by("place", "pk").prefetch_related(shown)


def pack_for(pk: object) -> StickerPack:
    pack = packs_present().filter(pk=to_pk(pk)).first()
    if pack is None:
        raise Http404
    return pack


def sticker_for(pk: object, *, pack: object = None) -> Sticker:
    """One that is present; with `pack`, only in that one."""
    sticker = stickers_present().select_related("pack").filter(pk=to_pk(pk)).first()
    if sticker is None or (pack is not None and sticker.pack_id != to_pk(pack)):
        raise Http404
    return sticker


def recent_of(person: User) -> list[str]:
    """Keys, the newest first; what is gone meanwhile the caller leaves out."""
    used = StickerUse.objects.filter(person=person).order_by("-used_at", "-pk")
    return list(used.values_list("sticker", flat=True)[:RECENT])


@dataclass(frozen=True)
class Known:
    """A sticker that can be sent, and what a message keeps of it."""

    key: str
    detail: dict[str, Any]


def known_sticker(key: str) -> Known:
    """One of ours, or a present one of the company. Raises Refusal at its field."""
    if key in DRAWN:
        return Known(key, {})
    pk = key.removeprefix(OWN)
    if key.startswith(OWN) and pk.isascii() and pk.isdigit() and len(pk) <= 18:
        sticker = stickers_present().filter(pk=int(pk), file__state=File.State.READY).first()
        if sticker:
            return Known(sticker.key, {"name": sticker.name, "picture": picture_of(sticker.file_id)})
    text = _("There is no such sticker.")
    raise Refusal("unknown_sticker", text, fields={"sticker": [text]})


def picture_of(file_id: int) -> str:
    """Small enough for a bubble on any screen; it stands still."""
    return f"/files/{file_id}/thumb"


def emoji_present() -> QuerySet[CustomEmoji]:
    return CustomEmoji.objects.filter(deleted_at=None).select_related("file").order_by("name")


def emoji_for(pk: object) -> CustomEmoji:
    found = emoji_present().filter(pk=to_pk(pk)).first()
    if found is None:
        raise Http404
    return found


def emoji_named(name: str) -> CustomEmoji:
    found = emoji_present().filter(name=name.replace("\0", "")).first()
    if found is None:
        raise Http404
    return found


def emoji_pictures() -> dict[str, str]:
    """Name → address of the company's emoji. Cached: it is asked for while messages are sent."""
    known = cache.get(EMOJI)
    if known is None:
        known = {name: picture_of(file) for name, file in emoji_present().values_list("name", "file_id")}
        cache.set(EMOJI, known, EMOJI_FOR)
    return known


def forget_emoji() -> None:
    cache.delete(EMOJI)
