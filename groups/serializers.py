"""Groups as the API and events show them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from core.rest import IdField
from groups.models import Group


class GroupRefSerializer(serializers.Serializer):
    id = IdField()
    name = serializers.CharField()


class GroupSerializer(GroupRefSerializer):
    purpose = serializers.CharField()
    kind = serializers.ChoiceField(Group.Kind.choices, help_text="open: everyone reads; closed, secret: members read.")
    posting = serializers.ChoiceField(Group.Posting.choices, help_text="Who may post.")
    is_default = serializers.BooleanField(help_text="Everyone who joins the company is in it.")
    member_count = serializers.IntegerField()
    joined = serializers.BooleanField(help_text="Whether the caller is in it.")
    created_at = serializers.DateTimeField()


class GroupListSerializer(serializers.Serializer):
    results = GroupSerializer(many=True)
    next = serializers.CharField(allow_null=True, help_text="`cursor` of the next page; null on the last.")


def group_ref(group: Group) -> dict[str, str]:
    """`{id, name}`: how a group stands inside another thing."""
    return {"id": str(group.pk), "name": group.name}


def group_data(group: Group) -> dict[str, Any]:
    """A group as one person sees it: from `with_membership_of`."""
    return {
        **group_ref(group),
        "purpose": group.purpose,
        "kind": group.kind,
        "posting": group.posting,
        "is_default": group.is_default,
        "member_count": group.member_count,
        "joined": group.joined,
        "created_at": group.created_at,
    }
