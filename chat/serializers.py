"""Threads and messages as the API and events show them.

The functions write them, the classes describe them in the OpenAPI document; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rest_framework import serializers

from chat.fragments import message_html
from chat.models import MOST_CHARACTERS, Member, Message, Thread
from chat.showing import with_all_they_show
from content.serializers import FileSerializer, file_data, files_data
from content.serializers.cards import CardSerializer, card_data
from core.rest import IdField
from people.models import User
from people.serializers import PersonRefSerializer, person_ref

FEW = 10  # members named in lists and events
QUOTED = 200  # characters of a quoted message


def message_data(message: Message) -> dict[str, Any]:
    """A message; of a removed one only its place."""
    return {
        "id": str(message.pk),
        "thread": str(message.thread_id),
        "seq": message.seq,
        "version": message.version,
        "kind": message.kind,
        "author": person_ref(message.author),
        **(_nothing_said() if message.deleted_at else _what_is_said(message)),
        "client_id": message.client_id,
        "created_at": message.created_at,
        "edited_at": message.edited_at,
        "deleted_at": message.deleted_at,
    }


def _what_is_said(message: Message) -> dict[str, Any]:
    return {
        "text": message.text,
        "mentions": [{"id": str(mention.person_id), "name": mention.name} for mention in message.mention_list],
        "means_all": message.means_all,
        "sticker": message.sticker or None,
        "files": files_data(message.file_list),
        "cards": [card_data(use) for use in message.card_list],
        "detail": message.detail,
        "reply_to": quote_of(message),
        "forwarded": message.is_forwarded,
        "reactions": message.reactions,
    }


def _nothing_said() -> dict[str, Any]:
    return {
        "text": "",
        "mentions": [],
        "means_all": False,
        "sticker": None,
        "files": [],
        "cards": [],
        "detail": {},
        "reply_to": None,
        "forwarded": False,
        "reactions": {},
    }


def quote_of(message: Message) -> dict[str, Any] | None:
    """What a reply quotes; only its place where somebody who sees the reply may not see it."""
    if not message.reply_to_id:
        return None
    if message.quotes_apart:
        hidden = {"author": None, "text": "", "deleted_at": None}
        return {"id": str(message.reply_to_id), "seq": message.reply_to.seq, "apart": True, **hidden}
    return {**quote_data(message.reply_to), "apart": False}


def quote_data(message: Message) -> dict[str, Any]:
    """Of a removed message only its place."""
    return {
        "id": str(message.pk),
        "seq": message.seq,
        "author": person_ref(message.author),
        "text": "" if message.deleted_at else message.text[:QUOTED],
        "deleted_at": message.deleted_at,
    }


def message_rows(messages: Iterable[Message], *, html: bool) -> list[dict[str, Any]]:
    """Messages for a list; with `html` each brings the fragment that pages and sockets show."""
    messages = with_all_they_show(messages)
    if not html:
        return [message_data(message) for message in messages]
    return [{**message_data(message), "html": message_html(message)} for message in messages]


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


class Quote(serializers.Serializer):
    id = IdField()
    seq = serializers.IntegerField()
    author = PersonRefSerializer(allow_null=True)
    text = serializers.CharField(help_text="The beginning of it; empty once removed.")
    deleted_at = serializers.DateTimeField(allow_null=True)
    apart = serializers.BooleanField(
        help_text="Not everybody who sees this message sees the quoted one: ask for it (`GET /messages/{id}`)."
    )


class MessageShape(serializers.Serializer):
    id = IdField()
    thread = IdField()
    seq = serializers.IntegerField(help_text="Its place in the thread, from 1; never changes.")
    version = serializers.IntegerField(help_text="The thread's version at its last change.")
    kind = serializers.ChoiceField(Message.Kind.choices)
    author = PersonRefSerializer()
    text = serializers.CharField(help_text="A small part of Markdown; empty once removed.")
    mentions = PersonRefSerializer(many=True, help_text="Whom each `@Name` in the text means, in order.")
    means_all = serializers.BooleanField(help_text="It was said to everybody in the thread (`@all`).")
    sticker = serializers.CharField(allow_null=True, help_text="Key of the sticker, see `GET /stickers`.")
    files = FileSerializer(many=True)
    cards = CardSerializer(many=True, help_text="Of the pages that the text links to; they come a moment later.")
    detail = serializers.JSONField(help_text="What its kind needs: a voice note's `waveform`, what an event tells.")
    reply_to = Quote(allow_null=True)
    forwarded = serializers.BooleanField()
    reactions = serializers.DictField(
        child=serializers.ListField(child=IdField()), help_text="Emoji → ids of those who show it, in their order."
    )
    client_id = serializers.CharField(allow_null=True)
    created_at = serializers.DateTimeField()
    edited_at = serializers.DateTimeField(allow_null=True)
    deleted_at = serializers.DateTimeField(allow_null=True)


class MessageInList(MessageShape):
    html = serializers.CharField(required=False, help_text="The rendered message, with `html=1` only.")


class MessageList(serializers.Serializer):
    results = MessageInList(many=True, help_text="Newest first.")
    next = serializers.CharField(allow_null=True, help_text="`cursor` of the next, older page; null on the last.")
    newer = serializers.BooleanField(required=False, help_text="With `around` only: whether there are newer ones.")


class Changes(serializers.Serializer):
    version = serializers.IntegerField(help_text="`since` of the next call.")
    messages = MessageInList(many=True, help_text="New, changed and removed ones, in order of their version.")
    more = serializers.BooleanField(help_text="Whether more is there already: ask again from `version`.")


class ThreadMember(PersonRefSerializer):
    photo = serializers.CharField(allow_null=True)
    active = serializers.BooleanField(help_text="False once the person left the company.")
    role = serializers.ChoiceField(Member.Role.choices)
    read_seq = serializers.IntegerField(
        allow_null=True, help_text="Null where they, or the caller, do not show what they have read."
    )
    delivered_seq = serializers.IntegerField()


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


class ThreadList(serializers.Serializer):
    results = ThreadShape(many=True, help_text="Newest change first.")
    next = serializers.CharField(allow_null=True, help_text="`cursor` of the next page; null on the last.")


class Pointer(serializers.Serializer):
    read_seq = serializers.IntegerField()
    unread = serializers.IntegerField()


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


class EditedMessage(serializers.Serializer):
    text = serializers.CharField(allow_blank=True, trim_whitespace=False)
    version = serializers.IntegerField(
        required=False, allow_null=True, default=None, help_text="Refuse with 409 if it changed since this version."
    )


class ReadUpTo(serializers.Serializer):
    seq = serializers.IntegerField(min_value=0, max_value=2**62)
