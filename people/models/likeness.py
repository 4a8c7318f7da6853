"""How much two words are written alike; the index on `search_text` answers it.

By the triples of letters they share, which forgives a wrong, missing or doubled letter; two letters that changed
places leave a short word without any, so those are tried one by one.
"""

from __future__ import annotations

from django.db import connection
from django.db.models import BooleanField, F, FloatField, Func, Value
from django.db.models.functions import Greatest

ALIKE = 0.42  # of the word's triples; a slip in a word of five letters leaves about half of them

LONGEST_TURNED = 12


class Resembles(Func):
    """`word <% text`: some part of the text is like the word."""

    template = "(%(expressions)s)"
    arg_joiner = " OPERATOR(extensions.<%%) "
    output_field = BooleanField()


class Likeness(Func):
    function = "extensions.word_similarity"
    output_field = FloatField()


def reckon_with_slips() -> None:
    """How alike is alike enough, for this connection: the operator that the index answers takes it from there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, false)", [str(ALIKE)])


def turned_letters(word: str) -> list[str]:
    """`jhon` → hjon, john, jhno: what was meant if two letters changed places."""
    if len(word) > LONGEST_TURNED:
        return []
    turned = (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1))
    return [other for other in turned if other != word]


def likeness_to(word: str) -> Func:
    """How near any part of the text comes to the word, or to what may have been meant by it."""
    likes = [Likeness(Value(each), F("search_text")) for each in (word, *turned_letters(word))]
    return Greatest(*likes) if len(likes) > 1 else likes[0]
