"""Asking colleagues in, and putting them in by hand."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Conflict
from groups import hooks, news
from groups.actions.members import add_member
from groups.actions.telling import tell_ways_in
from groups.locks import locked, must_be_current
from groups.models import Group, GroupInvite, LeftByHand, MembershipRequest
from people.models import User

State = GroupInvite.State


@transaction.atomic
def invite_people(*, group: Group, people: Sequence[User], by: User) -> list[GroupInvite]:
    """Ask colleagues in; who is in it, or was asked already, is passed over. Answers the new invites.

    An admin's invite says yes to whoever asked meanwhile: they are in.
    """
    now = locked(group)
    must_be_current(now)
    return [invite for person in people if (invite := _invite(now, person, by)) is not None]


@transaction.atomic
def add_people(*, group: Group, people: Sequence[User], by: User) -> tuple[list[User], list[User]]:
    """Put colleagues in by hand. Who left by hand is not pulled back but asked. Answers whom it put in, and asked."""
    now = locked(group)
    must_be_current(now)
    gone = set(LeftByHand.objects.filter(group=now, person__in=people).values_list("person_id", flat=True))
    added = [person for person in people if person.pk not in gone and add_member(group=now, person=person, by=by)]
    asked = [person for person in people if person.pk in gone and _invite(now, person, by)]
    hooks.news(what=news.ADDED, people=[person.pk for person in added], about=now, by=by)
    return added, asked


@transaction.atomic
def accept_invite(*, invite: GroupInvite) -> None:
    """Say yes: one is in."""
    must_be_current(locked(invite.group))
    _must_wait(invite)
    add_member(group=invite.group, person=invite.person, by=invite.invited_by)  # settles the invite
    tell_ways_in(group=invite.group, person=invite.person)


@transaction.atomic
def decline_invite(*, invite: GroupInvite) -> None:
    """Say no; whoever asked is not told."""
    _close(invite, State.DECLINED)


@transaction.atomic
def revoke_invite(*, invite: GroupInvite) -> None:
    _close(invite, State.REVOKED)


def _invite(group: Group, person: User, by: User) -> GroupInvite | None:
    if group.memberships.filter(person=person).exists():
        return None
    asks = MembershipRequest.objects.filter(group=group, person=person, state=MembershipRequest.State.OPEN).exists()
    if asks and by.pk in group.admin_ids():
        add_member(group=group, person=person, by=by)
        return None
    try:
        with transaction.atomic():
            invite = GroupInvite.objects.create(group=group, person=person, invited_by=by)
    except IntegrityError:
        return None
    hooks.news(what=news.INVITED, people=[person.pk], about=invite, by=by)
    tell_ways_in(group=group, person=person)
    return invite


def _must_wait(invite: GroupInvite) -> GroupInvite:
    now = GroupInvite.objects.select_for_update().get(pk=invite.pk)
    if now.state != State.OPEN:
        raise Conflict("decided", _("This invite does not count any more."))
    return now


def _close(invite: GroupInvite, state: str) -> None:
    now = _must_wait(invite)
    now.state, now.decided_at = state, timezone.now()
    now.save(update_fields=["state", "decided_at"])
    hooks.news_over(about=invite)
    tell_ways_in(group=invite.group, person=invite.person)
