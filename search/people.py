"""Colleagues by name, title or place; `people` stands left of everything that could be told of it."""

from __future__ import annotations

from django.urls import reverse

from content.search import Found, Question
from content.searching import marks_of
from groups.models import Group, Membership
from people.access import PEOPLE_ORDER, people_for
from people.models import User


def find_people(person: User, question: Question, most: int) -> list[Found]:
    people, start = people_for(person, text=question.text), question.offset
    if question.group:  # in it, as far as the person may see who is
        group = Group.objects.peopled_for(person).filter(pk=question.group)
        people = people.filter(pk__in=Membership.objects.filter(group__in=group).values("person"))
    found = people.order_by(*PEOPLE_ORDER)[start : start + most]
    return [
        Found(
            id=str(each.pk),
            title=str(each),
            title_marks=marks_of(str(each), question.text),
            text=" · ".join(filter(None, (each.title, each.department, each.place))),
            link=reverse("people:profile", args=[each.pk]),
            person=each,
            key=(place, 0),
        )
        for place, each in enumerate(found, start + 1)
    ]
