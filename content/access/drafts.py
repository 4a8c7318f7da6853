"""One's own drafts, and nobody else's."""

from __future__ import annotations

from django.db.models import QuerySet

from content.drafts import check_place
from content.models import Draft, File
from people.models import User


def drafts_of(person: User) -> QuerySet[Draft]:
    return Draft.objects.filter(person=person)


def draft_at(person: User, place: str) -> Draft | None:
    """The person's draft in a place where they may write."""
    check_place(person, place)
    return drafts_of(person).filter(place=place).first()


def may_read_file(person: User, file: File) -> bool:
    """What a draft keeps is its writer's alone."""
    return Draft.objects.filter(pk=file.holder or 0, person=person).exists()


def who_hears(draft: int) -> list[int]:
    return list(Draft.objects.filter(pk=draft).values_list("person_id", flat=True))
