"""Reactions as the API shows them, and what it is asked for."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from chat.examples import REACTION, page
from chat.models import MessageReaction
from core.examples import example
from people.serializers import PersonRefSerializer, person_ref


@example(asked={"emoji": "👍"})
class NewMessageReaction(serializers.Serializer):
    emoji = serializers.CharField(
        help_text="Any one emoji: 👍, or one of the company's: `:party_loaf:`", trim_whitespace=False
    )


class MessageReactionShape(serializers.Serializer):
    person = PersonRefSerializer()
    emoji = serializers.CharField()
    created_at = serializers.DateTimeField()


@example(answer=page(REACTION))
class MessageReactionList(serializers.Serializer):
    results = MessageReactionShape(many=True, help_text="Newest first.")
    next = serializers.CharField(allow_null=True, help_text="`cursor` of the next page; null on the last.")


def reaction_data(reaction: MessageReaction) -> dict[str, Any]:
    return {
        "person": person_ref(reaction.person),
        "emoji": reaction.emoji,
        "created_at": reaction.created_at,
    }
