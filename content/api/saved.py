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

from content import access, actions, examples
from content.models import Saved, SavedList
from content.saving import KINDS, must_be_readable
from content.search import Found
from core.examples import example
from core.rest import IdField, keyset_page, to_pk
from people.examples import page
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
    list = IdField(allow_null=True, help_text="The list it is in; null: in none.")


@example(answer=page(examples.SAVED))
class SavedPage(serializers.Serializer):
    results = SavedShape(
        many=True, help_text="What was saved last first; what the caller may not read any more is left out."
    )
    next = serializers.CharField(allow_null=True)


@example(answer=examples.SAVED_MARK)
class SavedMark(serializers.Serializer):
    kind = serializers.CharField()
    id = IdField()
    saved_at = serializers.DateTimeField()
    list = IdField(allow_null=True)


@example(asked={"list": "5"})
class ToList(serializers.Serializer):
    list = IdField(allow_null=True, required=False, help_text="One of the caller's lists; null takes it out of any.")


@example(asked={"name": "Recipes"})
class ListName(serializers.Serializer):
    name = serializers.CharField(max_length=60)


@example(answer=examples.SAVED_LIST)
class OneListShape(serializers.Serializer):
    id = IdField()
    name = serializers.CharField()
    count = serializers.IntegerField(help_text="How many things are in it, those not to be read any more among them.")
    created_at = serializers.DateTimeField()


@example(answer=page(examples.SAVED_LIST))
class ListsShape(serializers.Serializer):
    results = OneListShape(many=True, help_text="By name; at most 100.")
    next = serializers.CharField(allow_null=True, help_text="Always null.")


class SavedThings(APIView):
    @extend_schema(
        operation_id="saved_list",
        parameters=[
            OpenApiParameter("kind", str, description="Only this kind: `message` or `post`."),
            OpenApiParameter("list", str, description="Only what is in this list; `none`: what is in no list."),
            OpenApiParameter("limit", int, description="1 to 100; 30 unless told."),
            OpenApiParameter("cursor", str, description="`next` of the page before."),
        ],
        responses=SavedPage,
    )
    def get(self, request: Request) -> Response:
        """What the caller saved."""
        kind = request.query_params.get("kind", "")
        if kind and kind not in KINDS:
            raise ValidationError({"kind": [_("Nothing of this kind can be saved.")]})
        wanted = access.list_or_none(request.user, request.query_params.get("list", ""))
        rows = access.saved_of(request.user, kind, wanted)
        return keyset_page(
            request, rows, by=("created_at", "pk"), descending=True, write=lambda page: saved_rows(request.user, page)
        )


class OneSaved(APIView):
    @extend_schema(
        operation_id="saved_put",
        request=ToList,
        responses={201: SavedMark, 200: OpenApiResponse(SavedMark, "It was saved before.")},
    )
    def put(self, request: Request, kind: str, pk: str) -> Response:
        """Save it, once; with `list` put it into that list, also where it was saved before."""
        must_be_readable(request.user, kind, pk)
        row, new = actions.save_thing(person=request.user, kind=kind, thing=to_pk(pk), **to_list(request))
        mark = {"kind": row.kind, "id": str(row.thing), "saved_at": row.created_at, "list": _list_id(row)}
        return Response(mark, 201 if new else 200)

    @extend_schema(operation_id="saved_delete", responses={204: None})
    def delete(self, request: Request, kind: str, pk: str) -> Response:
        """Do not keep it any longer; the same where it was not saved."""
        actions.unsave_thing(person=request.user, kind=kind, thing=to_pk(pk))
        return Response(status=204)


class SavedLists(APIView):
    @extend_schema(operation_id="saved_lists", responses=ListsShape)
    def get(self, request: Request) -> Response:
        """The caller's lists of saved things."""
        return Response({"results": [list_data(row) for row in access.lists_of(request.user)], "next": None})

    @extend_schema(
        operation_id="saved_lists_create",
        request=ListName,
        responses={201: OneListShape, 200: OpenApiResponse(OneListShape, "There was one of that name.")},
    )
    def post(self, request: Request) -> Response:
        """Begin a list."""
        row, is_new = actions.create_list(person=request.user, name=_sent(ListName, request)["name"])
        return Response(list_data(access.list_for(request.user, row.pk)), 201 if is_new else 200)


class OneSavedList(APIView):
    @extend_schema(operation_id="saved_lists_rename", request=ListName, responses=OneListShape)
    def patch(self, request: Request, pk: str) -> Response:
        """Give a list another name."""
        row = access.list_for(request.user, pk)
        return Response(list_data(actions.rename_list(saved_list=row, name=_sent(ListName, request)["name"])))

    @extend_schema(operation_id="saved_lists_delete", responses={204: None})
    def delete(self, request: Request, pk: str) -> Response:
        """Delete a list; what was in it stays saved."""
        actions.delete_list(saved_list=access.list_for(request.user, pk))
        return Response(status=204)


def to_list(request: Request) -> dict[str, SavedList | None]:
    """`list` of the body, where there is one: null is none."""
    sent = _sent(ToList, request)
    if "list" not in sent:
        return {}
    return {"in_list": access.list_for(request.user, sent["list"]) if sent["list"] is not None else None}


def _sent(shape: type[serializers.Serializer], request: Request) -> dict[str, Any]:
    serializer = shape(data=request.data)
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data


def _list_id(row: Saved) -> str | None:
    return str(row.in_list_id) if row.in_list_id else None


def list_data(row: SavedList) -> dict[str, Any]:
    return {"id": str(row.pk), "name": row.name, "count": row.count, "created_at": row.created_at}


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
        "list": _list_id(row),
    }
