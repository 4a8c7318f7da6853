"""Secret groups, and those nobody looks after, through the API."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from administration.api import PAGED, Office
from core.examples import example
from core.rest import IdField, keyset_page
from groups import access, actions
from groups.examples import REF, page
from groups.models import Group
from groups.serializers import GroupSerializer, group_data
from people.roles import Right


class BareGroup(serializers.Serializer):
    id = IdField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(Group.Kind.choices)
    member_count = serializers.IntegerField()


@example(answer=page({**REF, "kind": "secret", "member_count": 6}))
class BareGroupList(serializers.Serializer):
    results = BareGroup(many=True)
    next = serializers.CharField(allow_null=True)


class SecretGroups(Office):
    """That secret groups exist."""

    right = Right.MANAGE_SETTINGS

    @extend_schema(operation_id="company_secret_groups_list", parameters=PAGED, responses=BareGroupList)
    def get(self, request: Request) -> Response:
        """Secret groups by name and size, nothing else. For system admins."""
        return keyset_page(
            request, access.secret_groups(), by=("name", "pk"), write=lambda page: [_bare(group) for group in page]
        )


class JoinAsAdmin(Office):
    """A system admin's way into a group that nobody asked them into."""

    right = Right.MANAGE_SETTINGS

    @extend_schema(operation_id="company_group_join", request=None, responses=GroupSerializer)
    def post(self, request: Request, pk: str) -> Response:
        """Join a secret group, or one that nobody looks after, as its admin. Its members are told by name, a post says
        so in the group, the log keeps it. For system admins."""
        group = access.group_for_company_admin(request.user, pk)
        actions.come_in_as_company_admin(group=group, person=request.user)
        return Response(group_data(access.group_for(request.user, pk)))


def _bare(group: Group) -> dict[str, Any]:
    return {"id": str(group.pk), "name": group.name, "kind": group.kind, "member_count": group.member_count}
