"""A company's own stickers and emoji for tests: `pack_of(alice, "Bakery", run_tasks, "warm_loaf.png")`."""

from __future__ import annotations

import io
from collections.abc import Callable

from PIL import Image

from chat.actions.stickers import add_emoji, add_stickers, make_pack
from chat.models import CustomEmoji, Sticker
from people.models import User


def picture(width: int = 700, height: int = 500, kind: str = "PNG") -> tuple[io.BytesIO, int]:
    """A picture's bytes and how many they are."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, kind)
    return io.BytesIO(out.getvalue()), len(out.getvalue())


def pack_of(by: User, name: str, run_tasks: Callable[[], object], *files: str) -> list[Sticker]:
    """A pack with a sticker for each file name, prepared."""
    made = add_stickers(pack=make_pack(name=name, by=by), pictures=[(file, *picture()) for file in files], by=by)
    run_tasks()
    return [Sticker.objects.select_related("pack", "file").get(pk=sticker.pk) for sticker in made]


def emoji_of(by: User, name: str) -> CustomEmoji:
    file, size = picture(64, 64)
    return add_emoji(name=name, file=file, size=size, by=by)
