"""One's own drafts."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from content import access, actions
from content.drafts import check_place
from content.serializers.drafts import (
    DraftListSerializer,
    DraftSerializer,
    NewDraftSerializer,
    draft_data,
    draft_rows,
    no_draft,
)
from core.errors import Conflict, Refusal
from core.limits import limit
from core.rest import keyset_page

PAGING = [
    OpenApiParameter("limit", int, description="1 to 100; 30 unless told."),
    OpenApiParameter("cursor", description="`next` of the page before."),
]


class Drafts(APIView):
    @extend_schema(operation_id="drafts_list", parameters=PAGING, responses=DraftListSerializer)
    def get(self, request: Request) -> Response:
        """All drafts of the caller, newest first; empty ones are not kept."""
        return keyset_page(
            request,
            access.drafts_of(request.user),
            by=("updated_at", "pk"),
            descending=True,
            write=draft_rows,
        )


class OneDraft(APIView):
    @extend_schema(operation_id="drafts_read", responses=DraftSerializer)
    def get(self, request: Request, place: str) -> Response:
        """The draft in a place; an empty one of version 0 where there is none."""
        return _answer(request, place)

    @extend_schema(
        operation_id="drafts_keep",
        request=NewDraftSerializer,
        responses={200: DraftSerializer, 409: OpenApiResponse(DraftSerializer, "Another device wrote: what is there.")},
    )
    def put(self, request: Request, place: str) -> Response:
        """Keep what is being written. Refused with what is there if `version` is not the last: nothing is lost."""
        limit(f"drafts:{request.user.pk}", rate=3, burst=60)
        asked = NewDraftSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        check_place(request.user, place)
        phone = "Mobi" in request.headers.get("User-Agent", "")
        try:
            draft = actions.keep_draft(
                person=request.user, place=place, device="phone" if phone else "computer", **asked.validated_data
            )
        except Conflict:
            return _answer(request, place, 409)
        return Response(draft_data(draft))

    @extend_schema(
        operation_id="drafts_drop",
        parameters=[OpenApiParameter("version", int, description="Drop only this one; else 409 with what is there.")],
        responses={204: None, 409: OpenApiResponse(DraftSerializer, "Another device wrote: what is there.")},
    )
    def delete(self, request: Request, place: str) -> Response:
        """Drop it: it was sent, or is not wanted."""
        version = request.query_params.get("version", "")
        if version and not re.fullmatch(r"\d{1,18}", version, re.ASCII):
            raise Refusal("invalid", _("That is no version of a draft."))
        try:
            actions.drop_draft(person=request.user, place=place[:40], version=int(version) if version else None)
        except Conflict:
            return _answer(request, place, 409)
        return Response(status=204)


def _answer(request: Request, place: str, status: int = 200) -> Response:
    draft = access.draft_at(request.user, place)
    return Response(draft_data(draft) if draft else no_draft(place), status)
