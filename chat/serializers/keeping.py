"""How threads are begun, changed and kept, as the API and events show it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rest_framework import serializers

from chat.examples import CLIENT_ID, KEPT, VERSION, page
from chat.models import MOST_MEMBERS, Member, Thread
from core.examples import example
from core.rest import IdField


def kept_data(member: Member) -> dict[str, Any]:
    """How a person keeps a thread."""
    return {
        "pinned": member.pinned_at is not None,
        "muted_until": member.muted_until,
        "archived": member.is_put_away(member.thread.last_seq),
        "marked_unread": member.marked_unread,
    }


def version_data(
    pk: int,
    version: int,
    read_seq: int,
    unread: int,
    pinned_at: datetime | None,
    muted_until: datetime | None,
    archived: bool,
    marked_unread: bool,
) -> dict[str, Any]:
    """A thread in numbers, for one person."""
    return {
        "id": str(pk),
        "version": version,
        "read_seq": read_seq,
        "unread": unread,
        "pinned": pinned_at is not None,
        "muted_until": muted_until,
        "archived": archived,
        "marked_unread": marked_unread,
    }


class ThreadVersion(serializers.Serializer):
    id = IdField()
    version = serializers.IntegerField()
    read_seq = serializers.IntegerField()
    unread = serializers.IntegerField()
    pinned = serializers.BooleanField()
    muted_until = serializers.DateTimeField(allow_null=True)
    archived = serializers.BooleanField()
    marked_unread = serializers.BooleanField()


@example(answer=page(VERSION))
class ThreadVersions(serializers.Serializer):
    results = ThreadVersion(many=True, help_text="All threads of the caller.")
    next = serializers.CharField(allow_null=True, help_text="Always null.")


@example(asked={"people": ["12", "15"], "name": "Morning shift", "client_id": CLIENT_ID})
class NewThread(serializers.Serializer):
    people = serializers.ListField(
        child=IdField(), max_length=MOST_MEMBERS, help_text="Who shall be in it; the caller is in anyway."
    )
    name = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")
    history = serializers.ChoiceField(Thread.History.choices, required=False, default=Thread.History.ALL)
    client_id = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")


@example(asked={"name": "Early shift", "history": "joined"})
class ThreadChanges(serializers.Serializer):
    name = serializers.CharField(max_length=120, allow_blank=True, required=False)
    picture = IdField(
        allow_null=True, required=False, help_text="A picture that the caller sent (`POST /files`); null takes it away."
    )
    history = serializers.ChoiceField(Thread.History.choices, required=False, help_text="Admins only.")


@example(asked={"pinned": True, "mute": "hour"})
class Keeping(serializers.Serializer):
    pinned = serializers.BooleanField(required=False)
    mute = serializers.ChoiceField(
        ["hour", "tomorrow", "always"], allow_null=True, required=False, help_text="`tomorrow` is 8:00; null unmutes."
    )
    archived = serializers.BooleanField(required=False, help_text="Until somebody says something.")
    marked_unread = serializers.BooleanField(required=False)


@example(answer=KEPT)
class Kept(serializers.Serializer):
    pinned = serializers.BooleanField()
    muted_until = serializers.DateTimeField(allow_null=True)
    archived = serializers.BooleanField()
    marked_unread = serializers.BooleanField()


@example(asked={"role": "admin"})
class MemberRole(serializers.Serializer):
    role = serializers.ChoiceField(Member.Role.choices)


@example(asked={"people": ["15"]})
class NewMembers(serializers.Serializer):
    people = serializers.ListField(child=IdField(), allow_empty=False, max_length=MOST_MEMBERS)
