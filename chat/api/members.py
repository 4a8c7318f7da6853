"""Who is in a group thread."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from chat import access, actions, serializers
from chat.api.answers import given, thread_answer
from chat.serializers import keeping as shapes


class Members(APIView):
    @extend_schema(operation_id="threads_add_members", request=shapes.NewMembers, responses=serializers.ThreadShape)
    def post(self, request: Request, pk: str) -> Response:
        """Add people to a group thread. What they see of what was said before is the thread's `history`."""
        thread = access.group_for(request.user, pk)
        people = access.people_named(request.user, given(shapes.NewMembers, request)["people"])
        actions.add_members(thread=thread, people=people, by=request.user)
        return thread_answer(request, thread)


class OneMember(APIView):
    @extend_schema(operation_id="threads_set_role", request=shapes.MemberRole, responses=serializers.ThreadShape)
    def patch(self, request: Request, pk: str, person: str) -> Response:
        """Make a member an admin of the thread, or take that back. Admins only."""
        thread = access.group_for(request.user, pk)
        member = access.member_for(thread, person)
        role = given(shapes.MemberRole, request)["role"]
        actions.set_role(thread=thread, person=member.person, role=role, by=request.user)
        return thread_answer(request, thread)

    @extend_schema(operation_id="threads_remove_member", responses={204: None})
    def delete(self, request: Request, pk: str, person: str) -> Response:
        """Take somebody out of a group thread (admins only), or leave it oneself.

        When the last admin leaves, whoever is in it longest becomes one.
        """
        thread = access.group_for(request.user, pk)
        member = access.member_for(thread, person)
        actions.remove_member(thread=thread, person=member.person, by=request.user)
        return Response(status=204)
