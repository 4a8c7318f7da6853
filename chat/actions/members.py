"""Who is in a group thread. People who go read nothing more; what those who come read is the thread's rule."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from chat.actions.happenings import note_event
from chat.actions.threads import lock, must_be_admin, must_be_here, must_not_follow_a_group, tell_changed, too_many
from chat.events import ThreadLeft
from chat.models import MOST_MEMBERS, Member, Thread
from core.errors import Conflict
from people.models import User
from realtime.publish import publish

BEGINS_ANEW = [
    *("left_at", "joined_at", "joined_seq", "from_seq", "read_seq", "own_after_read", "delivered_seq", "role"),
    *("archived_seq", "marked_unread"),
]


@transaction.atomic
def add_members(*, thread: Thread, people: Sequence[User], by: User) -> Thread:
    """Let people in; who is in already stays as they are."""
    must_be_here(people=people)
    lock(thread=thread, by=by)
    must_not_follow_a_group(thread=thread)
    new = let_in(thread=thread, people=people)
    if new:
        note_event(thread=thread, what="added", by=by, people=new)
        tell_changed(thread=thread)
    return thread


def let_in(*, thread: Thread, people: Sequence[User], role: str = Member.Role.MEMBER) -> list[User]:
    """Those of `people` who were not in it, and are now. Under the thread's lock; whoever calls tells of it."""
    known = {member.person_id: member for member in Member.objects.filter(thread=thread, person__in=people)}
    new = [person for person in people if person.pk not in known or known[person.pk].left_at]
    if thread.member_count + len(new) > MOST_MEMBERS:
        raise too_many()
    rows = [known.get(person.pk) or Member(thread=thread, person=person) for person in new]
    for row in rows:
        _start(row, thread, role)
    Member.objects.bulk_create([row for row in rows if row.pk is None])
    Member.objects.bulk_update([row for row in rows if row.pk is not None], BEGINS_ANEW)
    Thread.objects.filter(pk=thread.pk).update(member_count=F("member_count") + len(new))
    return new


def _start(member: Member, thread: Thread, role: str) -> None:
    """As somebody who has nothing unread, and sees what the thread's rule lets them see."""
    member.left_at, member.joined_at, member.own_after_read, member.role = None, timezone.now(), 0, role
    member.archived_seq, member.marked_unread = None, False
    member.joined_seq = member.read_seq = member.delivered_seq = thread.last_seq
    member.from_seq = thread.last_seq if thread.history == Thread.History.JOINED else 0


@transaction.atomic
def remove_member(*, thread: Thread, person: User, by: User) -> Thread:
    """Take a person out; oneself is leaving. From the commit on they hear nothing more."""
    member = lock(thread=thread, by=by)
    if person.pk != by.pk:
        must_be_admin(member=member)
        must_not_follow_a_group(thread=thread)
    if let_out(thread=thread, person=person):
        if person.pk == by.pk:
            note_event(thread=thread, what="left", by=by)
        else:
            note_event(thread=thread, what="removed", by=by, people=[person])
        keep_an_admin(thread=thread)
        tell_changed(thread=thread)
    return thread


def let_out(*, thread: Thread, person: User) -> bool:
    """Whether the person was in it; they are not any more. Under the thread's lock; whoever calls tells the others."""
    gone = Member.objects.here().filter(thread=thread, person=person).update(left_at=timezone.now(), pinned_at=None)
    if gone:
        Thread.objects.filter(pk=thread.pk).update(member_count=F("member_count") - 1)
        publish(ThreadLeft(id=str(thread.pk)), to=[person.pk])
    return bool(gone)


def keep_an_admin(*, thread: Thread) -> None:
    """Where nobody looks after a thread any more, whoever is in it longest does."""
    here = Member.objects.here().filter(thread=thread, person__is_active=True).select_related("person")
    if here.filter(role=Member.Role.ADMIN).exists():
        return
    oldest = here.order_by("joined_at", "person_id").first()
    if oldest:
        oldest.role = Member.Role.ADMIN
        oldest.save(update_fields=["role"])
        note_event(thread=thread, what="became_admin", by=oldest.person)


@transaction.atomic
def set_role(*, thread: Thread, person: User, role: str, by: User) -> Thread:
    """Make somebody look after the thread, or take that back. Somebody always does."""
    must_be_admin(member=lock(thread=thread, by=by))
    member = Member.objects.here().filter(thread=thread, person=person).first()
    if member is None or member.role == role:
        return thread
    admins = Member.objects.here().filter(thread=thread, role=Member.Role.ADMIN, person__is_active=True)
    if role == Member.Role.MEMBER and not admins.exclude(pk=member.pk).exists():
        raise Conflict("last_admin", _("Somebody looks after each conversation. Make somebody else an admin first."))
    member.role = role
    member.save(update_fields=["role"])
    note_event(
        thread=thread, what="made_admin" if role == Member.Role.ADMIN else "unmade_admin", by=by, people=[person]
    )
    tell_changed(thread=thread)
    return thread
