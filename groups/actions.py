"""Every write to groups."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from audit.actions import record
from groups import hooks
from groups.models import Group, Membership
from people.models import User
from tenants.models import Company


@transaction.atomic
def create_group(
    *,
    name: str,
    purpose: str = "",
    kind: str = Group.Kind.OPEN,
    posting: str = Group.Posting.MEMBERS,
    is_default: bool = False,
    creator: User | None = None,
) -> Group:
    """A new group; its creator is its first admin."""
    group = Group.objects.create(
        name=name, purpose=purpose, kind=kind, posting=posting, is_default=is_default, created_by=creator
    )
    record(who=creator or "system", what="groups.group_created", on_whom=group, kind=kind)
    if creator is not None:
        add_member(group=group, person=creator, role=Membership.Role.ADMIN, by=creator)
    return group


@transaction.atomic
def add_member(*, group: Group, person: User, role: str = Membership.Role.MEMBER, by: User | None = None) -> bool:
    """Put a person into a group; False if they were in it already (their role stays)."""
    try:
        with transaction.atomic():
            Membership.objects.create(group=group, person=person, role=role)
    except IntegrityError:
        return False
    Group.objects.filter(pk=group.pk).update(member_count=F("member_count") + 1)
    record(who=by or "system", what="groups.member_added", on_whom=person, group=str(group.pk), role=role)
    hooks.member_changed(group=group, person=person, joined=True)
    return True


@transaction.atomic
def remove_member(*, group: Group, person: User, by: User | None = None) -> bool:
    """Take a person out of a group; False if they were not in it."""
    removed, _rows = Membership.objects.filter(group=group, person=person).delete()
    if not removed:
        return False
    Group.objects.filter(pk=group.pk).update(member_count=F("member_count") - 1)
    record(who=by or "system", what="groups.member_removed", on_whom=person, group=str(group.pk))
    hooks.member_changed(group=group, person=person, joined=False)
    return True


@transaction.atomic
def recount_members(*, person: User) -> None:
    """Somebody left the company, or came back: their groups count those who are here."""
    for group in Group.objects.joined_by(person):
        Group.objects.filter(pk=group.pk).update(member_count=len(group.member_ids()))


@transaction.atomic
def lay_company_news(*, company: Company, admin_email: str) -> None:
    """Each company begins with one group of everyone, named in its language. Does nothing the second time."""
    if Group.objects.filter(is_default=True).exists():
        return
    with translation.override(company.language):
        create_group(name=_("Company News"), purpose=_("What everyone here should know."), is_default=True)
    for person in User.objects.here():
        join_default_groups(person=person)


@transaction.atomic
def join_default_groups(*, person: User) -> None:
    """Who joins the company is in the groups of everyone; a system admin looks after them."""
    role = Membership.Role.ADMIN if person.is_admin else Membership.Role.MEMBER
    for group in Group.objects.filter(is_default=True):
        add_member(group=group, person=person, role=role)
