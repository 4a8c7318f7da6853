"""The company's own stickers and emoji for those who look after them, as the API shows them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from chat.actions.stickers import LONGEST_NAME, MOST_IN_A_PACK
from chat.examples import EMOJI, PACK, STICKER, page
from chat.models import CustomEmoji, Sticker, StickerPack
from chat.trays import picture_of
from core.examples import example
from core.rest import IdField


def sticker_data(sticker: Sticker) -> dict[str, Any]:
    return {
        "id": str(sticker.pk),
        "key": sticker.key,
        "name": sticker.name,
        "url": picture_of(sticker.file_id),
        "ready": sticker.file.is_ready,
    }


def pack_data(pack: StickerPack) -> dict[str, Any]:
    """A pack that was found with its stickers as `shown`."""
    return {"id": str(pack.pk), "name": pack.name, "stickers": [sticker_data(each) for each in pack.shown]}


def emoji_data(emoji: CustomEmoji) -> dict[str, Any]:
    return {"name": emoji.name, "url": picture_of(emoji.file_id)}


@example(answer=STICKER)
class OwnSticker(serializers.Serializer):
    id = IdField()
    key = serializers.CharField(help_text="`sticker` of a new message.")
    name = serializers.CharField(help_text="Read aloud, and looked for.")
    url = serializers.CharField()
    ready = serializers.BooleanField(help_text="False while its picture is prepared, a moment after it came.")


@example(answer=PACK)
class OwnPack(serializers.Serializer):
    id = IdField()
    name = serializers.CharField()
    stickers = OwnSticker(many=True, help_text="In their order.")


@example(answer=page(PACK))
class OwnPackList(serializers.Serializer):
    results = OwnPack(many=True, help_text="In their order; empty ones too.")
    next = serializers.CharField(allow_null=True, help_text="Always null.")


@example(asked={"name": "The bakery"})
class NewPack(serializers.Serializer):
    name = serializers.CharField(max_length=LONGEST_NAME)


@example(asked={"name": "The oven", "place": 1})
class OwnChanges(serializers.Serializer):
    name = serializers.CharField(max_length=LONGEST_NAME, required=False)
    place = serializers.IntegerField(
        min_value=1, max_value=1_000, required=False, help_text="1 is the first; past the end is the last."
    )


class NewStickers(serializers.Serializer):
    pictures = serializers.ListField(
        child=serializers.FileField(),
        allow_empty=False,
        max_length=MOST_IN_A_PACK,
        help_text="A part of the form for each, all called `pictures`; their names become the stickers' names.",
    )


class NewEmoji(serializers.Serializer):
    name = serializers.CharField(max_length=32, help_text="2 to 30 small letters, digits and underscores; for good.")
    picture = serializers.FileField()


@example(answer=EMOJI)
class OwnEmoji(serializers.Serializer):
    name = serializers.CharField(help_text="Stands in texts as `:name:`.")
    url = serializers.CharField()
