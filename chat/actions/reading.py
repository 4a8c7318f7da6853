"""How far people got: read and delivered."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from chat.actions.telling import read_up_to
from chat.events import MessageDelivered, ThreadRead
from chat.models import SMALL, Member, Message, Thread
from core.errors import Refusal
from people.models import User
from people.serializers import person_ref
from realtime.publish import publish

LOOK_BACK = 200  # authors of so many messages before the pointer are told that they arrived


@transaction.atomic
def mark_read(*, thread: Thread, person: User, seq: int) -> Member:
    """Move the read pointer forward, never back: having read C counts for A and B."""
    if seq > thread.last_seq:
        raise Refusal("from_the_future", _("There is no such message yet."), fields={"seq": [_("Too high.")]})
    member = Member.objects.here().select_for_update().filter(thread=thread, person=person).first()
    if member is None:
        raise Http404
    if seq <= member.read_seq:
        return member
    if member.own_after_read:
        member.own_after_read = Message.objects.not_to_read(person).filter(thread=thread, seq__gt=seq).count()
    member.read_seq, member.delivered_seq = seq, max(seq, member.delivered_seq)
    member.save(update_fields=["read_seq", "delivered_seq", "own_after_read"])
    read_up_to(person=person, thread_id=thread.pk, seq=seq)
    to = _ids(thread) if thread.member_count <= SMALL else [person.pk]
    publish(ThreadRead(thread=str(thread.pk), person=person_ref(person), seq=seq), to=to)
    return member


@transaction.atomic
def note_delivered(*, thread_id: int, pointers: Mapping[int, int]) -> None:
    """Move the delivered pointers of these people (id → seq) in one statement, and tell the messages' authors.

    What comes here is what sockets claim: whoever is not in the thread, and what is not there yet, is left out.
    """
    thread = Thread.objects.filter(pk=thread_id, member_count__lte=SMALL).first()
    if thread is None:
        return
    members = Member.objects.here().filter(thread=thread, person__in=pointers).select_related("person")
    moved = []
    for member in members.select_for_update(of=["self"]):
        before, member.delivered_seq = member.delivered_seq, min(pointers[member.person_id], thread.last_seq)
        if member.delivered_seq > before:
            moved.append(member)
            _tell_authors(thread, member, before)
    Member.objects.bulk_update(moved, ["delivered_seq"])


def _tell_authors(thread: Thread, member: Member, before: int) -> None:
    first = max(before, member.delivered_seq - LOOK_BACK)
    new = Message.objects.filter(thread=thread, seq__gt=first, seq__lte=member.delivered_seq)
    authors = set(new.values_list("author_id", flat=True)) - {member.person_id}
    publish(
        MessageDelivered(thread=str(thread.pk), person=person_ref(member.person), seq=member.delivered_seq),
        to=authors & set(_ids(thread)),
    )


def _ids(thread: Thread) -> list[int]:
    return list(Member.objects.here().filter(thread=thread).values_list("person_id", flat=True))
