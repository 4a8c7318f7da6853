"""What happens later, as the API shows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rest_framework import serializers

from chat.examples import CLIENT_ID, LATER, REMINDER, SCHEDULED, page
from chat.models import MOST_CHARACTERS, Reminder, ScheduledMessage
from chat.serializers.messages import Quote, quote_data
from content.models import with_files
from content.serializers import FileSerializer, files_data
from core.examples import example
from core.rest import IdField


def scheduled_data(row: ScheduledMessage) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "thread": str(row.thread_id),
        "text": row.text,
        "files": files_data(row.files),
        "sticker": row.data.get("sticker") or None,
        "reply_to": row.data.get("reply_to"),
        "send_at": row.send_at,
        "state": row.state,
        "why": row.why,
        "client_id": row.client_id,
        "created_at": row.created_at,
    }


def scheduled_rows(rows: Sequence[ScheduledMessage]) -> list[dict[str, Any]]:
    with_files(rows)
    return [scheduled_data(row) for row in rows]


def reminder_data(row: Reminder) -> dict[str, Any]:
    return {
        "message": {**quote_data(row.message), "apart": False},
        "thread": str(row.message.thread_id),
        "remind_at": row.remind_at,
        "created_at": row.created_at,
    }


def reminder_rows(rows: Sequence[Reminder]) -> list[dict[str, Any]]:
    return [reminder_data(row) for row in rows]


WHEN = "Ahead, within a year. Without an offset it is on the caller's own clock."


@example(answer=SCHEDULED)
class ScheduledShape(serializers.Serializer):
    id = IdField()
    thread = IdField()
    text = serializers.CharField()
    files = FileSerializer(many=True)
    sticker = serializers.CharField(allow_null=True)
    reply_to = IdField(allow_null=True)
    send_at = serializers.DateTimeField()
    state = serializers.ChoiceField(ScheduledMessage.State.choices)
    why = serializers.CharField(help_text="Of one that `failed`: why it was not sent, for people.")
    client_id = serializers.CharField()
    created_at = serializers.DateTimeField()


@example(answer=page(SCHEDULED))
class ScheduledList(serializers.Serializer):
    results = ScheduledShape(many=True, help_text="Soonest first; also those that failed, until they are dropped.")
    next = serializers.CharField(allow_null=True)


@example(asked={"client_id": CLIENT_ID, "send_at": LATER, "text": "Flour comes at ten"})
class NewScheduled(serializers.Serializer):
    client_id = serializers.CharField(max_length=120, help_text="A retry with it puts nothing off twice.")
    send_at = serializers.DateTimeField(help_text=WHEN)
    text = serializers.CharField(
        allow_blank=True,
        required=False,
        default="",
        trim_whitespace=False,
        help_text=f"Up to {MOST_CHARACTERS} characters, as in a message.",
    )
    files = serializers.ListField(child=IdField(), required=False, max_length=100)
    reply_to = IdField(required=False, allow_null=True, help_text="A message of this thread.")
    sticker = serializers.CharField(max_length=60, required=False, allow_blank=True, default="")


@example(asked={"send_at": LATER})
class ScheduledChanges(serializers.Serializer):
    text = serializers.CharField(allow_blank=True, required=False, trim_whitespace=False)
    send_at = serializers.DateTimeField(required=False, help_text=f"{WHEN} One that failed waits again.")


@example(answer=REMINDER)
class ReminderShape(serializers.Serializer):
    message = Quote()
    thread = IdField()
    remind_at = serializers.DateTimeField()
    created_at = serializers.DateTimeField()


@example(answer=page(REMINDER))
class ReminderList(serializers.Serializer):
    results = ReminderShape(many=True, help_text="Soonest first.")
    next = serializers.CharField(allow_null=True)


@example(asked={"remind_at": LATER})
class NewReminder(serializers.Serializer):
    remind_at = serializers.DateTimeField(help_text=WHEN)
