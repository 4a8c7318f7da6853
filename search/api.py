"""One search over everything, through the API."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from content.search import Found, Question
from core.rest import IdField, limit_of, words_of
from groups.access import group_for
from people.access import person_for
from people.serializers import PersonRefSerializer, person_ref
from search.asking import FEW, day_begins, known_kinds, look_for

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
    more = serializers.BooleanField(help_text="Ask with `kind` and a larger `limit` for more.")


class Sections(serializers.Serializer):
    sections = SectionShape(many=True, help_text="Only kinds of which something was found; people first.")


class Filters(serializers.Serializer):
    by = IdField(required=False, help_text="Only what this person (id) wrote, sent or called for.")
    group = IdField(required=False, help_text="Only in this group (id).")
    since = serializers.DateField(required=False, help_text="From this day on, on the caller's clock.")
    until = serializers.DateField(required=False, help_text="Up to this day, with it.")

    def validate(self, asked: dict[str, Any]) -> dict[str, Any]:
        if asked.get("since") and asked.get("until") and asked["until"] < asked["since"]:
            raise serializers.ValidationError({"until": [_("The end lies before the beginning.")]})
        return asked


EXAMPLE = {
    "sections": [
        {
            "kind": "post",
            "label": "Posts",
            "results": [
                {
                    "id": "4711",
                    "title": "Company News",
                    "title_marks": [],
                    "text": "The rye starter is alive again.",
                    "marks": [[4, 3]],
                    "link": "/posts/4711/",
                    "person": {"id": "2", "name": "Bob Brown"},
                    "at": "2026-11-23T09:30:00Z",
                }
            ],
            "more": False,
        }
    ]
}


class Search(APIView):
    @extend_schema(
        operation_id="search",
        parameters=[
            OpenApiParameter("q", str, description='Words; "two words" in quotes together, -word without it.'),
            OpenApiParameter(
                "kind",
                str,
                description="Only these, with commas: `person`, `group`, `thread`, `post`, `comment`, `message`, "
                "`file`, `event`. Kinds to which a filter means nothing are left out.",
            ),
            Filters,
            OpenApiParameter("limit", int, description="1 to 100 of each kind, where `kind` is given; else six."),
        ],
        responses=Sections,
        examples=[OpenApiExample("Posts about rye", value=EXAMPLE, response_only=True)],
    )
    def get(self, request: Request) -> Response:
        """Everything the caller may see that has these words. Accents and case aside; the last word may be begun."""
        wanted = known_kinds(request.query_params.get("kind", ""))
        if wanted is None:
            raise ValidationError({"kind": [_("There is nothing of this kind to search.")]})
        most = limit_of(request) if wanted and "limit" in request.query_params else FEW
        sections = look_for(request.user, _question(request), wanted, most)
        return Response(
            {
                "sections": [
                    {
                        "kind": section.name,
                        "label": section.label,
                        "results": [found_data(each) for each in section.found],
                        "more": section.more,
                    }
                    for section in sections
                ]
            }
        )


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
