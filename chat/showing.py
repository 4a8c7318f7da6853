"""What hangs on messages, read for a whole list at once, and only for those that have it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch, prefetch_related_objects

from chat.models import Message, MessageCard
from content.models import with_files


def with_all_they_show(rows: Iterable[Message]) -> list[Message]:
    """The same messages, with files, mentions and link cards at hand: at most one query for each of the three."""
    messages = list(rows)
    with_files([message for message in messages if message.file_count])
    meaning = [message for message in messages if message.mention_count]
    if meaning:
        prefetch_related_objects(meaning, "mentions")
    linking = [message for message in messages if message.card_count]
    if linking:
        prefetch_related_objects(linking, Prefetch("cards", MessageCard.objects.select_related("card")))
    return messages
