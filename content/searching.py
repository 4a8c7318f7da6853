"""Texts by their words: what a question asks for, and where its words stand in a text.

Each text is kept as English, as French and word by word, so a question is asked in all three at once. The last word
may be only begun. Who may find what is said by the queries of the apps, which ask with `fitting`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQueryField
from django.db import connection, transaction
from django.db.models import BooleanField, F, Func, Model, Value
from django.db.models.functions import Cast

from content.models import CONFIGURATIONS
from content.search import pieces
from core.folding import fold
from core.text import plain

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
        FROM (SELECT id, translate(text, %(start)s || %(stop)s, '') AS body FROM {table} WHERE id = ANY(%(ids)s))
            AS texts
    ) AS lines
"""
HOW_MANY = "EXPLAIN (FORMAT JSON) SELECT 1 FROM {table} WHERE {there} AND words @@ %s::tsquery"


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
        return pieces(self.text, self.marks)

    @property
    def words(self) -> list[str]:
        return list(dict.fromkeys(self.text[start : start + length] for start, length in self.marks))


def question_of(text: str) -> str | None:
    """What `text` asks for, as PostgreSQL writes it; None where there is no word that is wanted."""
    text = " ".join(text.replace("\0", " ").split())[:MOST_LETTERS]
    if not text:
        return None
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


def fitting(asked: str) -> Matches:
    """The condition that a row's `words` have what was asked for."""
    return Matches(F("words"), Cast(Value(asked), SearchQueryField()))


@contextmanager
def by_index() -> Iterator[None]:
    """What is asked within reads no whole table. PostgreSQL guesses by a hundred too high how many texts have a word
    that is only begun, and then would rather read all that was ever written than ask the index."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield
        cursor.execute("SET LOCAL enable_seqscan = on")


def reckoned(table: type[Model], asked: str, there: str = "deleted_at IS NULL") -> int:
    """How many rows fit, as PostgreSQL reckons without looking."""
    with connection.cursor() as cursor:
        cursor.execute(HOW_MANY.format(table=table._meta.db_table, there=there), [asked])
        return int(cursor.fetchone()[0][0]["Plan"]["Plan Rows"])


def excerpts_of(table: type[Model], ids: Iterable[int], asked: str) -> dict[int, Excerpt]:
    """Of each text of a table the part that has the words, in one query."""
    ids = list(ids)
    if not ids:
        return {}
    english, french, simple = CONFIGURATIONS
    values: dict[str, Any] = {"english": english, "french": french, "simple": simple, "asked": asked, "ids": ids}
    with connection.cursor() as cursor:
        statement = EXCERPTS.format(table=table._meta.db_table)
        cursor.execute(statement, {**values, "start": START, "stop": STOP, "shape": SHAPE})
        return {pk: excerpt_from(line) for pk, line in cursor.fetchall()}


def parts_of(table: type[Model], rows: Sequence[Any], asked: str | None) -> dict[int, Excerpt]:
    """What is shown of each text that was found: the part with the words; how it begins where none were asked for."""
    if asked is None:
        return {row.pk: excerpt_from(plain(row.text, most=LONGEST + 1)) for row in rows}
    return excerpts_of(table, [row.pk for row in rows], asked)


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


def marks_of(text: str, asked: str) -> list[tuple[int, int]]:
    """Where in a name the words of a question begin a word, accents and case aside: start and length."""
    wanted = [fold(word) for word in re.findall(r"[^\W_]+", asked)]
    found = []
    for word in re.finditer(r"[^\W_]+", text):
        fits = max((each for each in wanted if fold(word[0]).startswith(each)), key=len, default="")
        if fits:
            found.append((word.start(), min(len(fits), len(word[0]))))
    return found
