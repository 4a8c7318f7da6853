"""Groups: list, make, change, archive."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from core.rest import keyset_page, words_of
from groups import access, actions
from groups.api.shapes import PAGING, DefaultShape, GroupChangesShape, GroupView, NewGroupShape, sent
from groups.serializers import GroupListSerializer, GroupSerializer, group_data


class Groups(GroupView):
    """The groups of the company."""

    @extend_schema(
        operation_id="groups_list",
        parameters=[OpenApiParameter("q", description="Part of the name."), *PAGING],
        responses=GroupListSerializer,
    )
    def get(self, request: Request) -> Response:
        """Groups that the caller may know of, by name."""
        groups = access.groups_seen_by(request.user, words_of(request))
        return keyset_page(request, groups, by=("name", "pk"), write=lambda page: [group_data(group) for group in page])

    @extend_schema(operation_id="groups_create", request=NewGroupShape, responses={201: GroupSerializer})
    def post(self, request: Request) -> Response:
        """Make a group; the caller is its first admin."""
        access.must_make_groups(request.user)
        group = actions.create_group(creator=request.user, **sent(request, NewGroupShape))
        return _answer(request, group.pk, 201)


class OneGroup(GroupView):
    """One group."""

    @extend_schema(operation_id="groups_read", responses=GroupSerializer)
    def get(self, request: Request, pk: str) -> Response:
        """A group's name, purpose and size."""
        return Response(group_data(access.group_for(request.user, pk)))

    @extend_schema(operation_id="groups_change", request=GroupChangesShape, responses=GroupSerializer)
    def patch(self, request: Request, pk: str) -> Response:
        """Change what is named. For its admins.

        Where more people would see the group than before, the answer is 409 with what becomes visible, until
        `confirmed` is true; its members are told.
        """
        group = access.group_to_run(request.user, pk)
        actions.change_group(group=group, by=request.user, **sent(request, GroupChangesShape))
        return _answer(request, group.pk)


class Archive(GroupView):
    """A group's end, which can be undone."""

    @extend_schema(operation_id="groups_archive", request=None, responses=GroupSerializer)
    def put(self, request: Request, pk: str) -> Response:
        """Archive it: readable and found as before, nothing is written in it any more. For its admins."""
        actions.archive_group(group=access.group_to_run(request.user, pk), by=request.user)
        return _answer(request, pk)

    @extend_schema(operation_id="groups_unarchive", request=None, responses={200: GroupSerializer})
    def delete(self, request: Request, pk: str) -> Response:
        """Bring it back. For its admins."""
        actions.unarchive_group(group=access.group_to_run(request.user, pk), by=request.user)
        return _answer(request, pk)


class Default(GroupView):
    """Whether everyone is in it."""

    @extend_schema(operation_id="groups_set_default", request=DefaultShape, responses=GroupSerializer)
    def put(self, request: Request, pk: str) -> Response:
        """Put everyone into it, now and when they come; or let people leave it again. For system admins who run it."""
        access.group_to_make_default(request.user, pk)
        group = access.group_to_run(request.user, pk)
        actions.make_default(group=group, default=sent(request, DefaultShape)["is_default"], by=request.user)
        return _answer(request, pk)


def _answer(request: Request, pk: object, status: int = 200) -> Response:
    return Response(group_data(access.group_for(request.user, pk)), status)
