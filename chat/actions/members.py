"""Who is in a group thread. People who come read what was said before; people who go read nothing more."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from chat.access import may_remove
from chat.actions.threads import must_be_here, must_still_be_in, tell_changed, too_many
from chat.events import ThreadLeft
from chat.models import MOST_MEMBERS, Member, Thread
from core.errors import NotAllowed
from people.models import User
from realtime.publish import publish


@transaction.atomic
def add_members(*, thread: Thread, people: Sequence[User], by: User) -> Thread:
    """Let people in; who is in already stays as they are."""
    must_be_here(people=people)
    thread.advance()
    must_still_be_in(thread=thread, person=by)
    known = {member.person_id: member for member in Member.objects.filter(thread=thread)}
    new = [person for person in people if person.pk not in known or known[person.pk].left_at]
    if thread.member_count + len(new) > MOST_MEMBERS:
        raise too_many()
    rows = [_start(known.get(person.pk) or Member(thread=thread, person=person), thread.last_seq) for person in new]
    Member.objects.bulk_create([row for row in rows if row.pk is None])
    back = [row for row in rows if row.pk is not None]
    if back:
        Member.objects.bulk_update(
            back, ["left_at", "joined_at", "joined_seq", "read_seq", "own_after_read", "delivered_seq"]
        )
    Thread.objects.filter(pk=thread.pk).update(member_count=F("member_count") + len(new))
    tell_changed(thread=thread)
    return thread


def _start(member: Member, seq: int) -> Member:
    """As somebody who has nothing unread."""
    member.left_at, member.joined_at, member.own_after_read = None, timezone.now(), 0
    member.joined_seq = member.read_seq = member.delivered_seq = seq
    return member


@transaction.atomic
def remove_member(*, thread: Thread, person: User, by: User) -> Thread:
    """Take a person out; oneself is leaving. From the commit on they hear nothing more."""
    thread.advance()
    if person.pk != by.pk and not may_remove(thread, by):
        raise NotAllowed("not_the_creator", _("Only who started the conversation can remove people."))
    gone = Member.objects.here().filter(thread=thread, person=person).update(left_at=timezone.now())
    if gone:
        Thread.objects.filter(pk=thread.pk).update(member_count=F("member_count") - 1)
        publish(ThreadLeft(id=str(thread.pk)), to=[person.pk])
    tell_changed(thread=thread)
    return thread
