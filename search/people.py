"""Colleagues by name, title or place; `people` stands left of everything that could be told of it."""

from __future__ import annotations

from django.urls import reverse

from content.search import Found
from people.access import PEOPLE_ORDER, people_for
from people.models import User


def find_people(person: User, text: str, most: int) -> list[Found]:
    found = people_for(person, text=text).order_by(*PEOPLE_ORDER)[:most]
    return [
        Found(
            id=str(each.pk),
            title=str(each),
            text=each.title or each.department,
            link=reverse("people:profile", args=[each.pk]),
            person=each,
        )
        for each in found
    ]
