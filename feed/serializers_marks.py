"""What hangs on a post: seen, read, important, shared, kept. For all who may read it, and for one reader."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from content.serializers import FileSerializer, files_data
from core.examples import example
from core.rest import IdField
from feed.models import Post
from groups.serializers import GroupRefSerializer, group_ref
from people.models import User
from people.serializers import PersonRefSerializer, person_ref


class SharedPostSerializer(serializers.Serializer):
    id = IdField()
    author = PersonRefSerializer()
    group = GroupRefSerializer(allow_null=True, help_text="Null: it stands on its author's profile.")
    text = serializers.CharField()
    files = FileSerializer(many=True, help_text="In their order.")
    created_at = serializers.DateTimeField()


class MarksSerializer(serializers.Serializer):
    seen_count = serializers.IntegerField(help_text="How many of its group had it on their screen; not its author.")
    read_count = serializers.IntegerField(help_text="Of an important post: how many tapped *Read*.")
    share_count = serializers.IntegerField(help_text="How many posts share it.")
    important_until = serializers.DateTimeField(
        allow_null=True, help_text="Till then it stands on top of each member's feed until they read it."
    )
    is_shared = serializers.BooleanField(help_text="It shows another post.")


class MyMarksSerializer(serializers.Serializer):
    my_seen = serializers.ChoiceField(["seen", "read"], allow_null=True, help_text="Whether the caller saw or read it.")
    is_saved = serializers.BooleanField(help_text="Whether the caller keeps it in their list.")
    shared_from = SharedPostSerializer(
        allow_null=True, help_text="What it shows of another; null too where that is gone or not for the caller."
    )


@example(answer={"id": "4711", "seen_count": 35})
class SeenStateSerializer(serializers.Serializer):
    id = IdField()
    seen_count = serializers.IntegerField()


def marks_data(post: Post) -> dict[str, Any]:
    """The same for all who may read it."""
    return {
        "seen_count": post.seen_count,
        "read_count": post.read_count,
        "share_count": post.share_count,
        "important_until": post.important_until,
        "is_shared": post.is_shared,
    }


def my_marks_data(post: Post) -> dict[str, Any]:
    """As one person sees it: from `for_reader`."""
    return {
        "my_seen": post.my_seen,
        "is_saved": post.is_saved,
        "shared_from": source_data(post.shared_from) if post.shared_from else None,
    }


def source_data(source: Post) -> dict[str, Any]:
    return {
        "id": str(source.pk),
        "author": person_ref(source.author),
        "group": group_ref(source.group) if source.group else None,
        "text": source.text,
        "files": files_data(source.files),
        "created_at": source.created_at,
    }


def reader_data(person: User) -> dict[str, Any]:
    """One line of who saw a post and who did not: from `marking.readers_of`."""
    return {
        "person": person_ref(person),
        "title": person.title,
        "department": person.department,
        "seen_at": person.seen_post_at,
        "read_at": person.read_post_at,
    }
