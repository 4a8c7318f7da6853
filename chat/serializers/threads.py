"""Threads as the API and events show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rest_framework import serializers

from chat.examples import THREAD, page
from chat.models import Member, Message, Thread
from chat.serializers.messages import MessageShape, message_data
from content.serializers import FileSerializer, file_data
from core.examples import example
from core.rest import IdField
from people.models import User
from people.serializers import PersonRefSerializer, person_ref

FEW = 10  # members named in lists and events


def face(person: User) -> dict[str, Any]:
    """A person as a thread's member."""
    return {
        **person_ref(person),
        "photo": f"/people/{person.pk}/photo" if person.photo else None,
        "active": person.is_active,
    }


def people_in(thread: Thread) -> list[User]:
    """Everybody in the thread, longest members first."""
    members = Member.objects.here().filter(thread=thread).select_related("person").order_by("joined_at", "person_id")
    return [member.person for member in members]


def thread_event(thread: Thread, people: Sequence[User]) -> dict[str, Any]:
    """What is the same for all members."""
    return {
        "id": str(thread.pk),
        "kind": thread.kind,
        "name": thread.name,
        "picture": file_data(thread.picture) if thread.picture else None,
        "history": thread.history,
        "group": str(thread.group_id) if thread.group_id else None,
        "version": thread.version,
        "member_count": thread.member_count,
        "members": [face(person) for person in people[:FEW]],
        "created_at": thread.created_at,
        "changed_at": thread.changed_at,
    }


def thread_data(thread: Thread, members: Iterable[Member], last: Message | None) -> dict[str, Any]:
    """A thread for the person whose pointer `for_list` brought along; `members` are `veiled` for them."""
    return {
        **thread_event(thread, []),
        "members": [
            {
                **face(member.person),
                "role": member.role,
                "read_seq": member.shown_read_seq,
                "delivered_seq": member.delivered_seq,
            }
            for member in members
        ],
        "last_message": message_data(last) if last else None,
        "last_seq": thread.last_seq,
        "read_seq": thread.my_read_seq,
        "unread": thread.my_unread,
        "from_seq": thread.my_from_seq,
        "pinned": thread.my_pinned_at is not None,
        "muted_until": thread.my_muted_until if thread.is_muted else None,
        "archived": thread.my_archived,
        "marked_unread": thread.my_marked_unread,
    }


def seen_of(thread: Thread, message: Message | None) -> Message | None:
    """The message, where the person of `my_from_seq` may see it."""
    return message if message and message.seq > thread.my_from_seq else None


def thread_rows(threads: Sequence[Thread], *, reader: User) -> list[dict[str, Any]]:
    """A page of threads: members and last messages in one query each."""
    members: dict[int, list[Member]] = {}
    for member in Member.objects.first_few(threads, FEW).veiled(reader):
        members.setdefault(member.thread_id, []).append(member)
    last = {message.thread_id: message for message in Message.objects.last_of(threads)}
    return [thread_data(thread, members.get(thread.pk, []), seen_of(thread, last.get(thread.pk))) for thread in threads]


class ThreadMember(PersonRefSerializer):
    photo = serializers.CharField(allow_null=True)
    active = serializers.BooleanField(help_text="False once the person left the company.")
    role = serializers.ChoiceField(Member.Role.choices)
    read_seq = serializers.IntegerField(
        allow_null=True, help_text="Null where they, or the caller, do not show what they have read."
    )
    delivered_seq = serializers.IntegerField()


@example(answer=THREAD)
class ThreadShape(serializers.Serializer):
    id = IdField()
    kind = serializers.ChoiceField(Thread.Kind.choices)
    name = serializers.CharField(help_text="Empty in direct threads, and in groups that show their members' names.")
    picture = FileSerializer(allow_null=True)
    history = serializers.ChoiceField(
        Thread.History.choices, help_text="Whether people who are added see what was said before."
    )
    group = IdField(allow_null=True, help_text="The group whose members are in it, where there is one.")
    version = serializers.IntegerField(help_text="Grows by one with every change.")
    member_count = serializers.IntegerField()
    members = ThreadMember(many=True, help_text="All of them in one thread, the first ten in lists.")
    created_at = serializers.DateTimeField()
    changed_at = serializers.DateTimeField(help_text="Last message, or change of name or members.")
    last_message = MessageShape(allow_null=True)
    last_seq = serializers.IntegerField(help_text="`seq` of the newest message, 0 where there is none.")
    read_seq = serializers.IntegerField(help_text="The caller has read up to here.")
    unread = serializers.IntegerField(help_text="Messages of others behind it.")
    from_seq = serializers.IntegerField(help_text="The caller sees what stands behind it.")
    pinned = serializers.BooleanField()
    muted_until = serializers.DateTimeField(allow_null=True, help_text="The year 9999 where it is for ever.")
    archived = serializers.BooleanField(help_text="Until somebody says something.")
    marked_unread = serializers.BooleanField()


@example(answer=page(THREAD))
class ThreadList(serializers.Serializer):
    results = ThreadShape(many=True, help_text="Newest change first.")
    next = serializers.CharField(allow_null=True, help_text="`cursor` of the next page; null on the last.")


@example(answer={"read_seq": 19, "unread": 0})
class Pointer(serializers.Serializer):
    read_seq = serializers.IntegerField()
    unread = serializers.IntegerField()
