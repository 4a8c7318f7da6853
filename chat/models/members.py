"""Who is in a thread, how far they got, and how they keep it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from chat.models.peace import Preferences
from chat.models.threads import Thread

# `own_after_read` counts what stands behind the pointer and is not unread: own messages, lines of what happened, and
# what people say whom the member blocked. One statement for the writer's own pointers and for who blocked them.
SAID = """
    UPDATE chat_member SET
        read_seq = CASE WHEN person_id = %(person)s AND read_seq = %(seq)s - 1 THEN %(seq)s ELSE read_seq END,
        own_after_read = CASE WHEN person_id = %(person)s AND read_seq = %(seq)s - 1 THEN 0 ELSE own_after_read + 1 END,
        delivered_seq = CASE WHEN person_id = %(person)s AND delivered_seq = %(seq)s - 1 THEN %(seq)s
            ELSE delivered_seq END
    WHERE thread_id = %(thread)s
        AND person_id = ANY (ARRAY(SELECT blocker_id FROM chat_block WHERE blocked_id = %(person)s)
            || %(person)s::bigint)
"""
NOT_TO_READ = """
    UPDATE chat_member AS member SET own_after_read = (
        SELECT count(*) FROM chat_message AS said
        WHERE said.thread_id = member.thread_id AND said.seq > member.read_seq AND (said.author_id = member.person_id
            OR said.kind = 'event'
            OR said.author_id IN (SELECT blocked_id FROM chat_block WHERE blocker_id = member.person_id)))
    FROM chat_thread AS thread
    WHERE thread.id = member.thread_id AND thread.last_seq > member.read_seq AND member.left_at IS NULL
        AND member.person_id = %(person)s
"""


class MemberQuerySet(models.QuerySet):
    def here(self) -> MemberQuerySet:
        return self.filter(left_at=None)

    def veiled(self, reader: Any) -> MemberQuerySet:
        """With `hides_reading`: it works both ways, so who does not show what they read does not see it of others."""
        off = Preferences.objects.filter(Q(person=OuterRef("person")) | Q(person=reader), receipts=False)
        return self.annotate(hides_reading=Case(When(person=reader, then=Value(False)), default=Exists(off)))

    def first_few(self, threads: Iterable[Thread], most: int) -> MemberQuerySet:
        """Up to `most` members of each thread, longest members first, in one query."""
        place = Window(RowNumber(), partition_by=F("thread_id"), order_by=[F("joined_at"), F("person_id")])
        return (
            self.here()
            .filter(thread__in=threads)
            .annotate(place=place)
            .filter(place__lte=most)
            .select_related("person")
            .order_by("thread_id", "place")
        )


class Member(models.Model):
    """One person in one thread, and how far they got: one pointer for read, one for delivered.

    `from_seq` keeps the thread's history rule as it was when they came: they see what stands behind it.
    """

    class Role(models.TextChoices):
        MEMBER = "member"
        ADMIN = "admin"

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="members", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    role = models.CharField(max_length=8, choices=Role.choices, default=Role.MEMBER)
    read_seq = models.BigIntegerField(default=0)
    own_after_read = models.BigIntegerField(default=0, help_text="Own messages behind read_seq: they are not unread.")
    delivered_seq = models.BigIntegerField(default=0)
    joined_at = models.DateTimeField(default=timezone.now)
    joined_seq = models.BigIntegerField(default=0)
    from_seq = models.BigIntegerField(default=0)
    left_at = models.DateTimeField(null=True, blank=True)
    muted_until = models.DateTimeField(null=True)
    pinned_at = models.DateTimeField(null=True)
    archived_seq = models.BigIntegerField(null=True, help_text="Archived while nothing was said after it.")
    marked_unread = models.BooleanField(default=False)

    hides_reading: bool  # from the reader for whom they are `veiled`
    read_at: datetime | None  # one message, for `receipts`

    objects = MemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "person"], name="chat_member_once_per_thread"),
        ]
        indexes = [
            models.Index(fields=["person", "thread"], condition=Q(left_at=None), name="chat_member_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.thread_id}"

    @property
    def is_admin(self) -> bool:
        return self.role == self.Role.ADMIN

    @property
    def shown_read_seq(self) -> int | None:
        return None if self.hides_reading else self.read_seq

    def is_put_away(self, last_seq: int) -> bool:
        """Whether the person archived the thread and nobody said anything since."""
        return self.archived_seq is not None and self.archived_seq >= last_seq

    @staticmethod
    def said_something(*, thread: Thread, person: Any, seq: int) -> None:
        """Writing is not reading: the pointer follows an own message only where nothing unread stands before it.
        Whoever blocked the writer has nothing more to read by it."""
        with connection.cursor() as cursor:
            cursor.execute(SAID, {"seq": seq, "thread": thread.pk, "person": person.pk})

    @staticmethod
    def count_anew(*, person: Any) -> None:
        """After the person blocked somebody, or lifted it: what of their threads is not unread."""
        with connection.cursor() as cursor:
            cursor.execute(NOT_TO_READ, {"person": person.pk})


class ReadMark(models.Model):
    """When a member's read pointer came to `seq`: a message was read at the first mark at or behind it."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="marks", db_index=False)
    seq = models.BigIntegerField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "seq"], name="chat_readmark_once")]
        indexes = [models.Index(fields=["at"], name="chat_readmark_old")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.seq}"
