"""This request, invite, link or rule, for this person, or 404."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from core.rest import to_pk
from groups.models import Group, GroupInvite, GroupLink, GroupRule, MembershipRequest
from people.models import User, token_hash

T = TypeVar("T")


def requests_of(group: Group) -> QuerySet[MembershipRequest]:
    """Who waits at the door, with their manager; of a group that the reader runs."""
    waiting = MembershipRequest.objects.filter(group=group, state=MembershipRequest.State.OPEN, person__is_active=True)
    return waiting.select_related("person__manager", "group")


def request_for(group: Group, request_id: object) -> MembershipRequest:
    """A request into a group that the person runs, decided ones too: deciding again is answered, not a riddle."""
    found = MembershipRequest.objects.filter(group=group, pk=to_pk(request_id)).select_related("person", "group")
    return _there(found.first())


def own_request(person: User, group: Group) -> MembershipRequest | None:
    """What one asked and nobody decided yet."""
    return (
        MembershipRequest.objects.filter(group=group, person=person, state=MembershipRequest.State.OPEN)
        .select_related("group", "person")
        .first()
    )


def own_request_for(person: User, group: Group) -> MembershipRequest:
    return _there(own_request(person, group))


def invites_of(group: Group) -> QuerySet[GroupInvite]:
    """Who was asked in and has not answered; of a group that the reader runs."""
    waiting = GroupInvite.objects.filter(group=group, state=GroupInvite.State.OPEN, person__is_active=True)
    return waiting.select_related("person", "invited_by", "group")


def invite_to_revoke(group: Group, invite_id: object) -> GroupInvite:
    return _there(invites_of(group).filter(pk=to_pk(invite_id)).first())


def own_invites(person: User) -> QuerySet[GroupInvite]:
    """Where one is asked in."""
    waiting = GroupInvite.objects.filter(person=person, state=GroupInvite.State.OPEN, group__archived_at=None)
    return waiting.select_related("group", "invited_by", "person")


def own_invite(person: User, group: Group) -> GroupInvite | None:
    return own_invites(person).filter(group=group).first()


def own_invite_for(person: User, invite_id: object) -> GroupInvite:
    return _there(own_invites(person).filter(pk=to_pk(invite_id)).first())


def links_of(group: Group) -> QuerySet[GroupLink]:
    """Those that count."""
    return GroupLink.objects.filter(group=group, revoked_at=None, expires_at__gt=timezone.now()).select_related(
        "created_by", "group"
    )


def link_to_revoke(group: Group, link_id: object) -> GroupLink:
    return _there(GroupLink.objects.filter(group=group, pk=to_pk(link_id)).select_related("group").first())


def link_by_token(token: str) -> GroupLink:
    """Whoever has a link may know of the group it leads to: a link that ended is as unknown as one never made."""
    found = GroupLink.objects.filter(
        token_hash=token_hash(token), revoked_at=None, expires_at__gt=timezone.now(), group__archived_at=None
    )
    return _there(found.select_related("group", "created_by").first())


def rule_of(group: Group) -> GroupRule | None:
    return GroupRule.objects.filter(group=group).select_related("created_by", "group").first()


def _there(found: T | None) -> T:
    if found is None:
        raise Http404
    return found
