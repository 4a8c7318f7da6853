"""Joining an open group, asking to join a closed one."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record
from core.errors import Conflict
from core.text import one_line
from groups import hooks, news
from groups.actions.members import add_member
from groups.actions.telling import tell_ways_in
from groups.locks import locked, must_be_current
from groups.models import Group, MembershipRequest
from people.models import User

State = MembershipRequest.State


@transaction.atomic
def join(*, group: Group, person: User) -> bool:
    """Come into an open group at once; False if one was in it."""
    now = locked(group)
    must_be_current(now)
    if now.kind != Group.Kind.OPEN:
        raise Conflict("not_open", _("This group is not open any more: ask to join it."))
    return add_member(group=now, person=person, by=person)


@transaction.atomic
def ask_to_join(*, group: Group, person: User, note: str = "") -> tuple[MembershipRequest, bool]:
    """Ask a closed group's admins, and whether it is a new request: who asks again while it waits asks the same."""
    now = locked(group)
    must_be_current(now)
    if now.memberships.filter(person=person).exists():
        raise Conflict("member", _("You are in this group already."))
    try:
        with transaction.atomic():
            request = MembershipRequest.objects.create(group=now, person=person, note=one_line(note)[:500])
    except IntegrityError:
        return MembershipRequest.objects.get(group=now, person=person, state=State.OPEN), False
    hooks.news(what=news.REQUEST, people=now.admin_ids(), about=request, by=person)
    tell_ways_in(group=now, person=person)
    return request, True


@transaction.atomic
def withdraw_request(*, request: MembershipRequest) -> None:
    """Take one's question back."""
    _close(request, State.WITHDRAWN, None)


@transaction.atomic
def accept_request(*, request: MembershipRequest, by: User) -> None:
    """Let somebody in who asked. Of two admins at once the second finds it done."""
    must_be_current(locked(request.group))
    if _close(request, State.ACCEPTED, by):
        add_member(group=request.group, person=request.person, by=by)
        hooks.news(what=news.ACCEPTED, people=[request.person_id], about=request, by=by)


@transaction.atomic
def decline_request(*, request: MembershipRequest, by: User) -> None:
    if _close(request, State.DECLINED, by):
        record(who=by, what="groups.request_declined", on_whom=request.person, group=str(request.group_id))
        hooks.news(what=news.DECLINED, people=[request.person_id], about=request, by=by)


def _close(request: MembershipRequest, state: str, by: User | None) -> bool:
    """False if it was decided already; if otherwise than asked now, that is said."""
    now = MembershipRequest.objects.select_for_update().get(pk=request.pk)
    if now.state == state:
        return False
    if now.state != State.OPEN:
        raise Conflict("decided", _("This request was decided meanwhile."))
    now.state, now.decided_at, now.decided_by = state, timezone.now(), by
    now.save(update_fields=["state", "decided_at", "decided_by"])
    hooks.news_over(about=request)
    tell_ways_in(group=request.group, person=request.person)
    return True
