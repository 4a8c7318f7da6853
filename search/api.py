"""One search over everything, through the API."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from content.search import Found, Question
from core.cursor import BadCursor
from core.examples import example
from core.rest import IdField, limit_of, words_of
from groups.access import group_for
from people.access import person_for
from people.serializers import PersonRefSerializer, person_ref
from search import examples
from search.asking import FEW, day_begins, going_on, known_kinds, look_for

MARKS = "pairs of start and length, in characters."


class Marks(serializers.ListField):
    child = serializers.ListField(child=serializers.IntegerField())


class FoundShape(serializers.Serializer):
    id = IdField()
    title = serializers.CharField(help_text="The name of a person or thing; of a text, where it stands.")
    title_marks = Marks(help_text=f"Where in `title` the words stand: {MARKS}")
    text = serializers.CharField(help_text="The part of it that fits, as plain text.")
    marks = Marks(help_text=f"Where in `text` the words stand: {MARKS}")
    link = serializers.CharField(help_text="Opens it in its place.")
    person = PersonRefSerializer(allow_null=True, help_text="Who wrote it, or who it is.")
    at = serializers.DateTimeField(allow_null=True)


class SectionShape(serializers.Serializer):
    kind = serializers.CharField()
    label = serializers.CharField(help_text="In the caller's language.")
    results = FoundShape(many=True)
    more = serializers.BooleanField(help_text="Whether there is more than these.")
    next = serializers.CharField(allow_null=True, help_text="`cursor` of the next ones; null: that is all.")


@example(answer={"sections": [examples.SECTION]})
class Sections(serializers.Serializer):
    sections = SectionShape(many=True, help_text="Only kinds of which something was found; people first.")


class Filters(serializers.Serializer):
    by = IdField(required=False, help_text="Only what this person (id) wrote, sent or called for.")
    group = IdField(
        required=False,
        help_text="Only of this group (id): what is written there and in its conversation, its people.",
    )
    since = serializers.DateField(required=False, help_text="From this day on, on the caller's clock.")
    until = serializers.DateField(required=False, help_text="Up to this day, with it.")

    def validate(self, asked: dict[str, Any]) -> dict[str, Any]:
        if asked.get("since") and asked.get("until") and asked["until"] < asked["since"]:
            raise serializers.ValidationError({"until": [_("The end lies before the beginning.")]})
        return asked


class Search(APIView):
    @extend_schema(
        operation_id="search",
        parameters=[
            OpenApiParameter(
                "q",
                str,
                description='Words; "two words" in quotes together, -word without it. May be left out beside a filter: '
                "then it is all that the filters leave, newest first.",
            ),
            OpenApiParameter(
                "kind",
                str,
                description="Only these, with commas: `person`, `group`, `thread`, `post`, `comment`, `message`, "
                "`file`, `event`. Kinds to which a filter means nothing are left out.",
            ),
            Filters,
            OpenApiParameter("limit", int, description="1 to 100 of each kind, where `kind` is given; else six."),
            OpenApiParameter("cursor", str, description="`next` of a section: more of this one kind, the same asked."),
        ],
        responses=Sections,
    )
    def get(self, request: Request) -> Response:
        """Everything the caller may see that has these words. Accents and case aside; the last word may be begun."""
        wanted, after = _wanted(request)
        most = limit_of(request) if wanted and "limit" in request.query_params else FEW
        sections = look_for(request.user, replace(_question(request), after=after), wanted, most)
        return Response(
            {
                "sections": [
                    {
                        "kind": section.name,
                        "label": section.label,
                        "results": [found_data(each) for each in section.found],
                        "more": bool(section.next),
                        "next": section.next or None,
                    }
                    for section in sections
                ]
            }
        )


def _wanted(request: Request) -> tuple[list[str], tuple[Any, ...]]:
    """Which kinds, and where the one of a cursor goes on."""
    wanted = known_kinds(request.query_params.get("kind", ""))
    if wanted is None:
        raise ValidationError({"kind": [_("There is nothing of this kind to search.")]})
    cursor = request.query_params.get("cursor", "")
    if not cursor:
        return wanted, ()
    try:
        kind, after = going_on(cursor)
    except BadCursor:
        raise ValidationError({"cursor": [_("This cursor is not one of ours.")]}) from None
    if wanted not in ([], [kind]):
        raise ValidationError({"cursor": [_("This cursor is of another kind.")]})
    return [kind], after


def _question(request: Request) -> Question:
    asked = Filters(data={name: value for name, value in request.query_params.items() if value})
    asked.is_valid(raise_exception=True)
    given, me = asked.validated_data, request.user
    since, until = given.get("since"), given.get("until")
    return Question(
        text=words_of(request),
        by=person_for(me, given["by"]).pk if "by" in given else None,
        group=group_for(me, given["group"]).pk if "group" in given else None,
        since=day_begins(since, me) if since else None,
        until=day_begins(until + timedelta(days=1), me) if until else None,
    )


def found_data(found: Found) -> dict[str, Any]:
    return {
        "id": found.id,
        "title": found.title,
        "title_marks": [list(mark) for mark in found.title_marks],
        "text": found.text,
        "marks": [list(mark) for mark in found.marks],
        "link": found.link,
        "person": person_ref(found.person) if found.person else None,
        "at": found.at,
    }
