"""Colleagues by name, title or place; `people` stands left of everything that could be told of it."""

from __future__ import annotations

from django.urls import reverse

from content.search import Found, Question
from content.searching import marks_of
from people.access import PEOPLE_ORDER, people_for
from people.models import User


def find_people(person: User, question: Question, most: int) -> list[Found]:
    found = people_for(person, text=question.text).order_by(*PEOPLE_ORDER)[:most]
    return [
        Found(
            id=str(each.pk),
            title=str(each),
            title_marks=marks_of(str(each), question.text),
            text=" · ".join(filter(None, (each.title, each.department, each.place))),
            link=reverse("people:profile", args=[each.pk]),
            person=each,
        )
        for each in found
    ]
