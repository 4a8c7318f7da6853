"""This group, for this person, or 404."""

from __future__ import annotations

from django.http import Http404

from core.rest import to_pk
from groups.models import Group, GroupQuerySet, Membership, MembershipQuerySet
from people.models import User
from people.roles import Right


def group_for(person: User, group_id: object) -> Group:
    """A group whose name, purpose and members the person may see."""
    return _one(Group.objects.visible_to(person).with_membership_of(person), group_id)


def group_to_read(person: User, group_id: object) -> Group:
    """A group whose posts the person may read."""
    return _one(Group.objects.readable_by(person), group_id)


def groups_to_post_in(person: User) -> GroupQuerySet:
    """Where the person may post."""
    return Group.objects.writable_by(person)


def groups_of(person: User) -> list[Group]:
    """The groups the person is in, each knowing their role."""
    return list(Group.objects.of(person))


def moderated_ids(person: User, groups: list[Group]) -> set[int]:
    """Where the person may remove what others wrote, for pages that show posts; `groups` are the person's own."""
    if person.may(Right.MANAGE_CONTENT):
        return set(Group.objects.moderated_by(person).values_list("pk", flat=True))
    return {group.pk for group in groups if group.is_mine_to_moderate}


def members_of(group: Group) -> MembershipQuerySet:
    """Who is in a group that the person may see, for its list: those who look after it first."""
    return Membership.objects.filter(group=group).here()


def groups_seen_by(person: User, q: str = "") -> GroupQuerySet:
    """The list of groups; `q` is part of a name."""
    groups = Group.objects.visible_to(person).with_membership_of(person)
    return groups.filter(name__icontains=q) if q else groups


def _one(groups: GroupQuerySet, group_id: object) -> Group:
    group = groups.filter(pk=to_pk(group_id)).first()
    if group is None:
        raise Http404
    return group
