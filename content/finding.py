"""Files by their names, for a search over everything."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Upper

from content.models import File
from content.search import Found, Question
from content.searching import marks_of

MOST_WORDS = 6


def files_called(held_as: str, holders: QuerySet[Any], question: Question, most: int) -> QuerySet[File]:
    """The newest files in whose names each word stands, of those things (a query of ids) that the reader may see."""
    files = File.objects.present().filter(held_as=held_as, holder__in=holders)
    for word in question.text.split()[:MOST_WORDS]:
        files = files.annotate(called=Upper("name")).filter(called__contains=word.upper())
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
    )
