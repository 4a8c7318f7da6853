"""Groups through the API."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.rest import keyset_page, words_of
from groups import access
from groups.serializers import GroupListSerializer, GroupSerializer, group_data


class Groups(APIView):
    """The groups of the company."""

    @extend_schema(
        operation_id="groups_list",
        parameters=[
            OpenApiParameter("q", description="Part of the name."),
            OpenApiParameter("limit", int, description="1 to 100; 30 unless told."),
            OpenApiParameter("cursor", description="`next` of the page before."),
        ],
        responses=GroupListSerializer,
    )
    def get(self, request: Request) -> Response:
        """Groups that the caller may know of, by name."""
        groups = access.groups_seen_by(request.user, words_of(request))
        return keyset_page(request, groups, by=("name", "pk"), write=lambda page: [group_data(group) for group in page])


class OneGroup(APIView):
    """One group."""

    @extend_schema(operation_id="groups_read", responses=GroupSerializer)
    def get(self, request: Request, pk: str) -> Response:
        """A group's name, purpose and size."""
        return Response(group_data(access.group_for(request.user, pk)))
