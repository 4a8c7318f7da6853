"""Files: what people put beside their words. One row is one file in one place; its bytes may be shared with copies."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import ClassVar, Self, TypeVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.functional import cached_property

from content.models.folded import Folded
from core.schema import entered

T = TypeVar("T", bound="HasFiles")

DRAFT = "content.draft"
NAME_LENGTH = 180
ALT_LENGTH = 1000


def new_place() -> str:
    """`<schema>/files/<2>/<random>`: the schema first, so companies never share a folder; nothing tells whose it is."""
    key = secrets.token_hex(16)
    return f"{entered()}/files/{key[:2]}/{key}"


class FileQuerySet(models.QuerySet):
    def present(self) -> Self:
        """What was not taken away."""
        return self.filter(deleted_at=None)

    def of(self, held_as: str, holders: Iterable[int]) -> Self:
        """The files of these things, in the order in which they were put there."""
        return self.present().filter(held_as=held_as, holder__in=holders).order_by("holder", "place", "pk")

    def waiting_of(self, person_id: int) -> Self:
        """What a person sent and nothing holds yet, but at most a draft, which is theirs alone."""
        return self.present().filter(uploader_id=person_id, held_as__in=("", DRAFT))

    def outlived(self, since: datetime) -> Self:
        """What nothing held since then, or was taken away before it."""
        return self.filter(Q(held_as="", created_at__lt=since) | Q(deleted_at__lt=since))

    def bytes_on_disk(self) -> int:
        """What all of it takes, bytes that copies share counted once."""
        each = self.order_by().values("path").annotate(bytes=Max("stored")).values_list("bytes", flat=True)
        return sum(each)


class File(models.Model):
    """A picture, video, sound or other file, in one place: with one post, one message, one group…

    `held_as` names the kind of thing (`"feed.post"`) and `holder` its id, without a foreign key; the app that
    owns the thing says who may read it (`content.hooks.holder`). Until something holds it, it is its uploader's
    alone and goes after a day, or with the draft that keeps it. Name and type are ours: cleaned, and decided by
    looking at the bytes.

    `path` is a folder of the storage: `raw` as it came, for a picture until it is prepared, then `clean` (the same
    without what a camera wrote into it), `view` and `thumb`. A copy is a row with the same `path`; the bytes go
    with the last.
    """

    class Kind(models.TextChoices):
        PICTURE = "picture"
        VIDEO = "video"
        AUDIO = "audio"
        FILE = "file"

    class State(models.TextChoices):
        PREPARING = "preparing"
        READY = "ready"
        BROKEN = "broken"

    uploader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=NAME_LENGTH)
    alt_text = models.CharField(max_length=ALT_LENGTH, blank=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    mime = models.CharField(max_length=80)
    size = models.BigIntegerField(help_text="Bytes of what a reader downloads.")
    stored = models.BigIntegerField(help_text="Bytes of all its forms, as they count against the company's space.")
    width = models.IntegerField(null=True)
    height = models.IntegerField(null=True)
    duration = models.IntegerField(null=True, help_text="Milliseconds.")
    state = models.CharField(max_length=9, choices=State.choices, default=State.READY)
    tries = models.IntegerField(default=0, help_text="How often a worker began to prepare it.")
    path = models.CharField(max_length=120)
    held_as = models.CharField(max_length=40, blank=True)
    holder = models.BigIntegerField(null=True)
    place = models.IntegerField(default=0)
    client_id = models.CharField(max_length=120, null=True)
    created_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True)

    objects = FileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["uploader", "client_id"],
                name="content_file_sent_once",
                condition=Q(client_id__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(held_as="", holder=None) | (~Q(held_as="") & Q(holder__isnull=False)),
                name="content_file_held_by_one_thing",
            ),
            models.CheckConstraint(condition=Q(size__gte=0, stored__gte=0), name="content_file_size"),
        ]
        indexes = [
            models.Index(fields=["held_as", "holder", "place"], name="content_file_held", condition=~Q(held_as="")),
            models.Index(fields=["created_at"], name="content_file_unheld", condition=Q(held_as="")),
            models.Index(fields=["deleted_at"], name="content_file_gone", condition=Q(deleted_at__isnull=False)),
            models.Index(fields=["path"], name="content_file_path"),
            GinIndex(
                OpClass(Folded("name"), name="extensions.gin_trgm_ops"),
                name="content_file_folded",
                condition=~Q(held_as="") & Q(deleted_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_held(self) -> bool:
        return bool(self.held_as)

    @property
    def is_picture(self) -> bool:
        return self.kind == self.Kind.PICTURE

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY


class Space(models.Model):
    """How many bytes the company's files take: one row, since its UPDATE decides who may still add to it."""

    used = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(used__gte=0), name="content_space_used")]

    def __str__(self) -> str:
        return str(self.used)


class HasFiles:
    """A thing that holds files. Lists fetch those of all their things at once with `with_files`."""

    held_as: ClassVar[str]
    pk: int

    @cached_property
    def files(self) -> list[File]:
        return list(File.objects.of(self.held_as, [self.pk]))


def with_files(things: Sequence[T]) -> Sequence[T]:
    """The same things, their files read in one query."""
    found = defaultdict(list)
    holders = [thing.pk for thing in things if getattr(thing, "file_count", 1)]  # where it is counted, 0 is known
    if holders:
        for file in File.objects.of(things[0].held_as, holders):
            found[file.holder].append(file)
    for thing in things:
        thing.files = found[thing.pk]
    return things
