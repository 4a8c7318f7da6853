"""Messages by their words: of one thread, or of all that a person is in.

Each text is kept as English, as French and word by word, so a question is asked in all three at once. The last word
may be only begun. Rights stand in the query itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQueryField
from django.db import connection
from django.db.models import BooleanField, F, Func, Value
from django.db.models.functions import Cast

from chat.models import Message, MessageQuerySet, Thread
from chat.peace import unheard_by
from content.models import CONFIGURATIONS
from people.models import User

MOST_LETTERS = 200
BEGUN = re.compile(r"(?:^|\s)([^\W_]+)$")
START, STOP = "\x02", "\x03"  # around each word found; no text has them
SHAPE = f"StartSel={START}, StopSel={STOP}, HighlightAll=true"
BEFORE, LONGEST = 60, 220  # characters of an excerpt, before the first word found and all

QUESTION = """
    SELECT asked::text, querytree(asked) FROM (SELECT (
        websearch_to_tsquery(%(english)s::regconfig, %(all)s) || websearch_to_tsquery(%(french)s::regconfig, %(all)s)
        || websearch_to_tsquery(%(simple)s::regconfig, %(all)s)
        || (
            (websearch_to_tsquery(%(english)s::regconfig, %(before)s)
                || websearch_to_tsquery(%(french)s::regconfig, %(before)s)
                || websearch_to_tsquery(%(simple)s::regconfig, %(before)s))
            && to_tsquery(%(simple)s::regconfig, %(begun)s)
        )
    ) AS asked) AS question
"""

EXCERPTS = """
    SELECT id, CASE WHEN strpos(english, %(start)s) > 0 THEN english WHEN strpos(french, %(start)s) > 0 THEN french
        ELSE ts_headline(%(simple)s::regconfig, body, %(asked)s::tsquery, %(shape)s) END
    FROM (
        SELECT id, body, ts_headline(%(english)s::regconfig, body, %(asked)s::tsquery, %(shape)s) AS english,
            ts_headline(%(french)s::regconfig, body, %(asked)s::tsquery, %(shape)s) AS french
        FROM (SELECT id, translate(text, %(start)s || %(stop)s, '') AS body FROM chat_message WHERE id = ANY(%(ids)s))
            AS texts
    ) AS lines
"""


COMMON = 0.05  # of all messages, as PostgreSQL reckons: from there on each thread is asked by itself
HOW_MANY = "EXPLAIN (FORMAT JSON) SELECT 1 FROM chat_message WHERE deleted_at IS NULL AND words @@ %s::tsquery"
OF_HOW_MANY = "SELECT reltuples FROM pg_class WHERE oid = 'chat_message'::regclass"
BY_THREAD = """
    SELECT found.id FROM chat_member AS member CROSS JOIN LATERAL (
        SELECT id, created_at FROM chat_message
        WHERE thread_id = member.thread_id AND seq > member.from_seq AND deleted_at IS NULL
            AND words @@ %(asked)s::tsquery
            AND author_id NOT IN (SELECT blocked_id FROM chat_block WHERE blocker_id = %(person)s)
        ORDER BY seq DESC LIMIT %(most)s
    ) AS found
    WHERE member.person_id = %(person)s AND member.left_at IS NULL
    ORDER BY found.created_at DESC, found.id DESC LIMIT %(most)s
"""


class Matches(Func):
    """`words @@ question`: what the index answers."""

    arg_joiner = " @@ "
    template = "(%(expressions)s)"
    output_field = BooleanField()


@dataclass(frozen=True)
class Excerpt:
    """A part of a text, and where in it the words stand that were looked for: start and length."""

    text: str
    marks: list[tuple[int, int]]

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The text in order, each piece with whether it was looked for."""
        found, at = [], 0
        for start, length in self.marks:
            found += [(self.text[at:start], False), (self.text[start : start + length], True)]
            at = start + length
        return [piece for piece in [*found, (self.text[at:], False)] if piece[0]]

    @property
    def words(self) -> list[str]:
        return list(dict.fromkeys(self.text[start : start + length] for start, length in self.marks))


def question_of(text: str) -> str | None:
    """What `text` asks for, as PostgreSQL writes it; None where there is no word that is wanted."""
    text = " ".join(text.replace("\0", " ").split())[:MOST_LETTERS]
    begun = BEGUN.search(text) if text.count('"') % 2 == 0 else None
    english, french, simple = CONFIGURATIONS
    values = {
        "english": english,
        "french": french,
        "simple": simple,
        "all": text,
        "before": text[: begun.start()] if begun else "",
        "begun": f"{begun[1]}:*" if begun else "",
    }
    with connection.cursor() as cursor:
        cursor.execute(QUESTION, values)
        asked, tree = cursor.fetchone()
    return asked if tree not in {"", "T"} else None


def messages_with(person: User, asked: str) -> MessageQuerySet:
    """Messages that the person may see, with what was asked for; removed ones have no words any more, and of somebody
    blocked none is found."""
    return _with(Message.objects.visible_to(person), asked, person)


def newest_with(person: User, asked: str, most: int) -> list[Message]:
    """The newest of them. A rare word is looked up in the index once; of a common one that would find a good part of
    all that was ever said, so there each thread is read from its end until it has enough."""
    with connection.cursor() as cursor:
        cursor.execute(HOW_MANY, [asked])
        fitting = cursor.fetchone()[0][0]["Plan"]["Plan Rows"]
        cursor.execute(OF_HOW_MANY)
        if fitting <= COMMON * max(cursor.fetchone()[0], 1):
            return list(messages_with(person, asked).shown().order_by("-created_at", "-pk")[:most])
        cursor.execute(BY_THREAD, {"asked": asked, "person": person.pk, "most": most})
        ids = [pk for (pk,) in cursor.fetchall()]
    return list(Message.objects.filter(pk__in=ids).shown().order_by("-created_at", "-pk"))


def messages_in(thread: Thread, asked: str, *, reader: User) -> MessageQuerySet:
    """The same in one thread that was found through `thread_for`."""
    return _with(Message.objects.filter(thread=thread, seq__gt=thread.my_from_seq), asked, reader)


def _with(messages: MessageQuerySet, asked: str, reader: User) -> MessageQuerySet:
    question = Cast(Value(asked), SearchQueryField())
    return messages.filter(Matches(F("words"), question), deleted_at=None).exclude(author__in=unheard_by(reader))


def excerpts_of(messages: Iterable[Message], asked: str) -> dict[int, Excerpt]:
    """Of each message the part that has the words, in one query."""
    ids = [message.pk for message in messages]
    if not ids:
        return {}
    english, french, simple = CONFIGURATIONS
    values: dict[str, Any] = {"english": english, "french": french, "simple": simple, "asked": asked, "ids": ids}
    with connection.cursor() as cursor:
        cursor.execute(EXCERPTS, {**values, "start": START, "stop": STOP, "shape": SHAPE})
        return {pk: excerpt_from(line) for pk, line in cursor.fetchall()}


def excerpt_from(text: str) -> Excerpt:
    """The part around the first word found, with all that are in it."""
    plain, marks = "", []
    for number, part in enumerate(re.split(f"[{START}{STOP}]", text)):
        if number % 2:
            marks.append((len(plain), len(part)))
        plain += part
    first = marks[0][0] if marks else 0
    start = 0 if first <= BEFORE else plain.find(" ", first - BEFORE, first) + 1 or first - BEFORE
    shown = ("…" if start else "") + plain[start : start + LONGEST] + ("…" if len(plain) > start + LONGEST else "")
    shift = (1 if start else 0) - start
    inside = [(at + shift, length) for at, length in marks if at + length <= start + LONGEST]
    return Excerpt(shown, inside)
