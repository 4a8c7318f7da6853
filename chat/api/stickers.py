"""The tray: what there is to be sent, in the caller's language."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from chat import trays
from chat.examples import EMOJI, TRAY, page
from chat.models import StickerPack
from chat.stickers import PACKS, DrawnPack, search_words
from core.examples import example


class StickerShape(serializers.Serializer):
    key = serializers.CharField(help_text="`sticker` of a new message.")
    name = serializers.CharField(help_text="To be read aloud.")
    words = serializers.CharField(help_text="What it is found by, in all languages; small letters.")
    url = serializers.CharField(help_text="Its picture: SVG of ours, WebP of the company’s own.")


class PackShape(serializers.Serializer):
    id = serializers.CharField()
    name = serializers.CharField()
    stickers = StickerShape(many=True)


@example(answer=TRAY)
class Tray(serializers.Serializer):
    results = PackShape(many=True)
    recent = serializers.ListField(child=serializers.CharField(), help_text="Keys, what was sent last first.")
    next = serializers.CharField(allow_null=True, help_text="Always null.")


class EmojiShape(serializers.Serializer):
    name = serializers.CharField(help_text="Stands in texts as `:name:`.")
    url = serializers.CharField()


@example(answer=page(EMOJI))
class EmojiList(serializers.Serializer):
    results = EmojiShape(many=True)
    next = serializers.CharField(allow_null=True, help_text="Always null.")


def drawn_data(pack: DrawnPack) -> dict[str, Any]:
    stickers = [
        {"key": each.key, "name": str(each.label), "words": search_words(each.key), "url": each.url}
        for each in pack.stickers
    ]
    return {"id": pack.name, "name": str(pack.label), "stickers": stickers}


def own_data(pack: StickerPack) -> dict[str, Any]:
    stickers = [
        {"key": each.key, "name": each.name, "words": each.name.casefold(), "url": trays.picture_of(each.file_id)}
        for each in pack.shown
        if each.file.is_ready
    ]
    return {"id": f"company-{pack.pk}", "name": pack.name, "stickers": stickers}


class Stickers(APIView):
    @extend_schema(operation_id="stickers_list", responses=Tray)
    def get(self, request: Request) -> Response:
        """All packs, ours and the company's own, and what the caller sent lately."""
        packs = [*map(drawn_data, PACKS), *map(own_data, trays.packs_present())]
        packs = [pack for pack in packs if pack["stickers"]]
        there = {sticker["key"] for pack in packs for sticker in pack["stickers"]}
        recent = [key for key in trays.recent_of(request.user) if key in there]
        return Response({"results": packs, "recent": recent, "next": None})


class Emoji(APIView):
    @extend_schema(operation_id="emoji_list", responses=EmojiList)
    def get(self, request: Request) -> Response:
        """The company's own emoji."""
        found = [{"name": name, "url": url} for name, url in trays.emoji_pictures().items()]
        return Response({"results": found, "next": None})
