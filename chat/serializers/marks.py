"""Reactions as the API shows them, and what it is asked for."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from chat.models import MessageReaction
from people.serializers import PersonRefSerializer, person_ref


class NewMessageReaction(serializers.Serializer):
    emoji = serializers.CharField(
        help_text="Any one emoji: 👍, or one of the company's: `:party_loaf:`", trim_whitespace=False
    )


class MessageReactionShape(serializers.Serializer):
    person = PersonRefSerializer()
    emoji = serializers.CharField()
    created_at = serializers.DateTimeField()


class MessageReactionList(serializers.Serializer):
    results = MessageReactionShape(many=True, help_text="Newest first.")
    next = serializers.CharField(allow_null=True, help_text="`cursor` of the next page; null on the last.")


def reaction_data(reaction: MessageReaction) -> dict[str, Any]:
    return {
        "person": person_ref(reaction.person),
        "emoji": reaction.emoji,
        "created_at": reaction.created_at,
    }
