"""Work Chat: threads of two people or many, and what is said in them.

A thread has a `version` that grows by one with every change, and a `last_seq` that grows by one with
every message. Both are taken under the thread's row lock, so they become visible in order and without
gaps: "all changes since V" can never miss one that commits late.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection, models
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.models import Version, Writing, WritingQuerySet

SMALL = 20  # up to so many members, a thread shows who got and who saw a message as it happens
TYPING_UP_TO = 100
MOST_MEMBERS = 500
MOST_CHARACTERS = 10_000


class Place(NamedTuple):
    """Where a change stands in its thread."""

    version: int
    seq: int


class ThreadQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> ThreadQuerySet:
        """Threads this person is in now; those they left are gone for them."""
        return self.filter(members__person=person, members__left_at=None)

    def listed(self, person: Any) -> ThreadQuerySet:
        """Without those that another opened to write to them and then did not."""
        return self.exclude(~Q(created_by=person), kind=Thread.Kind.DIRECT, last_seq=0)

    def for_reader(self, person: Any) -> ThreadQuerySet:
        """What this person is in, with their own `my_read_seq` and `my_unread`."""
        return self.visible_to(person).annotate(
            my_read_seq=F("members__read_seq"),
            my_unread=F("last_seq") - F("members__read_seq") - F("members__own_after_read"),
        )


class Thread(models.Model):
    """A conversation of two people (one thread for the same two, for ever) or of a group."""

    class Kind(models.TextChoices):
        DIRECT = "direct", _("direct")
        GROUP = "group", _("group")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=120, blank=True)
    direct_key = models.CharField(max_length=41, blank=True, help_text="Both people's ids, the smaller first.")
    version = models.BigIntegerField(default=0)
    last_seq = models.BigIntegerField(default=0)
    member_count = models.IntegerField(default=0)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    client_id = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now, help_text="Last message, or change of name or members.")

    my_read_seq: int  # of the person for whom `for_reader` found it
    my_unread: int

    objects = ThreadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["direct_key"], condition=~Q(direct_key=""), name="chat_thread_one_for_two_people"
            ),
            models.UniqueConstraint(
                fields=["created_by", "client_id"], condition=~Q(client_id=""), name="chat_thread_once_per_client_id"
            ),
            models.CheckConstraint(
                condition=Q(kind="direct", name="") & ~Q(direct_key="") | Q(kind="group", direct_key=""),
                name="chat_thread_kind_fits_key",
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"{self.kind} thread {self.pk}"

    @property
    def is_group(self) -> bool:
        return self.kind == self.Kind.GROUP

    def advance(self, *, message: bool = False, quietly: bool = False, at: datetime | None = None) -> Place:
        """Take the next version, and the next place where it is a message; holds the row's lock until commit.

        `quietly` leaves the thread where it stands in people's lists. Two statements, this and the
        caller's: as one CTE it would be nine times slower on several machines.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE chat_thread SET version = version + 1, last_seq = last_seq + %s,"
                " changed_at = CASE WHEN %s THEN changed_at ELSE %s END WHERE id = %s RETURNING version, last_seq",
                [int(message), quietly, at or timezone.now(), self.pk],
            )
            place = Place(*cursor.fetchone())
        self.version, self.last_seq = place
        return place


class MemberQuerySet(models.QuerySet):
    def here(self) -> MemberQuerySet:
        return self.filter(left_at=None)

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
    """One person in one thread, and how far they got: one pointer for read, one for delivered."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="members", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    read_seq = models.BigIntegerField(default=0)
    own_after_read = models.BigIntegerField(default=0, help_text="Own messages behind read_seq: they are not unread.")
    delivered_seq = models.BigIntegerField(default=0)
    joined_at = models.DateTimeField(default=timezone.now)
    joined_seq = models.BigIntegerField(default=0)
    left_at = models.DateTimeField(null=True, blank=True)

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

    @staticmethod
    def said_something(*, thread: Thread, person: Any, seq: int) -> None:
        """Writing is not reading: the pointer follows an own message only where nothing unread stands before it."""
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE chat_member SET read_seq = CASE WHEN read_seq = %(seq)s - 1 THEN %(seq)s ELSE read_seq END,"
                " own_after_read = CASE WHEN read_seq = %(seq)s - 1 THEN 0 ELSE own_after_read + 1 END,"
                " delivered_seq = CASE WHEN delivered_seq = %(seq)s - 1 THEN %(seq)s ELSE delivered_seq END"
                " WHERE thread_id = %(thread)s AND person_id = %(person)s",
                {"seq": seq, "thread": thread.pk, "person": person.pk},
            )


class MessageQuerySet(WritingQuerySet):
    def visible_to(self, person: Any) -> MessageQuerySet:
        return self.filter(thread__members__person=person, thread__members__left_at=None)

    def last_of(self, threads: Iterable[Thread]) -> MessageQuerySet:
        """The newest message of each thread, in one query."""
        return self.filter(thread__in=threads, seq=F("thread__last_seq")).select_related("author")


class Message(Writing):
    """What one person said: `seq` is its place and never changes, `version` the thread's at its last change."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="messages", db_index=False)
    seq = models.BigIntegerField()
    version = models.BigIntegerField()

    objects = MessageQuerySet.as_manager()

    class Meta(Writing.Meta):
        constraints = [
            *Writing.Meta.constraints,
            models.UniqueConstraint(fields=["thread", "seq"], name="chat_message_one_per_place"),
        ]
        indexes = [models.Index(fields=["thread", "version"], name="chat_message_changes")]

    def __str__(self) -> str:
        return f"message {self.seq} of thread {self.thread_id}"


class MessageVersion(Version):
    """What a message said before an edit; nobody is shown it."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="versions")
    version = models.BigIntegerField()
