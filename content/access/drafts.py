"""One's own drafts, and nobody else's."""

from __future__ import annotations

from django.db.models import QuerySet

from content.drafts import check_place
from content.models import Draft
from people.models import User


def drafts_of(person: User) -> QuerySet[Draft]:
    return Draft.objects.filter(person=person)


def draft_at(person: User, place: str) -> Draft | None:
    """The person's draft in a place where they may write."""
    check_place(person, place)
    return drafts_of(person).filter(place=place).first()
