"""Threads: of two people, of a group, or a person's notes to themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection, models
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.models import File
from groups.models import Group

SMALL = 20  # up to so many members, a thread shows who got and who saw a message as it happens
TYPING_UP_TO = 100
MOST_MEMBERS = 500
MOST_PINNED = 20


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
        """What this person is in, with all `my_…` of them: how far they read, what they see, how they keep it."""
        return self.visible_to(person).annotate(
            my_read_seq=F("members__read_seq"),
            my_unread=F("last_seq") - F("members__read_seq") - F("members__own_after_read"),
            my_from_seq=F("members__from_seq"),
            my_role=F("members__role"),
            my_muted_until=F("members__muted_until"),
            my_pinned_at=F("members__pinned_at"),
            my_marked_unread=F("members__marked_unread"),
            my_archived=Case(When(members__archived_seq__gte=F("last_seq"), then=Value(True)), default=Value(False)),
        )


class Thread(models.Model):
    """A conversation of two people (one thread for the same two, for ever), of a group, or with oneself.

    A thread of a `group` has the group's members, and its name where it has none of its own.
    """

    class Kind(models.TextChoices):
        DIRECT = "direct", _("direct")
        GROUP = "group", _("group")
        NOTES = "notes", _("notes to self")

    class History(models.TextChoices):
        ALL = "all", _("New people see what was said before")
        JOINED = "joined", _("New people see only what is said from then on")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=120, blank=True)
    picture = models.ForeignKey(File, models.SET_NULL, null=True, related_name="+", db_index=False)
    history = models.CharField(max_length=8, choices=History.choices, default=History.ALL)
    group = models.OneToOneField(Group, models.SET_NULL, null=True, related_name="thread")
    direct_key = models.CharField(
        max_length=41, blank=True, help_text="Both people's ids, the smaller first; of notes the person's own."
    )
    version = models.BigIntegerField(default=0)
    last_seq = models.BigIntegerField(default=0)
    member_count = models.IntegerField(default=0)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    client_id = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now, help_text="Last message, or change of name or members.")

    # Of the person for whom `for_reader` found it:
    my_read_seq: int
    my_unread: int
    my_from_seq: int  # they see what stands behind it
    my_role: str
    my_muted_until: datetime | None
    my_pinned_at: datetime | None
    my_marked_unread: bool
    my_archived: bool  # until somebody says something

    held_as = "chat.thread"  # its picture

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
                condition=Q(kind__in=["direct", "notes"], name="") & ~Q(direct_key="") | Q(kind="group", direct_key=""),
                name="chat_thread_kind_fits_key",
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"{self.kind} thread {self.pk}"

    @property
    def is_group(self) -> bool:
        return self.kind == self.Kind.GROUP

    @property
    def is_notes(self) -> bool:
        return self.kind == self.Kind.NOTES

    @property
    def is_muted(self) -> bool:
        """Whether the person of `my_muted_until` hears nothing of it now but what means them."""
        return self.my_muted_until is not None and self.my_muted_until > timezone.now()

    def advance(self, *, message: bool = False, quietly: bool = False, at: datetime | None = None) -> Place:
        """Take the next version, and the next place where it is a message; holds the row's lock until commit.

        `quietly` leaves the thread where it stands in people's lists. Two statements, this and the
        caller's: as one CTE it would be nine times slower on several machines.
        """
        return self.advancing(message=message, quietly=quietly, at=at)()

    def advancing(
        self, *, message: bool = False, quietly: bool = False, at: datetime | None = None
    ) -> Callable[[], Place]:
        """The same, asked for within `together()`; call what it gives for the place."""
        cursor = connection.cursor()
        cursor.execute(
            "UPDATE chat_thread SET version = version + 1, last_seq = last_seq + %s,"
            " changed_at = CASE WHEN %s THEN changed_at ELSE %s END WHERE id = %s RETURNING version, last_seq",
            [int(message), quietly, at or timezone.now(), self.pk],
        )

        def taken() -> Place:
            place = Place(*cursor.fetchone())
            self.version, self.last_seq = place
            return place

        return taken
