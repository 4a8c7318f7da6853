"""Drafts as the API shows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import orjson
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from content import examples
from content.actions.drafts import LONGEST
from content.apps import MOST_FILES
from content.models import Draft, with_files
from content.serializers.files import FileSerializer, files_data
from core.examples import example
from core.rest import IdField
from people.examples import page

MOST_DATA = 4_096


@example(answer=examples.DRAFT)
class DraftSerializer(serializers.Serializer):
    place = serializers.CharField(help_text="`feed:home`, `group:12`, `post:3` (a comment), `thread:7`.")
    text = serializers.CharField(allow_blank=True)
    data = serializers.DictField(help_text="What the composer keeps beside the text.")
    files = FileSerializer(many=True, help_text="The caller's own; nothing else holds them yet.")
    device = serializers.CharField(help_text="`phone` or `computer`; where it was written last.")
    version = serializers.IntegerField(help_text="To be sent with the next change; 0: there is no draft.")
    updated_at = serializers.DateTimeField(allow_null=True)


@example(answer=page(examples.DRAFT))
class DraftListSerializer(serializers.Serializer):
    results = DraftSerializer(many=True, help_text="Newest first.")
    next = serializers.CharField(allow_null=True, help_text="`cursor` of the next page; null on the last.")


@example(asked={"text": "Tomorrow we bake", "data": {}, "files": ["1207"], "version": 2})
class NewDraftSerializer(serializers.Serializer):
    text = serializers.CharField(max_length=LONGEST, allow_blank=True, trim_whitespace=False)
    data = serializers.DictField(required=False, default=dict)
    files = serializers.ListField(
        child=IdField(),
        required=False,
        max_length=MOST_FILES,
        help_text="Ids of all files that it keeps (`POST /files`); left out, they stay. One that is gone is left out.",
    )
    version = serializers.IntegerField(min_value=0, max_value=2**62, default=0, help_text="The one that is known.")

    def validate_data(self, data: dict[str, Any]) -> dict[str, Any]:
        try:
            written = orjson.dumps(data)
        except (TypeError, orjson.JSONEncodeError):
            written = None
        if written is None or len(written) > MOST_DATA or b"\\u0000" in written:  # which no database keeps
            raise serializers.ValidationError(_("This is too large to be kept."))
        return data

    def validate_files(self, files: list[str]) -> list[int]:
        return [int(file) for file in files if re.fullmatch(r"\d{1,18}", file, re.ASCII)]

    def validate_text(self, text: str) -> str:
        return text.replace("\0", "")


def draft_data(draft: Draft) -> dict[str, Any]:
    return {
        "place": draft.place,
        "text": draft.text,
        "data": draft.data,
        "files": files_data(draft.files),
        "device": draft.device,
        "version": draft.version,
        "updated_at": draft.updated_at,
    }


def draft_rows(drafts: Sequence[Draft]) -> list[dict[str, Any]]:
    return [draft_data(draft) for draft in with_files(drafts)]


def no_draft(place: str) -> dict[str, Any]:
    return {"place": place, "text": "", "data": {}, "files": [], "device": "", "version": 0, "updated_at": None}
