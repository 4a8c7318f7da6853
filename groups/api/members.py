"""Who is in a group."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.examples import example
from core.rest import keyset_page, words_of
from groups import access, actions, examples
from groups.api.shapes import PAGING, GroupView, LeaveShape, PeopleShape, RoleShape, sent
from groups.serializers import MemberListSerializer, MemberSerializer, member_data
from people.serializers import PersonRefSerializer, person_ref


@example(answer={"added": [examples.BOB], "invited": []})
class AddedSerializer(serializers.Serializer):
    added = PersonRefSerializer(many=True)
    invited = PersonRefSerializer(many=True, help_text="They left by hand before: asked instead of put in.")


class Members(GroupView):
    """The members of a group."""

    @extend_schema(
        operation_id="groups_members",
        parameters=[OpenApiParameter("q", description="Part of a name, title, department or place."), *PAGING],
        responses=MemberListSerializer,
    )
    def get(self, request: Request, pk: str) -> Response:
        """Who is in it, for those who may see that."""
        group = access.group_with_members(request.user, pk)
        return keyset_page(
            request,
            access.members_of(group, words_of(request)),
            by=("rank", "joined_at", "pk"),
            write=lambda page: [member_data(member) for member in page],
        )

    @extend_schema(
        operation_id="groups_add_members",
        request=PeopleShape,
        responses=AddedSerializer,
    )
    def post(self, request: Request, pk: str) -> Response:
        """Put colleagues in. For its admins. Who left by hand is not pulled back but asked."""
        group = access.group_to_run(request.user, pk)
        people = access.colleagues_for(request.user, sent(request, PeopleShape)["people"])
        added, invited = actions.add_people(group=group, people=people, by=request.user)
        return Response({"added": [person_ref(p) for p in added], "invited": [person_ref(p) for p in invited]})


class OneMember(GroupView):
    """One member of a group."""

    @extend_schema(operation_id="groups_set_role", request=RoleShape, responses=MemberSerializer)
    def patch(self, request: Request, pk: str, person: str) -> Response:
        """Make somebody an admin or a moderator, or a plain member again. For its admins; one of them stays."""
        group = access.group_to_run(request.user, pk)
        member = access.member_for(group, person)
        role = sent(request, RoleShape)["role"]
        actions.change_role(group=group, person=member.person, role=role, by=request.user)
        return Response(member_data(access.member_for(group, person)))

    @extend_schema(operation_id="groups_remove_member", responses={204: OpenApiResponse(description="They are out.")})
    def delete(self, request: Request, pk: str, person: str) -> Response:
        """Take somebody out, whom no rule puts back. For its admins."""
        group = access.group_to_run(request.user, pk)
        actions.take_out(group=group, person=access.member_for(group, person).person, by=request.user)
        return Response(status=204)


class Leave(GroupView):
    """The caller's own way out."""

    @extend_schema(
        operation_id="groups_leave",
        request=LeaveShape,
        responses={204: OpenApiResponse(description="The caller is out, of the group's chat too.")},
    )
    def post(self, request: Request, pk: str) -> Response:
        """Leave. The last admin names who looks after the group from now on, or gets 409."""
        group = access.joined_group_for(request.user, pk)
        chosen = sent(request, LeaveShape).get("successor")
        successor = access.member_for(group, chosen).person if chosen else None
        actions.leave(group=group, person=request.user, successor=successor)
        return Response(status=204)
