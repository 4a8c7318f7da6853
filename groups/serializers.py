"""Groups as the API and events show them.

The functions write them, the classes describe them in the OpenAPI document; a test holds the two together.
"""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from core.examples import example
from core.rest import IdField
from groups import examples
from groups.models import Group, GroupInvite, GroupLink, GroupRule, Membership, MembershipRequest
from people.serializers import PersonRefSerializer, person_ref


class GroupRefSerializer(serializers.Serializer):
    id = IdField()
    name = serializers.CharField()


@example(answer=examples.GROUP)
class GroupSerializer(GroupRefSerializer):
    purpose = serializers.CharField()
    kind = serializers.ChoiceField(Group.Kind.choices, help_text="open: everyone reads; closed, secret: members read.")
    posting = serializers.ChoiceField(Group.Posting.choices, help_text="Who may post.")
    approval = serializers.ChoiceField(Group.Approval.choices, help_text="Which posts wait to be let in.")
    picture = serializers.CharField(allow_null=True, help_text="Path on this host, for those who may know of it.")
    archived_at = serializers.DateTimeField(allow_null=True, help_text="Since when nothing is written in it.")
    is_default = serializers.BooleanField(help_text="Everyone who joins the company is in it.")
    member_count = serializers.IntegerField()
    joined = serializers.BooleanField(help_text="Whether the caller is in it.")
    my_role = serializers.ChoiceField(Membership.Role.choices, allow_null=True, help_text="Null: not in it.")
    created_at = serializers.DateTimeField()


@example(answer=examples.page(examples.GROUP))
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
        "approval": group.approval,
        "picture": f"/files/{group.picture_id}/view" if group.picture_id else None,
        "archived_at": group.archived_at,
        "is_default": group.is_default,
        "member_count": group.member_count,
        "joined": group.joined,
        "my_role": group.my_role,
        "created_at": group.created_at,
    }


@example(answer=examples.MEMBER)
class MemberSerializer(serializers.Serializer):
    person = PersonRefSerializer()
    title = serializers.CharField()
    role = serializers.ChoiceField(Membership.Role.choices)
    joined_at = serializers.DateTimeField()


@example(answer=examples.page(examples.MEMBER))
class MemberListSerializer(serializers.Serializer):
    results = MemberSerializer(many=True, help_text="Admins first, then moderators, then members.")
    next = serializers.CharField(allow_null=True, help_text="`cursor` of the next page; null on the last.")


def member_data(member: Membership) -> dict[str, Any]:
    return {
        "person": person_ref(member.person),
        "title": member.person.title,
        "role": member.role,
        "joined_at": member.joined_at,
    }


@example(answer=examples.REQUEST)
class MembershipRequestSerializer(serializers.Serializer):
    id = IdField()
    group = GroupRefSerializer()
    person = PersonRefSerializer()
    title = serializers.CharField(help_text="The person's.")
    manager = PersonRefSerializer(allow_null=True, help_text="The person's.")
    note = serializers.CharField()
    state = serializers.ChoiceField(MembershipRequest.State.choices)
    created_at = serializers.DateTimeField()


@example(answer=examples.page(examples.REQUEST))
class MembershipRequestListSerializer(serializers.Serializer):
    results = MembershipRequestSerializer(many=True, help_text="Those that wait, the oldest first.")
    next = serializers.CharField(allow_null=True, help_text="`cursor` of the next page; null on the last.")


def request_data(asked: MembershipRequest) -> dict[str, Any]:
    manager = asked.person.manager
    return {
        "id": str(asked.pk),
        "group": group_ref(asked.group),
        "person": person_ref(asked.person),
        "title": asked.person.title,
        "manager": person_ref(manager) if manager else None,
        "note": asked.note,
        "state": asked.state,
        "created_at": asked.created_at,
    }


@example(answer=examples.INVITE)
class InviteIntoGroupSerializer(serializers.Serializer):
    id = IdField()
    group = GroupRefSerializer()
    person = PersonRefSerializer()
    invited_by = PersonRefSerializer()
    created_at = serializers.DateTimeField()


@example(answer=examples.page(examples.INVITE))
class InviteIntoGroupListSerializer(serializers.Serializer):
    results = InviteIntoGroupSerializer(many=True, help_text="Those without an answer, newest first.")
    next = serializers.CharField(allow_null=True, help_text="`cursor` of the next page; null on the last.")


def invite_data(invite: GroupInvite) -> dict[str, Any]:
    return {
        "id": str(invite.pk),
        "group": group_ref(invite.group),
        "person": person_ref(invite.person),
        "invited_by": person_ref(invite.invited_by),
        "created_at": invite.created_at,
    }


class GroupLinkSerializer(serializers.Serializer):
    id = IdField()
    created_by = PersonRefSerializer()
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    joined_count = serializers.IntegerField(help_text="How many came in by it.")


@example(answer={**examples.LINK, "token": examples.TOKEN, "path": f"/groups/link/{examples.TOKEN}/"})
class MadeLinkSerializer(GroupLinkSerializer):
    token = serializers.CharField(help_text="Given once: only a hash of it is kept.")
    path = serializers.CharField(help_text="Where it leads, on this host.")


@example(answer=examples.page(examples.LINK))
class GroupLinkListSerializer(serializers.Serializer):
    results = GroupLinkSerializer(many=True, help_text="Those that count, newest first.")
    next = serializers.CharField(allow_null=True, help_text="`cursor` of the next page; null on the last.")


def link_data(link: GroupLink) -> dict[str, Any]:
    return {
        "id": str(link.pk),
        "created_by": person_ref(link.created_by),
        "created_at": link.created_at,
        "expires_at": link.expires_at,
        "joined_count": link.joined_count,
    }


@example(answer={**examples.RULE, "refreshed_at": examples.AT})
class RuleSerializer(serializers.Serializer):
    department = serializers.CharField(help_text="Is this one, in whatever case; empty: any.")
    place = serializers.CharField(help_text="Is this one; empty: any.")
    title = serializers.CharField(help_text="Contains this; empty: any.")
    refreshed_at = serializers.DateTimeField(allow_null=True, help_text="Null: the worker has not looked yet.")


@example(answer=examples.PREVIEW)
class RulePreviewSerializer(serializers.Serializer):
    matching = serializers.IntegerField(help_text="How many people it means.")
    joining = serializers.IntegerField(help_text="Of them, how many come in.")
    staying_away = serializers.IntegerField(help_text="Of them, how many left by hand and are not pulled back.")
    leaving = serializers.IntegerField(help_text="How many came by the rule of before and go.")
    everybody = serializers.BooleanField(help_text="It means everybody in the company.")
    text = serializers.CharField(help_text="In the caller's language.")


def rule_data(rule: GroupRule) -> dict[str, Any]:
    return {
        "department": rule.department,
        "place": rule.place,
        "title": rule.title,
        "refreshed_at": rule.refreshed_at,
    }
