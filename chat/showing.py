"""What hangs on messages, read for a whole list at once, and only for those that have it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch, prefetch_related_objects

from chat.models import Message, MessageCard
from content.models import with_files
from people.models import User


def with_all_they_show(rows: Iterable[Message]) -> list[Message]:
    """The same messages, with files, quotes, mentions and link cards at hand: one query for each that there is."""
    messages = list(rows)
    _with_authors(messages)
    with_files([message for message in messages if message.file_count])
    answering = [message for message in messages if message.reply_to_id]
    if answering:
        prefetch_related_objects(answering, Prefetch("reply_to", Message.objects.shown()))
    meaning = [message for message in messages if message.mention_count]
    if meaning:
        prefetch_related_objects(meaning, "mentions")
    with_cards(messages)
    return messages


def with_cards(messages: list[Message]) -> None:
    """Read their link cards, anew where they were read before."""
    linking = [message for message in messages if message.card_count]
    for message in linking:
        getattr(message, "_prefetched_objects_cache", {}).pop("cards", None)
    if linking:
        prefetch_related_objects(linking, Prefetch("cards", MessageCard.objects.select_related("card")))


def _with_authors(messages: list[Message]) -> None:
    """Each author read once: a page of fifty messages has two or ten, and a person is a wide row."""
    lacking = [message for message in messages if not Message.author.is_cached(message)]
    authors = User.objects.in_bulk({message.author_id for message in lacking}) if lacking else {}
    for message in lacking:
        message.author = authors[message.author_id]
