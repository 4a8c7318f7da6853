"""Link cards as the API and events show them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from content.models import CardUse
from core.examples import example
from core.rest import IdField


class CardSerializer(serializers.Serializer):
    id = IdField()
    url = serializers.URLField()
    title = serializers.CharField()
    text = serializers.CharField(allow_blank=True)
    site = serializers.CharField()
    picture = serializers.CharField(allow_null=True, help_text="Path on this host, for those who may read the text.")
    picture_width = serializers.IntegerField(allow_null=True)
    picture_height = serializers.IntegerField(allow_null=True)


@example(asked={"hidden": True})
class CardChangeSerializer(serializers.Serializer):
    """What is left out stays as it is."""

    hidden = serializers.BooleanField(required=False, allow_null=True, default=None)
    picture_hidden = serializers.BooleanField(required=False, allow_null=True, default=None)


def cards_data(writing: Any) -> list[dict[str, Any]]:
    """The cards shown under a text, in the order of its links."""
    return [card_data(use) for use in writing.cards.all() if use.is_shown]


def card_data(use: CardUse) -> dict[str, Any]:
    card, shows = use.card, use.shows_picture
    return {
        "id": str(card.pk),
        "url": card.url,
        "title": card.title,
        "text": card.text,
        "site": card.site,
        "picture": f"/cards/{card.pk}/picture?v={card.picture_version}" if shows else None,
        "picture_width": card.picture_width if shows else None,
        "picture_height": card.picture_height if shows else None,
    }
