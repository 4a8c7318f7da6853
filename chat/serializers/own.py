"""The company's own stickers and emoji for those who look after them, as the API shows them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from chat.actions.stickers import LONGEST_NAME, MOST_IN_A_PACK
from chat.models import CustomEmoji, Sticker, StickerPack
from chat.trays import picture_of
from core.rest import IdField

STICKER = {"id": "31", "key": "company/31", "name": "warm loaf", "url": "/files/1207/thumb", "ready": True}
PACK = {"id": "4", "name": "The bakery", "stickers": [STICKER]}


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


@extend_schema_serializer(examples=[OpenApiExample("One picture", STICKER, response_only=True)])
class OwnSticker(serializers.Serializer):
    id = IdField()
    key = serializers.CharField(help_text="`sticker` of a new message.")
    name = serializers.CharField(help_text="Read aloud, and looked for.")
    url = serializers.CharField()
    ready = serializers.BooleanField(help_text="False while its picture is prepared, a moment after it came.")


@extend_schema_serializer(examples=[OpenApiExample("A pack", PACK, response_only=True)])
class OwnPack(serializers.Serializer):
    id = IdField()
    name = serializers.CharField()
    stickers = OwnSticker(many=True, help_text="In their order.")


@extend_schema_serializer(
    examples=[OpenApiExample("The company's packs", {"results": [PACK], "next": None}, response_only=True)]
)
class OwnPackList(serializers.Serializer):
    results = OwnPack(many=True, help_text="In their order; empty ones too.")
    next = serializers.CharField(allow_null=True, help_text="Always null.")


@extend_schema_serializer(examples=[OpenApiExample("A new pack", {"name": "The bakery"}, request_only=True)])
class NewPack(serializers.Serializer):
    name = serializers.CharField(max_length=LONGEST_NAME)


@extend_schema_serializer(
    examples=[
        OpenApiExample("Another name", {"name": "The oven"}, request_only=True),
        OpenApiExample("To the front", {"place": 1}, request_only=True),
    ]
)
class OwnChanges(serializers.Serializer):
    name = serializers.CharField(max_length=LONGEST_NAME, required=False)
    place = serializers.IntegerField(
        min_value=1, max_value=1_000, required=False, help_text="1 is the first; past the end is the last."
    )


@extend_schema_serializer(examples=[OpenApiExample("One picture", {"pictures": ["warm_loaf.png"]}, request_only=True)])
class NewStickers(serializers.Serializer):
    pictures = serializers.ListField(
        child=serializers.FileField(),
        allow_empty=False,
        max_length=MOST_IN_A_PACK,
        help_text="A part of the form for each, all called `pictures`; their names become the stickers' names.",
    )


@extend_schema_serializer(
    examples=[OpenApiExample("A new emoji", {"name": "party_loaf", "picture": "loaf.png"}, request_only=True)]
)
class NewEmoji(serializers.Serializer):
    name = serializers.CharField(max_length=32, help_text="2 to 30 small letters, digits and underscores; for good.")
    picture = serializers.FileField()


@extend_schema_serializer(
    examples=[OpenApiExample("An emoji", {"name": "party_loaf", "url": "/files/1208/thumb"}, response_only=True)]
)
class OwnEmoji(serializers.Serializer):
    name = serializers.CharField(help_text="Stands in texts as `:name:`.")
    url = serializers.CharField()
