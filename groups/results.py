"""Groups as results of a search over everything: all that the person may know of, archived ones too."""

from __future__ import annotations

from django.db.models import Case, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.search import Found, Question
from content.searching import marks_of
from groups.models import Group
from people.models import User


def find_groups(person: User, question: Question, most: int) -> list[Found]:
    """By name first, then by purpose."""
    groups = Group.objects.visible_to(person)
    by_name = Q()
    for word in question.text.split():
        groups = groups.filter(Q(name__icontains=word) | Q(purpose__icontains=word))
        by_name &= Q(name__icontains=word)
    near = Case(When(by_name, then=Value(0)), default=Value(1))
    start = question.offset
    found = groups.order_by(near, "archived_at", "-member_count", "name", "pk")[start : start + most]
    return [
        Found(
            id=str(group.pk),
            title=group.name,
            title_marks=marks_of(group.name, question.text),
            text=_about(group),
            link=reverse("groups:group", args=[group.pk]),
            key=(place, 0),
        )
        for place, group in enumerate(found, start + 1)
    ]


def _about(group: Group) -> str:
    number = ngettext("%(number)s member", "%(number)s members", group.member_count) % {"number": group.member_count}
    parts = [group.get_kind_display(), number, *([_("Archived")] if group.archived_at else [])]
    return " · ".join(map(str, parts))
