"""What the caller put aside to find again."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from content import access, actions
from content.models import Saved
from content.saving import KINDS, must_be_readable
from content.search import Found
from core.rest import IdField, keyset_page, to_pk
from people.models import User
from people.serializers import PersonRefSerializer, person_ref


class SavedShape(serializers.Serializer):
    kind = serializers.CharField()
    id = IdField()
    saved_at = serializers.DateTimeField()
    title = serializers.CharField(help_text="Where it stands.")
    text = serializers.CharField(help_text="The beginning of it.")
    link = serializers.CharField(help_text="Opens it in its place.")
    person = PersonRefSerializer(allow_null=True, help_text="Who wrote it.")
    at = serializers.DateTimeField(allow_null=True)


class SavedList(serializers.Serializer):
    results = SavedShape(
        many=True, help_text="What was saved last first; what the caller may not read any more is left out."
    )
    next = serializers.CharField(allow_null=True)


class SavedMark(serializers.Serializer):
    kind = serializers.CharField()
    id = IdField()
    saved_at = serializers.DateTimeField()


class SavedThings(APIView):
    @extend_schema(
        operation_id="saved_list",
        parameters=[
            OpenApiParameter("kind", str, description="Only this kind: `message`."),
            OpenApiParameter("limit", int, description="1 to 100; 30 unless told."),
            OpenApiParameter("cursor", str, description="`next` of the page before."),
        ],
        responses=SavedList,
    )
    def get(self, request: Request) -> Response:
        """What the caller saved."""
        kind = request.query_params.get("kind", "")
        if kind and kind not in KINDS:
            raise ValidationError({"kind": [_("Nothing of this kind can be saved.")]})
        rows = access.saved_of(request.user, kind)
        return keyset_page(
            request, rows, by=("created_at", "pk"), descending=True, write=lambda page: saved_rows(request.user, page)
        )


class OneSaved(APIView):
    @extend_schema(
        operation_id="saved_put",
        request=None,
        responses={201: SavedMark, 200: OpenApiResponse(SavedMark, "It was saved before.")},
    )
    def put(self, request: Request, kind: str, pk: str) -> Response:
        """Save it, once."""
        must_be_readable(request.user, kind, pk)
        row, new = actions.save_thing(person=request.user, kind=kind, thing=to_pk(pk))
        mark = {"kind": row.kind, "id": str(row.thing), "saved_at": row.created_at}
        return Response(mark, 201 if new else 200)

    @extend_schema(operation_id="saved_delete", responses={204: None})
    def delete(self, request: Request, kind: str, pk: str) -> Response:
        """Do not keep it any longer; the same where it was not saved."""
        actions.unsave_thing(person=request.user, kind=kind, thing=to_pk(pk))
        return Response(status=204)


def saved_rows(person: User, rows: list[Saved]) -> list[dict[str, Any]]:
    return [saved_data(row, found) for row, found in access.shown_to(person, rows)]


def saved_data(row: Saved, found: Found) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "id": str(row.thing),
        "saved_at": row.created_at,
        "title": found.title,
        "text": found.text,
        "link": found.link,
        "person": person_ref(found.person) if found.person else None,
        "at": found.at,
    }
