"""Who is in a group, and as what."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record
from core.errors import Conflict, Refusal
from groups import hooks, news
from groups.events import MemberJoined, MemberLeft
from groups.locks import locked
from groups.models import Group, GroupInvite, LeftByHand, Membership, MembershipRequest
from groups.serializers import group_ref
from people.access import people_with
from people.models import User
from people.roles import Right
from people.serializers import person_ref
from realtime.publish import publish


@transaction.atomic
def add_member(
    *,
    group: Group,
    person: User,
    role: str = Membership.Role.MEMBER,
    source: str = Membership.Source.HAND,
    by: User | None = None,
) -> bool:
    """Put a person into a group; False if they were in it already (their role stays).

    What they asked for or were asked is settled by it. Who once left by hand is back by hand: rules count again.
    """
    try:
        with transaction.atomic():
            Membership.objects.create(group=group, person=person, role=role, source=source)
    except IntegrityError:
        return False
    LeftByHand.objects.filter(group=group, person=person).delete()
    count = _count(group, 1)
    record(who=by or "system", what="groups.member_added", on_whom=person, group=str(group.pk), role=role)
    settle(group=group, people=[person])
    hooks.member_changed(group=group, person=person, joined=True)
    _tell_joined(group, person, role, count)
    return True


@transaction.atomic
def remove_member(*, group: Group, person: User, by: User | None = None) -> bool:
    """Take a person out of a group; False if they were not in it."""
    removed, _rows = Membership.objects.filter(group=group, person=person).delete()
    if not removed:
        return False
    count = _count(group, -1)
    record(who=by or "system", what="groups.member_removed", on_whom=person, group=str(group.pk))
    hooks.member_changed(group=group, person=person, joined=False)
    left = MemberLeft(group=group_ref(group), person=person_ref(person), member_count=count)
    publish(left, to={person.pk, *group.keeper_ids()})
    return True


@transaction.atomic
def leave(*, group: Group, person: User, successor: User | None = None) -> None:
    """Go, and stay away from rules. A last admin names who looks after the group from now on; the last person of all
    closes the door: the group is archived."""
    now = locked(group)
    if now.is_default:
        raise Conflict("default", _("Everyone in the company is in this group."))
    if _is_last_admin(now, person):
        _hand_over(now, person, successor)
    if remove_member(group=now, person=person, by=person):
        _stay_away(now, person)
    if now.archived_at is None and not now.memberships.exists():
        now.archived_at, now.archived_by = timezone.now(), person
        now.save(update_fields=["archived_at", "archived_by"])
        record(who=person, what="groups.group_archived", on_whom=now)


@transaction.atomic
def take_out(*, group: Group, person: User, by: User) -> bool:
    """An admin removes somebody, whom no rule puts back. Themselves they only leave."""
    now = locked(group)
    if now.is_default and person.is_active:
        raise Conflict("default", _("Everyone in the company is in this group."))
    if _is_last_admin(now, person):
        raise _needs_successor()
    if not remove_member(group=now, person=person, by=by):
        return False
    _stay_away(now, person)
    return True


@transaction.atomic
def change_role(*, group: Group, person: User, role: str, by: User) -> Membership:
    """Make a member look after the group, or not any more. The last admin stays one until somebody else is."""
    now = locked(group)
    member = Membership.objects.select_for_update().get(group=now, person=person)
    if member.role == role:
        return member
    if _is_last_admin(now, person):
        raise _needs_successor()
    before, member.role = member.role, role
    member.save(update_fields=["role"])
    record(who=by, what="groups.role_changed", on_whom=person, group=str(now.pk), before=before, after=role)
    _tell_joined(now, person, role, now.member_count)
    if role != Membership.Role.MEMBER:
        hooks.news(what=news.ROLE, people=[person.pk], about=now, by=by)
    return member


@transaction.atomic
def come_in_as_company_admin(*, group: Group, person: User) -> bool:
    """A system admin joins a group nobody asked them into. It is never done quietly: the log has it, each member's
    bell, and the group's own feed."""
    now = locked(group)
    members = now.member_ids()
    if not add_member(group=now, person=person, role=Membership.Role.ADMIN, by=person):
        return False
    record(who=person, what="groups.company_admin_came", on_whom=now, kind=now.kind)
    hooks.news(what=news.COMPANY_ADMIN, people=members, about=now, by=person)
    hooks.company_admin_came(group=now, person=person)
    return True


@transaction.atomic
def recount_members(*, person: User) -> None:
    """Somebody left the company, or came back: their groups count those who are here."""
    for group in Group.objects.joined_by(person):
        Group.objects.filter(pk=group.pk).update(member_count=len(group.member_ids()))


@transaction.atomic
def tell_of_lost_admin(*, person: User) -> None:
    """Somebody left the company who alone looked after a group: the company's admins find somebody else."""
    theirs = Group.objects.filter(memberships__person=person, memberships__role=Membership.Role.ADMIN)
    for group in theirs.without_admin():
        hooks.news(what=news.NO_ADMIN, people=people_with(Right.MANAGE_SETTINGS), about=group)


def settle(*, group: Group, people: Sequence[User]) -> None:
    """Whichever way they came in, nobody needs to decide about the other ways any more."""
    at = timezone.now()
    for asked in MembershipRequest.objects.filter(group=group, person__in=people, state=MembershipRequest.State.OPEN):
        asked.state, asked.decided_at = MembershipRequest.State.ACCEPTED, at
        asked.save(update_fields=["state", "decided_at"])
        hooks.news_over(about=asked)
    for invite in GroupInvite.objects.filter(group=group, person__in=people, state=GroupInvite.State.OPEN):
        invite.state, invite.decided_at = GroupInvite.State.ACCEPTED, at
        invite.save(update_fields=["state", "decided_at"])
        hooks.news_over(about=invite)


def _is_last_admin(group: Group, person: User) -> bool:
    return group.admin_ids() == [person.pk]


def _hand_over(group: Group, person: User, successor: User | None) -> None:
    others = [pk for pk in group.member_ids() if pk != person.pk]
    if not others:
        return
    if successor is None or successor.pk not in others:
        raise _needs_successor()
    change_role(group=group, person=successor, role=Membership.Role.ADMIN, by=person)


def _needs_successor() -> Refusal:
    text = _("The group needs an admin: choose who looks after it from now on.")
    return Conflict("last_admin", text, fields={"successor": [text]})


def _stay_away(group: Group, person: User) -> None:
    LeftByHand.objects.update_or_create(group=group, person=person, defaults={"left_at": timezone.now()})


def _count(group: Group, change: int) -> int:
    """One statement, so that nobody is counted twice; the number stands on the group at hand too."""
    Group.objects.filter(pk=group.pk).update(member_count=F("member_count") + change)
    group.refresh_from_db(fields=["member_count"])
    return group.member_count


def _tell_joined(group: Group, person: User, role: str, count: int) -> None:
    joined = MemberJoined(group=group_ref(group), person=person_ref(person), role=role, member_count=count)
    publish(joined, to={person.pk, *group.keeper_ids()})
