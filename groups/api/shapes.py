"""What callers send about groups."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.views import APIView

from core.examples import example
from core.rest import IdField
from groups import examples
from groups.models import Group, Membership
from groups.views.shown import may_write

PAGING = [
    OpenApiParameter("limit", int, description="1 to 100; 30 unless told."),
    OpenApiParameter("cursor", description="`next` of the page before."),
]
MOST_AT_ONCE = 200


@example(asked={"kind": "open", "confirmed": True})
class GroupChangesShape(serializers.Serializer):
    name = serializers.CharField(max_length=120, required=False)
    purpose = serializers.CharField(max_length=500, required=False, allow_blank=True)
    kind = serializers.ChoiceField(Group.Kind.choices, required=False)
    posting = serializers.ChoiceField(Group.Posting.choices, required=False, help_text="Who may post.")
    approval = serializers.ChoiceField(Group.Approval.choices, required=False, help_text="Which posts wait.")
    picture = IdField(required=False, allow_null=True, help_text="Id of a picture that the caller sent; null: none.")
    confirmed = serializers.BooleanField(
        required=False, help_text="Needed for a kind that lets more people see: without it the answer is 409."
    )


@example(asked={"name": "Shop swap North", "purpose": "Who can take which shift?", "kind": "closed", "with_chat": True})
class NewGroupShape(GroupChangesShape):
    name = serializers.CharField(max_length=120)
    confirmed = None  # type: ignore[assignment]
    with_chat = serializers.BooleanField(required=False, help_text="With a conversation in Work Chat.")


@example(asked={"is_default": True})
class DefaultShape(serializers.Serializer):
    is_default = serializers.BooleanField()


@example(asked={"role": "moderator"})
class RoleShape(serializers.Serializer):
    role = serializers.ChoiceField(Membership.Role.choices)


@example(asked={"people": ["12", "31"]})
class PeopleShape(serializers.Serializer):
    people = serializers.ListField(child=IdField(), min_length=1, max_length=MOST_AT_ONCE, help_text="Their ids.")


@example(asked={"note": "I run the shop in Leeds."})
class NoteShape(serializers.Serializer):
    note = serializers.CharField(max_length=500, required=False, allow_blank=True)


@example(asked={"successor": "12"})
class LeaveShape(serializers.Serializer):
    successor = IdField(required=False, help_text="Who looks after the group; needed of its last admin.")


@example(asked={"days": 30})
class NewLinkShape(serializers.Serializer):
    days = serializers.IntegerField(min_value=1, max_value=365, required=False, help_text="7 unless told.")


@example(asked={"token": examples.TOKEN})
class TokenShape(serializers.Serializer):
    token = serializers.CharField(max_length=200)


@example(asked=examples.RULE)
class RuleShape(serializers.Serializer):
    department = serializers.CharField(max_length=120, required=False, allow_blank=True, help_text="Who is of it.")
    place = serializers.CharField(max_length=120, required=False, allow_blank=True, help_text="Who works there.")
    title = serializers.CharField(max_length=120, required=False, allow_blank=True, help_text="Whose title has this.")
    confirmed = serializers.BooleanField(required=False, help_text="Needed where it means nobody or everybody.")


class GroupView(APIView):
    """Writes are counted, with those of the pages."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method not in SAFE_METHODS:
            may_write(request)


def sent(request: Request, shape: type[serializers.Serializer]) -> dict[str, Any]:
    """The body of the request, in the shape that the document promises."""
    serializer = shape(data=request.data)
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data


def said_in_query(request: Request) -> dict[str, str]:
    """A rule's words, from the query."""
    shape = RuleShape(data=request.query_params)
    shape.is_valid(raise_exception=True)
    words = {part: shape.validated_data.get(part, "") for part in ("department", "place", "title")}
    if not any(words.values()):
        raise serializers.ValidationError([_("Say at least one thing: a department, a place or a word of the title.")])
    return words
