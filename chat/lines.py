"""Pages of messages, read as rows: most messages are words and nothing else, and need no model made of them.

A model of each of fifty rows costs four times what asking for them does. So a page is asked for with its authors'
names in one statement that is written once; only messages with files, cards, mentions or a quote are then read whole.
A `Line` has what `message_data` shows, under the same names, so that one place says how a message looks.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, ClassVar, NamedTuple

import orjson
from django.db.models import TextField
from django.db.models.functions import Cast

from chat.models import Message, MessageQuerySet, Thread
from chat.showing import with_all_they_show
from core.compiled import Compiled

LARGEST = 2**62
COLUMNS = (
    *("pk", "thread_id", "seq", "version", "kind", "author_id", "text", "means_all", "sticker", "is_forwarded"),
    *("client_id", "created_at", "edited_at", "deleted_at"),
)
JSON = {"detail_json": Cast("detail", TextField()), "reactions_json": Cast("reactions", TextField())}
HANGS = ("file_count", "card_count", "mention_count", "reply_to_id")  # what makes a message more than words
NAMES = ("author__name", "author__email", "author__username", "author__staff_number")


class Author(NamedTuple):
    """As much of a person as stands beside what they say."""

    pk: int
    name: str

    def __str__(self) -> str:
        return self.name


class Line:
    """A message of words alone, as it stands in the database now."""

    mention_list: ClassVar[Sequence[Any]] = ()
    file_list: ClassVar[Sequence[Any]] = ()
    card_list: ClassVar[Sequence[Any]] = ()
    reply_to_id: ClassVar[None] = None

    pk: int
    seq: int
    version: int

    def __init__(self, row: tuple[Any, ...]) -> None:
        self.__dict__.update(zip(COLUMNS, row, strict=False))
        detail, reactions = row[len(COLUMNS) : len(COLUMNS) + len(JSON)]
        self.detail = {} if detail == "{}" else orjson.loads(detail)
        self.reactions = {} if reactions == "{}" else orjson.loads(reactions)
        self.author = Author(row[COLUMNS.index("author_id")], next(filter(None, row[-len(NAMES) :]), ""))


@cache
def _statement(by: str, descending: bool, most: int, whole: bool) -> Compiled[Any]:
    """One for each length and direction of a page that is asked for."""

    def build(thread: int, seen: int, after: int, before: int) -> MessageQuerySet:
        found = Message.objects.filter(thread=thread, seq__gt=seen)
        found = found.filter(**{f"{by}__gt": after, f"{by}__lt": before})
        found = found.order_by(f"-{by}" if descending else by)
        return found[:most] if whole else found.annotate(**JSON).values_list(*COLUMNS, *JSON, *HANGS, *NAMES)[:most]

    return Compiled(build, thread=-1, seen=-2, after=-3, before=-4)


def lines_of(
    thread: Thread,
    *,
    by: str = "seq",
    after: int = 0,
    before: int = LARGEST,
    descending: bool = False,
    most: int,
    whole: bool = False,
) -> list[Line | Message]:
    """Up to `most` messages between two values of `by` in a thread found through `thread_for`, as far as its reader
    sees; with all they show. `whole` makes messages of all of them, for who shows faces."""
    ask = _statement(by, descending, most, whole)
    rows = ask(thread=thread.pk, seen=thread.my_from_seq, after=after, before=before)
    return list(with_all_they_show(rows)) if whole else _read_whole(rows)


def _read_whole(rows: Sequence[tuple[Any, ...]]) -> list[Line | Message]:
    """The rows as lines, and those on which something hangs as messages with all they show."""
    hangs = slice(len(COLUMNS) + len(JSON), len(COLUMNS) + len(JSON) + len(HANGS))
    more = [row[0] for row in rows if any(row[hangs])]
    whole = {message.pk: message for message in with_all_they_show(Message.objects.filter(pk__in=more))} if more else {}
    return [whole[row[0]] if row[0] in whole else Line(row) for row in rows]
