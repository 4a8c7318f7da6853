"""Who sees of whom how far they read. It works both ways: who does not show it does not see it of others."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from chat.models import Member, Message, Preferences, ReadMark
from core.errors import NotAllowed
from people.models import User

KEPT = timedelta(days=30)  # so long is known when somebody read something


@dataclass
class Readers:
    """Of one message: who read it (with the time, the first to read first), who did not yet, how many hide it."""

    read: list[Member] = field(default_factory=list)
    not_yet: list[Member] = field(default_factory=list)
    hidden: int = 0

    @property
    def total(self) -> int:
        """Of how many it is known."""
        return len(self.read) + len(self.not_yet)


def shows(person_id: int) -> bool:
    return not Preferences.objects.filter(person=person_id, receipts=False).exists()


def readers_of(message: Message, reader: User) -> Readers:
    """For its author alone: of all who see the message. When each read it is known for a month."""
    if message.author_id != reader.pk:
        raise NotAllowed("not_the_author", _("Only who wrote a message sees who has read it."))
    if not shows(reader.pk):
        raise NotAllowed("receipts_off", _("You do not show what you have read, so you do not see it of others."))
    mark = ReadMark.objects.filter(member=OuterRef("pk"), seq__gte=message.seq).order_by("seq").values("at")[:1]
    seeing = Member.objects.here().filter(thread=message.thread_id, from_seq__lt=message.seq)
    members = seeing.exclude(person=message.author_id).select_related("person").annotate(read_at=Subquery(mark))
    members = members.filter(Q(person__is_active=True) | Q(read_seq__gte=message.seq)).order_by("person__name", "pk")
    found = Readers()
    for member in members.veiled(reader):
        if member.hides_reading:
            found.hidden += 1
        elif member.read_seq >= message.seq:
            found.read.append(_dated(member, message))
        else:
            found.not_yet.append(member)
    found.read.sort(key=lambda member: member.read_at or message.created_at)
    return found


def _dated(member: Member, message: Message) -> Member:
    """Of an older message the first mark may be gone, and a later one would tell a wrong time."""
    if message.created_at < first_kept():
        member.read_at = None
    return member


def first_kept() -> datetime:
    """Marks from before are forgotten."""
    return timezone.now() - KEPT
