"""Into a group: joining, asking, invites, links."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from core.rest import keyset_page
from groups import access, actions
from groups.api.shapes import PAGING, GroupView, NewLinkShape, NoteShape, PeopleShape, TokenShape, sent
from groups.models import Group
from groups.serializers import (
    GroupLinkListSerializer,
    GroupSerializer,
    InviteIntoGroupListSerializer,
    MadeLinkSerializer,
    MembershipRequestListSerializer,
    MembershipRequestSerializer,
    group_data,
    invite_data,
    link_data,
    request_data,
)

DONE = OpenApiResponse(description="Done.")
ASKED = OpenApiResponse(MembershipRequestSerializer, "Its admins are asked.")


def _in(request: Request, pk: object) -> Response:
    return Response(group_data(access.group_for(request.user, pk)))


class Join(GroupView):
    """The caller's own way in."""

    @extend_schema(
        operation_id="groups_join",
        request=NoteShape,
        responses={
            200: GroupSerializer,
            202: ASKED,
        },
    )
    def post(self, request: Request, pk: str) -> Response:
        """Join an open group at once, or ask the admins of a closed one. A secret one is joined by invite or link."""
        group = access.group_to_join(request.user, pk)
        note = sent(request, NoteShape).get("note", "")
        if group.kind == Group.Kind.OPEN:
            actions.join(group=group, person=request.user)
            return _in(request, pk)
        asked, _new = actions.ask_to_join(group=group, person=request.user, note=note)
        return Response(request_data(asked), 202)

    @extend_schema(operation_id="groups_withdraw_request", responses={204: DONE})
    def delete(self, request: Request, pk: str) -> Response:
        """Take one's request back."""
        group = access.group_for(request.user, pk)
        actions.withdraw_request(request=access.own_request_for(request.user, group))
        return Response(status=204)


class Requests(GroupView):
    """Who waits at a group's door."""

    @extend_schema(operation_id="groups_requests", parameters=PAGING, responses=MembershipRequestListSerializer)
    def get(self, request: Request, pk: str) -> Response:
        """Requests that wait, the oldest first. For its admins."""
        group = access.group_to_run(request.user, pk)
        return keyset_page(
            request,
            access.requests_of(group),
            by=("created_at", "pk"),
            write=lambda page: [request_data(asked) for asked in page],
        )


class AcceptRequest(GroupView):
    """Yes."""

    @extend_schema(operation_id="groups_accept_request", request=None, responses={204: DONE})
    def post(self, request: Request, pk: str, asked: str) -> Response:
        """Let somebody in who asked. For its admins."""
        group = access.group_to_run(request.user, pk)
        actions.accept_request(request=access.request_for(group, asked), by=request.user)
        return Response(status=204)


class DeclineRequest(GroupView):
    """No."""

    @extend_schema(operation_id="groups_decline_request", request=None, responses={204: DONE})
    def post(self, request: Request, pk: str, asked: str) -> Response:
        """Do not let somebody in who asked. For its admins."""
        group = access.group_to_run(request.user, pk)
        actions.decline_request(request=access.request_for(group, asked), by=request.user)
        return Response(status=204)


class Invites(GroupView):
    """Who is asked into a group."""

    @extend_schema(operation_id="groups_invites", parameters=PAGING, responses=InviteIntoGroupListSerializer)
    def get(self, request: Request, pk: str) -> Response:
        """Invites without an answer. For its admins."""
        group = access.group_to_run(request.user, pk)
        return keyset_page(
            request,
            access.invites_of(group),
            by=("created_at", "pk"),
            descending=True,
            write=lambda page: [invite_data(invite) for invite in page],
        )

    @extend_schema(
        operation_id="groups_invite",
        request=PeopleShape,
        responses={204: DONE},
    )
    def post(self, request: Request, pk: str) -> Response:
        """Ask colleagues in; who is in it or was asked already is passed over. For its members."""
        group = access.joined_group_for(request.user, pk)
        people = access.colleagues_for(request.user, sent(request, PeopleShape)["people"])
        actions.invite_people(group=group, people=people, by=request.user)
        return Response(status=204)


class OneInvite(GroupView):
    """One invite into a group."""

    @extend_schema(operation_id="groups_revoke_invite", responses={204: DONE})
    def delete(self, request: Request, pk: str, invite: str) -> Response:
        """Take an invite back. For its admins."""
        group = access.group_to_run(request.user, pk)
        actions.revoke_invite(invite=access.invite_to_revoke(group, invite))
        return Response(status=204)


class MyInvites(GroupView):
    """Where the caller is asked in."""

    @extend_schema(operation_id="group_invites_list", parameters=PAGING, responses=InviteIntoGroupListSerializer)
    def get(self, request: Request) -> Response:
        """The caller's own invites without an answer."""
        return keyset_page(
            request,
            access.own_invites(request.user),
            by=("created_at", "pk"),
            descending=True,
            write=lambda page: [invite_data(invite) for invite in page],
        )


class AcceptInvite(GroupView):
    """Yes."""

    @extend_schema(operation_id="group_invites_accept", request=None, responses=GroupSerializer)
    def post(self, request: Request, invite: str) -> Response:
        """Join the group that the caller is asked into."""
        found = access.own_invite_for(request.user, invite)
        actions.accept_invite(invite=found)
        return _in(request, found.group_id)


class DeclineInvite(GroupView):
    """No."""

    @extend_schema(operation_id="group_invites_decline", request=None, responses={204: DONE})
    def post(self, request: Request, invite: str) -> Response:
        """Say no; whoever asked is not told."""
        actions.decline_invite(invite=access.own_invite_for(request.user, invite))
        return Response(status=204)


class Links(GroupView):
    """Links into a group."""

    @extend_schema(operation_id="groups_links", parameters=PAGING, responses=GroupLinkListSerializer)
    def get(self, request: Request, pk: str) -> Response:
        """Links that count; their addresses are not kept. For its admins."""
        group = access.group_to_run(request.user, pk)
        return keyset_page(
            request,
            access.links_of(group),
            by=("created_at", "pk"),
            descending=True,
            write=lambda page: [link_data(link) for link in page],
        )

    @extend_schema(
        operation_id="groups_make_link",
        request=NewLinkShape,
        responses={201: MadeLinkSerializer},
    )
    def post(self, request: Request, pk: str) -> Response:
        """Make a link that lets any colleague in until it runs out. For its admins."""
        group = access.group_to_run(request.user, pk)
        days = sent(request, NewLinkShape).get("days", 7)
        link, token = actions.make_link(group=group, days=days, by=request.user)
        return Response({**link_data(link), "token": token, "path": f"/groups/link/{token}/"}, 201)


class OneLink(GroupView):
    """One link into a group."""

    @extend_schema(operation_id="groups_revoke_link", responses={204: DONE})
    def delete(self, request: Request, pk: str, link: str) -> Response:
        """It lets nobody in any more; who came in by it stays. For its admins."""
        group = access.group_to_run(request.user, pk)
        actions.revoke_link(link=access.link_to_revoke(group, link), by=request.user)
        return Response(status=204)


class JoinByLink(GroupView):
    """In by a link."""

    @extend_schema(operation_id="groups_join_by_link", request=TokenShape, responses=GroupSerializer)
    def post(self, request: Request) -> Response:
        """Join the group that a link leads to. One that ended is as unknown as one never made: 404."""
        link = access.link_by_token(sent(request, TokenShape)["token"])
        actions.join_by_link(link=link, person=request.user)
        return _in(request, link.group_id)
