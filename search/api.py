"""One search over everything, through the API."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from content.search import KINDS, Found, kinds
from core.limits import limit
from core.rest import IdField, limit_of, words_of
from people.serializers import PersonRefSerializer, person_ref

FEW = 6  # of each kind, where all are asked for
SEARCHES_A_SECOND, SEARCHES_AT_ONCE = 5, 60


class FoundShape(serializers.Serializer):
    id = IdField()
    title = serializers.CharField()
    text = serializers.CharField(help_text="The part of it that fits, as plain text.")
    marks = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField()),
        help_text="Where in `text` the words stand: pairs of start and length, in characters.",
    )
    link = serializers.CharField(help_text="Opens it in its place.")
    person = PersonRefSerializer(allow_null=True, help_text="Who wrote it, or who it is.")
    at = serializers.DateTimeField(allow_null=True)


class Section(serializers.Serializer):
    kind = serializers.CharField()
    label = serializers.CharField(help_text="In the caller's language.")
    results = FoundShape(many=True)
    more = serializers.BooleanField(help_text="Ask with `kind` and a larger `limit` for more.")


class Sections(serializers.Serializer):
    sections = Section(many=True, help_text="Only kinds of which something was found.")


class Search(APIView):
    @extend_schema(
        operation_id="search",
        parameters=[
            OpenApiParameter("q", str, description='Words; "two words" in quotes together, -word without it.'),
            OpenApiParameter("kind", str, description="Only this kind: `person`, `thread`, `message`."),
            OpenApiParameter("limit", int, description="1 to 100 of one kind; six of each where all are asked for."),
        ],
        responses=Sections,
    )
    def get(self, request: Request) -> Response:
        """Everything the caller may see that has these words. Accents and case aside; the last word may be begun."""
        limit(f"search:{request.user.pk}", rate=SEARCHES_A_SECOND, burst=SEARCHES_AT_ONCE)
        wanted, text = request.query_params.get("kind", ""), words_of(request)
        if wanted and wanted not in KINDS:
            raise ValidationError({"kind": [_("There is nothing of this kind to search.")]})
        most = limit_of(request) if wanted else FEW
        sections = []
        for kind in kinds() if text else []:
            if wanted in {"", kind.name}:
                found = list(kind.find(request.user, text, most + 1))
                rows = [found_data(each) for each in found[:most]]
                sections.append({"kind": kind.name, "label": kind.label, "results": rows, "more": len(found) > most})
        return Response({"sections": [section for section in sections if section["results"]]})


def found_data(found: Found) -> dict[str, Any]:
    return {
        "id": found.id,
        "title": found.title,
        "text": found.text,
        "marks": [list(mark) for mark in found.marks],
        "link": found.link,
        "person": person_ref(found.person) if found.person else None,
        "at": found.at,
    }
