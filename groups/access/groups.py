"""This group, for this person, or 404."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from content.models import File
from core.compiled import Compiled
from core.errors import NotAllowed
from core.rest import to_pk
from groups.models import Group, GroupQuerySet, Membership, MembershipQuerySet
from people.access import people_for
from people.models import User
from people.roles import Right, require
from tenants.models import Company, company_here


def group_for(person: User, group_id: object) -> Group:
    """A group whose name, purpose and members the person may see."""
    return _one(Group.objects.visible_to(person).with_membership_of(person), group_id)


READABLE: Compiled[Group] = Compiled(
    lambda person, pk: Group.objects.readable_by(person).with_membership_of(person).filter(pk=pk), person=-1, pk=-2
)


def group_to_read(person: User, group_id: object) -> Group:
    """A group whose posts the person may read."""
    group = READABLE.first(person=person.pk, pk=to_pk(group_id))
    if group is None:
        raise Http404
    return group


def group_to_join(person: User, group_id: object) -> Group:
    """A group into which the person may come at once, or ask to: not a secret one, whose way in is an invite."""
    group = group_for(person, group_id)
    if group.kind == Group.Kind.SECRET and not group.joined:
        raise NotAllowed("by_invite", _("This group is joined by invite only."))
    return group


def must_not_be_archived(group: Group | None) -> None:
    """In an archived group one reads; what one wrote oneself one may still take away."""
    if group and group.is_archived:
        raise NotAllowed("archived", _("This group is archived: you can read it, but write nothing in it."))


def joined_group_for(person: User, group_id: object) -> Group:
    """A group that the person is in: 404 where they may not know of it, 403 where they only see it."""
    group = group_for(person, group_id)
    if not group.joined:
        raise NotAllowed("not_a_member", _("Join the group to take part."))
    return group


def group_to_run(person: User, group_id: object) -> Group:
    """A group of which the person is an admin."""
    group = group_for(person, group_id)
    if not group.is_mine_to_run:
        raise NotAllowed("not_a_group_admin", _("Only who looks after the group may do this."))
    return group


def group_to_moderate(person: User, group_id: object) -> Group:
    """A group of which the person is an admin or a moderator."""
    group = group_for(person, group_id)
    if not group.is_mine_to_moderate:
        raise NotAllowed("not_a_group_admin", _("Only who looks after the group may do this."))
    return group


def group_to_make_default(person: User, group_id: object) -> Group:
    """Any group of the company that its settings' admin may know of."""
    group = group_for(person, group_id)
    require(person, Right.MANAGE_SETTINGS)
    return group


def may_make_groups(person: User) -> bool:
    """Whom the company lets: everyone who works here, or who looks after its contents. Guests and programs never."""
    if person.kind != User.Kind.MEMBER:
        return False
    return company_here().group_makers == Company.GroupMakers.EVERYBODY or person.may(Right.MANAGE_CONTENT)


def must_make_groups(person: User) -> None:
    if may_make_groups(person):
        return
    if person.kind != User.Kind.MEMBER:
        raise NotAllowed("guest", _("Guests make no groups."))
    raise NotAllowed("group_makers", _("In your company only who looks after contents makes groups. Ask one of them."))


def kinds_to_make() -> list[str]:
    """The kinds that the company lets people make."""
    return company_here().kinds_to_make


def must_be_made_here(kind: str) -> None:
    if kind not in kinds_to_make():
        text = _("Your company does not make groups of this kind.")
        raise NotAllowed("group_kind", text, fields={"kind": [text]})


def groups_to_post_in(person: User) -> GroupQuerySet:
    """Where the person may post."""
    return Group.objects.writable_by(person)


OWN: Compiled[Group] = Compiled(lambda person: Group.objects.of(person), person=-1)


def groups_of(person: User) -> list[Group]:
    """The groups the person is in, each knowing their role."""
    return OWN(person=person.pk)


def moderated_ids(person: User, groups: list[Group]) -> set[int]:
    """Where the person may remove what others wrote, for pages that show posts; `groups` are the person's own."""
    if person.may(Right.MANAGE_CONTENT):
        return set(Group.objects.moderated_by(person).values_list("pk", flat=True))
    return {group.pk for group in groups if group.is_mine_to_moderate}


def group_with_members(person: User, group_id: object) -> Group:
    """A group whose members the person may see."""
    return _one(Group.objects.peopled_for(person).with_membership_of(person), group_id)


def may_see_members(person: User, group: Group) -> bool:
    """Of a group that the person may know of: an invite into a secret one does not show who is in it."""
    return group.kind != Group.Kind.SECRET or group.joined


def members_of(group: Group, q: str = "") -> MembershipQuerySet:
    """Who is in a group whose members may be seen: those who look after it first; `q` is looked for in names, titles,
    departments and places."""
    members = Membership.objects.filter(group=group).here()
    if q:
        members = members.filter(person__in=User.objects.search(q))
    return members.ranked()


def first_members(person: User, group: Group, count: int) -> list[Membership]:
    """Some faces beside the group's page; none of who may not see who is in it."""
    if not may_see_members(person, group):
        return []
    return list(members_of(group).order_by("rank", "joined_at", "pk")[:count])


def known_role(role: str) -> str:
    if role not in Membership.Role.values:
        raise Http404
    return role


def member_for(group: Group, person_id: object) -> Membership:
    """One member of a group, somebody who left the company too: they are removed like others."""
    member = Membership.objects.filter(group=group, person=to_pk(person_id)).select_related("person").first()
    if member is None:
        raise Http404
    return member


def possible_successors(person: User, group: Group) -> MembershipQuerySet:
    """Who could look after the group once the person is gone."""
    return Membership.objects.filter(group=group).here().exclude(person=person).ranked()


def needs_successor(person: User, group: Group) -> bool:
    """Whether the person is the only admin, of others."""
    return group.admin_ids() == [person.pk] and len(group.member_ids()) > 1


def people_outside(person: User, group: Group, q: str) -> QuerySet[User]:
    """Colleagues who could be asked in, found by `q`."""
    inside = Membership.objects.filter(group=group).values("person")
    return people_for(person, text=q).filter(kind=User.Kind.MEMBER).exclude(pk__in=inside)


def colleagues_for(person: User, ids: Iterable[object]) -> list[User]:
    """These colleagues, all of them, or 404."""
    wanted = {to_pk(pk) for pk in ids}
    found = list(User.objects.visible_to(person).here().filter(pk__in=wanted))
    if len(found) != len(wanted):
        raise Http404
    return found


def may_see_picture(person: User, file: File) -> bool:
    """Whether the person may know of the group that the picture stands for."""
    return Group.objects.visible_to(person).filter(pk=file.holder or 0).exists()


def who_sees_picture(group_id: int) -> list[int]:
    """Who hears that it is prepared: whoever has the group's page open most likely is in it."""
    group = Group.objects.filter(pk=group_id).first()
    return group.member_ids() if group else []


def groups_in_need() -> GroupQuerySet:
    """For the company's admins: groups that nobody looks after, by name."""
    return Group.objects.without_admin().order_by("name", "pk")


def secret_groups() -> GroupQuerySet:
    """For the company's admins, who see that they exist: name and size, nothing else."""
    return Group.objects.filter(kind=Group.Kind.SECRET)


def group_for_company_admin(person: User, group_id: object) -> Group:
    """A group that a system admin may join as its admin: a secret one, or one that nobody looks after."""
    require(person, Right.MANAGE_SETTINGS)
    return _one(Group.objects.filter(Q(kind=Group.Kind.SECRET) | Q(pk__in=groups_in_need().values("pk"))), group_id)


def groups_seen_by(person: User, q: str = "") -> GroupQuerySet:
    """The list of groups; `q` is part of a name."""
    groups = Group.objects.visible_to(person).with_membership_of(person)
    return groups.filter(name__icontains=q) if q else groups


def _one(groups: GroupQuerySet, group_id: object) -> Group:
    group = groups.filter(pk=to_pk(group_id)).first()
    if group is None:
        raise Http404
    return group
