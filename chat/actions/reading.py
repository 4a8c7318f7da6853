"""How far people got: read and delivered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from chat.actions.keeping import keep_thread
from chat.actions.telling import read_up_to
from chat.events import MessageDelivered, ThreadRead
from chat.models import SMALL, Member, Message, Preferences, ReadMark, Thread
from chat.receipts import first_kept
from core.compiled import Compiled
from core.errors import Refusal
from core.schema import inside
from people.models import User
from people.serializers import person_ref
from realtime.publish import publish
from tenants.models import Company

LOCKED = Compiled(
    lambda thread, person: (
        Member.objects.here()
        .select_for_update(of=["self"])
        .filter(thread=thread, person=person)
        .annotate(shows_reading=Coalesce(F("person__chat_preferences__receipts"), True))
    ),
    thread=-1,
    person=-2,
)
SHOWING: Compiled[int] = Compiled(
    lambda thread: (
        Member.objects.here()
        .filter(thread=thread)
        .exclude(person__in=Preferences.objects.filter(receipts=False).values("person"))
        .values_list("person_id", flat=True)
    ),
    thread=-1,
)
LOOK_BACK = 200  # authors of so many messages before the pointer are told that they arrived


@transaction.atomic
def mark_read(*, thread: Thread, person: User, seq: int) -> Member:
    """Move the read pointer forward, never back: having read C counts for A and B."""
    if seq > thread.last_seq:
        raise Refusal("from_the_future", _("There is no such message yet."), fields={"seq": [_("Too high.")]})
    member = _locked(thread, person)
    if member is None:
        raise Http404
    if member.marked_unread:
        keep_thread(thread=thread, person=person, marked_unread=False)
        member.marked_unread = False
    if seq <= member.read_seq or member.own_after_read:
        thread.refresh_from_db(fields=["last_seq"])  # the member's pointers may know more than it did when found
    if seq <= member.read_seq:
        return member
    if member.own_after_read:
        own = Message.objects.not_to_read(person).filter(thread=thread, seq__gt=seq, seq__lte=thread.last_seq)
        member.own_after_read = own.count()
    member.read_seq, member.delivered_seq = seq, max(seq, member.delivered_seq)
    member.save(update_fields=["read_seq", "delivered_seq", "own_after_read"])
    read_up_to(person=person, thread_id=thread.pk, seq=seq)
    to = {person.pk}
    if member.shows_reading:
        ReadMark.objects.bulk_create([ReadMark(member=member, seq=seq)], ignore_conflicts=True)
        to |= _seeing_who_reads(thread)
    publish(ThreadRead(thread=str(thread.pk), person=person_ref(person), seq=seq), to=to)
    return member


def _locked(thread: Thread, person: User) -> Any:
    """Their row, and whether they let others see what they have read."""
    return LOCKED.first(thread=thread.pk, person=person.pk)


def _seeing_who_reads(thread: Thread) -> set[int]:
    """In small threads, those who show it themselves."""
    return set(SHOWING(thread=thread.pk)) if thread.member_count <= SMALL else set()


def forget_old_marks_everywhere() -> None:
    """In each company, by a task of its own there."""
    from chat.tasks import forget_old_marks as forget

    today = timezone.localdate().isoformat()
    for company in Company.objects.live():
        with inside(company):
            forget.send(key=f"chat.marks:{today}:{timezone.now().hour // 6}")


def forget_old_marks() -> None:
    """When somebody read what is old is nobody's business any more; that they read it stays known."""
    ReadMark.objects.filter(at__lt=first_kept())._raw_delete(DEFAULT_DB_ALIAS)


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
