"""Notifications as the API shows them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rest_framework import serializers

from core.examples import example
from core.rest import IdField
from notifications import examples
from notifications.models import PushSubscription
from notifications.showing import Entry
from people.examples import AT, page
from people.serializers import PersonRefSerializer, person_ref
from people.templatetags.devices import device


class AboutSerializer(serializers.Serializer):
    type = serializers.CharField(help_text="What sort of thing, as `feed.post`.")
    id = IdField()


class NotificationSerializer(serializers.Serializer):
    id = IdField()
    kind = serializers.CharField(help_text="As `feed.post_commented`.")
    about = AboutSerializer()
    text = serializers.CharField(help_text="One sentence, in the caller's language, about what the caller may see now.")
    quote = serializers.CharField(help_text="Some of what was written; may be empty.")
    link = serializers.CharField(help_text="A path on this host.")
    tag = serializers.CharField(help_text="The name a shown push carries.")
    person = PersonRefSerializer(allow_null=True, help_text="Who did it last.")
    actor_count = serializers.IntegerField(help_text="How many people did it since it was last read.")
    changed_at = serializers.DateTimeField()
    seen = serializers.BooleanField(help_text="It stood in a list that the caller opened.")
    read = serializers.BooleanField(help_text="The caller opened the thing, or said so.")


@example(answer=page(examples.NOTIFICATION))
class NotificationListSerializer(serializers.Serializer):
    results = NotificationSerializer(many=True)
    next = serializers.CharField(allow_null=True, help_text="`cursor` of the next page; null on the last.")


@example(answer={"unread": 3})
class UnreadSerializer(serializers.Serializer):
    unread = serializers.IntegerField(help_text="How many are unread; 100 stands for more than 99.")


@example(answer={"unread": 0, "read_at": AT})
class ReadAllSerializer(UnreadSerializer):
    read_at = serializers.DateTimeField(help_text="What undoing it wants to know.")


@example(asked={"read_at": AT})
class UndoReadAllSerializer(serializers.Serializer):
    read_at = serializers.DateTimeField(help_text="As `read-all` answered it.")


@example(answer={"public_key": examples.NEW_SUBSCRIPTION["keys"]["p256dh"]})
class PushKeySerializer(serializers.Serializer):
    public_key = serializers.CharField(help_text="What a browser wants as `applicationServerKey`.")


class DeviceKeysSerializer(serializers.Serializer):
    p256dh = serializers.CharField(max_length=100)
    auth = serializers.CharField(max_length=40)


@example(asked=examples.NEW_SUBSCRIPTION)
class NewSubscriptionSerializer(serializers.Serializer):
    """As a browser's `PushSubscription.toJSON()` writes it."""

    endpoint = serializers.CharField(max_length=PushSubscription.LONGEST_ADDRESS)
    keys = DeviceKeysSerializer()


@example(answer=examples.SUBSCRIPTION)
class SubscriptionSerializer(serializers.Serializer):
    id = IdField()
    name = serializers.CharField(help_text="Browser and system.")
    this_device = serializers.BooleanField(help_text="It is the one that asks.")
    created_at = serializers.DateTimeField()
    pushed_at = serializers.DateTimeField(allow_null=True, help_text="When it was last pushed to.")


@example(answer=page(examples.SUBSCRIPTION))
class SubscriptionListSerializer(serializers.Serializer):
    results = SubscriptionSerializer(many=True)
    next = serializers.CharField(allow_null=True, help_text="Always null: nobody has many devices.")


def subscription_data(kept: PushSubscription, session_key: str) -> dict[str, Any]:
    return {
        "id": str(kept.pk),
        "name": device(kept.device.user_agent),
        "this_device": kept.device.session_key == session_key,
        "created_at": kept.created_at,
        "pushed_at": kept.pushed_at,
    }


def entry_data(entry: Entry) -> dict[str, Any]:
    row, shown = entry.row, entry.shown
    return {
        "id": str(row.pk),
        "kind": row.kind,
        "about": {"type": row.about_type, "id": str(row.about_id)},
        "text": shown.text,
        "quote": shown.quote,
        "link": shown.link,
        "tag": row.tag,
        "person": person_ref(shown.person) if shown.person else None,
        "actor_count": row.actor_count,
        "changed_at": row.changed_at,
        "seen": row.seen_at is not None,
        "read": row.is_read,
    }


def entries_data(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    return [entry_data(entry) for entry in entries]
