"""Files by their names, for a search over everything."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Func, QuerySet, Value

from content.models import File
from content.models.folded import Folded
from content.search import Found, Question
from content.searching import marks_of
from core.folding import fold

MOST_WORDS = 6


class Contains(Func):
    """`name LIKE pattern`: what the index on folded names answers; Django's own `contains` asks something else."""

    template = "(%(expressions)s)"
    arg_joiner = " LIKE "
    output_field = BooleanField()


def files_called(held_as: str, holders: QuerySet[Any], question: Question, most: int) -> QuerySet[File]:
    """The newest files in whose names each word stands, of those things (a query of ids) that the reader may see."""
    files = File.objects.present().filter(held_as=held_as, holder__in=holders)
    for word in fold(question.text).split()[:MOST_WORDS]:
        pattern = f"%{connection.ops.prep_for_like_query(word)}%"
        files = files.filter(Contains(Folded(F("name")), Value(pattern)))
    if question.by:
        files = files.filter(uploader=question.by)
    if question.after:
        files = files.filter(pk__lt=question.after[0])
    return question.between(files, "created_at").select_related("uploader").order_by("-pk")[:most]


def found_file(file: File, question: Question, place: str, link: str) -> Found:
    """One of them as a line of results; `place` tells where it lies."""
    return Found(
        id=str(file.pk),
        title=file.name,
        title_marks=marks_of(file.name, question.text),
        text=place,
        link=link,
        person=file.uploader,
        at=file.created_at,
        key=(file.pk, 0),
    )
