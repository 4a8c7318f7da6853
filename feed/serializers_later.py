"""Posts to come, as the API shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rest_framework import serializers

from content.models import with_files
from content.serializers import FileSerializer, files_data
from core.examples import example
from core.rest import IdField
from feed import examples
from feed.models import ScheduledPost
from feed.serializers import POST_LENGTH, NewPostSerializer
from groups.serializers import GroupRefSerializer, group_ref
from people.examples import page

WHEN = "Ahead, within a year. Without an offset it is on the caller's own clock."


@example(answer=examples.SCHEDULED)
class ScheduledPostSerializer(serializers.Serializer):
    id = IdField()
    group = GroupRefSerializer(allow_null=True, help_text="Null: on the caller's own profile.")
    text = serializers.CharField(allow_blank=True)
    files = FileSerializer(many=True)
    poll = serializers.DictField(allow_null=True, help_text="As it was asked for.")
    event = serializers.DictField(allow_null=True, help_text="As it was asked for.")
    important_days = serializers.IntegerField(allow_null=True, help_text="So long from when it is published.")
    send_at = serializers.DateTimeField()
    state = serializers.ChoiceField(ScheduledPost.State.choices)
    why = serializers.CharField(help_text="Of one that `failed`: why it was not published, for people.")
    client_id = serializers.CharField()
    created_at = serializers.DateTimeField()


@example(answer=page(examples.SCHEDULED))
class ScheduledPostListSerializer(serializers.Serializer):
    results = ScheduledPostSerializer(many=True, help_text="Soonest first; also those that failed, until dropped.")
    next = serializers.CharField(allow_null=True)


@example(asked={"group": "31", "text": "Good morning!", "send_at": "2027-01-31T09:00", "client_id": examples.CLIENT_ID})
class NewScheduledPostSerializer(NewPostSerializer):
    send_at = serializers.DateTimeField(help_text=WHEN)
    client_id = serializers.CharField(max_length=120, help_text="A retry with it puts nothing off twice.")


@example(
    asked={"send_at": "2027-01-31T10:00"},
    asked_too={"In another group, on top": {"group": "31", "important_days": 3}},
)
class ScheduledPostChangeSerializer(serializers.Serializer):
    text = serializers.CharField(max_length=POST_LENGTH, allow_blank=True, required=False)
    send_at = serializers.DateTimeField(required=False, help_text=f"{WHEN} One that failed waits again.")
    group = IdField(required=False, allow_null=True, help_text="Another place; null: the caller's own profile.")
    important_days = serializers.IntegerField(min_value=1, max_value=7, required=False, allow_null=True)


def scheduled_data(row: ScheduledPost) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "group": group_ref(row.group) if row.group else None,
        "text": row.text,
        "files": files_data(row.files),
        "poll": row.data.get("poll"),
        "event": row.data.get("event"),
        "important_days": row.data.get("important_days"),
        "send_at": row.send_at,
        "state": row.state,
        "why": row.why,
        "client_id": row.client_id,
        "created_at": row.created_at,
    }


def scheduled_rows(rows: Sequence[ScheduledPost]) -> list[dict[str, Any]]:
    with_files(rows)
    return [scheduled_data(row) for row in rows]
