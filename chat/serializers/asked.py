"""What the API is asked for in a thread."""

from __future__ import annotations

from rest_framework import serializers

from chat.examples import CLIENT_ID
from chat.models import MOST_CHARACTERS
from core.examples import example
from core.rest import IdField


@example(asked={"client_id": CLIENT_ID, "text": "Yes, @[12], **230 °C**", "files": ["1207"], "reply_to": "5401"})
class NewMessage(serializers.Serializer):
    client_id = serializers.CharField(
        max_length=120, help_text="Made by the client; a retry with it sends nothing twice."
    )
    text = serializers.CharField(
        allow_blank=True,
        required=False,
        default="",
        trim_whitespace=False,
        help_text=f"Up to {MOST_CHARACTERS} characters of a little Markdown. `@[12]` means the person with id 12.",
    )
    files = serializers.ListField(
        child=IdField(), required=False, help_text="Ids of files that the caller sent (`POST /files`), in their order."
    )
    waveform = serializers.ListField(
        child=serializers.IntegerField(min_value=0, max_value=100),
        required=False,
        min_length=1,
        max_length=100,
        help_text="How loud it is from beginning to end, 0 to 100: makes the one recording in `files` a voice note.",
    )
    reply_to = IdField(required=False, allow_null=True, help_text="A message of this thread.")
    confirm_all = serializers.BooleanField(
        required=False, default=False, help_text="Above 20 people `@all` is refused with 409 `confirm_all` without it."
    )
    sticker = serializers.CharField(
        required=False,
        allow_blank=True,
        default="",
        max_length=60,
        help_text="A key of `GET /stickers`; it goes alone.",
    )


@example(asked={"text": "Yes, @[12], **220 °C**", "version": 44})
class EditedMessage(serializers.Serializer):
    text = serializers.CharField(allow_blank=True, trim_whitespace=False)
    version = serializers.IntegerField(
        required=False, allow_null=True, default=None, help_text="Refuse with 409 if it changed since this version."
    )


@example(asked={"seq": 19})
class ReadUpTo(serializers.Serializer):
    seq = serializers.IntegerField(min_value=0, max_value=2**62)
