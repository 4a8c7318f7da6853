"""Messages as the API and events show them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rest_framework import serializers

from chat.examples import MESSAGE, page
from chat.fragments import message_html
from chat.lines import Line
from chat.models import Message
from chat.showing import with_all_they_show
from content.serializers import FileSerializer, files_data
from content.serializers.cards import CardSerializer, card_data
from core.examples import example
from core.rest import IdField
from people.serializers import PersonRefSerializer, person_ref

QUOTED = 200  # characters of a quoted message


def message_data(message: Message | Line) -> dict[str, Any]:
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


def _what_is_said(message: Message | Line) -> dict[str, Any]:
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


def quote_of(message: Message | Line) -> dict[str, Any] | None:
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
    return shown_rows(with_all_they_show(messages), html=html)


def shown_rows(messages: Iterable[Message | Line], *, html: bool) -> list[dict[str, Any]]:
    """The same of messages that have at hand what they show."""
    if not html:
        return [message_data(message) for message in messages]
    return [{**message_data(message), "html": message_html(message)} for message in messages]


class Quote(serializers.Serializer):
    id = IdField()
    seq = serializers.IntegerField()
    author = PersonRefSerializer(allow_null=True)
    text = serializers.CharField(help_text="The beginning of it; empty once removed.")
    deleted_at = serializers.DateTimeField(allow_null=True)
    apart = serializers.BooleanField(
        help_text="Not everybody who sees this message sees the quoted one: ask for it (`GET /messages/{id}`)."
    )


@example(answer=MESSAGE)
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


@example(answer={**page(MESSAGE), "next": "MTk"})
class MessageList(serializers.Serializer):
    results = MessageInList(many=True, help_text="Newest first.")
    next = serializers.CharField(allow_null=True, help_text="`cursor` of the next, older page; null on the last.")
    newer = serializers.BooleanField(required=False, help_text="With `around` only: whether there are newer ones.")


@example(answer={"version": 44, "messages": [MESSAGE], "more": False})
class Changes(serializers.Serializer):
    version = serializers.IntegerField(help_text="`since` of the next call.")
    messages = MessageInList(many=True, help_text="New, changed and removed ones, in order of their version.")
    more = serializers.BooleanField(help_text="Whether more is there already: ask again from `version`.")
