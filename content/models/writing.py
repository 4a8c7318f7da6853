"""Texts by people, and what hangs on them. Abstract here; each app makes its own tables of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import OuterRef, Q, Value
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Each text is searched as English, as French and word by word: a colleague's words are found in whichever they wrote.
CONFIGURATIONS = ("extensions.en_folded", "extensions.fr_folded", "extensions.simple_folded")


def words_in(column: str) -> Any:
    """What a generated column of a searched text holds."""
    english, french, simple = (SearchVector(column, config=Value(name)) for name in CONFIGURATIONS)
    return english + french + simple


class WritingQuerySet(models.QuerySet):
    def present(self) -> Self:
        """What was not deleted."""
        return self.filter(deleted_at__isnull=True)

    def containing(self, words: str) -> Self:
        """What has these words in its text; everything if there are none."""
        return self.filter(text__icontains=words) if words else self

    def with_mentions(self) -> Self:
        """Each with its mentions, read with the row itself: `row.mentions.all()` asks for nothing more."""
        field = self.model._meta.get_field("mentions")
        rows = field.related_model._default_manager.filter(**{field.field.name: OuterRef("pk")}).order_by("place")
        each = rows.values(each=JSONObject(id="pk", person_id="person_id", name="name", place="place"))
        return self.annotate(mention_rows=ArraySubquery(each))

    def _fetch_all(self) -> None:
        fresh = self._result_cache is None
        super()._fetch_all()
        if fresh:
            put_mentions(self._result_cache)


def put_mentions(rows: Iterable[Any]) -> None:
    """Put what `with_mentions` read where a prefetch would have put it."""
    for row in rows:
        kept = getattr(row, "__dict__", {})
        if "mention_rows" in kept:
            mentions = row._meta.get_field("mentions").related_model
            know(row, "mentions", [mentions(**each) for each in kept.pop("mention_rows")])


def know(row: models.Model, name: str, rows: Sequence[Any]) -> None:
    """These rows hang on it and no others: who reads them asks for nothing more, as after a prefetch."""
    if rows:
        found = getattr(row, name).all()
        found._result_cache, found._prefetch_done = list(rows), True
    else:
        found = _nothing(row._meta.get_field(name).related_model)
    row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = found


@cache
def _nothing(model: type[models.Model]) -> Any:
    """One for all: making a queryset for each row of a list costs as much as reading the row."""
    found = model._default_manager.none()
    found._result_cache = []
    return found


class Writing(models.Model):
    """Words by somebody. The author survives their account; what is deleted stays as a row.

    `version` grows by one with each change of the text or of its being there. `client_id` makes a retry
    find what the first try wrote; `source` and `source_id` do the same for importers, who also set `created_at`.
    """

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    version = models.IntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    deleted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    client_id = models.CharField(max_length=120, null=True)
    source = models.CharField(max_length=40, null=True)
    source_id = models.CharField(max_length=120, null=True)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["author", "client_id"],
                name="%(app_label)s_%(class)s_written_once",
                condition=Q(client_id__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["source", "source_id"],
                name="%(app_label)s_%(class)s_imported_once",
                condition=Q(source__isnull=False),
            ),
            models.CheckConstraint(condition=~Q(text=""), name="%(app_label)s_%(class)s_says_something"),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None


class Version(models.Model):
    """A text as it stood before an edit, kept apart from what readers open."""

    version = models.IntegerField()
    text = models.TextField()
    written_at = models.DateTimeField(help_text="When this text was written, not when it was replaced.")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.version}: {self.text[:60]}"


class Mention(models.Model):
    """One `@Name` in a text and whom it means; `place` counts them from the start of the text.

    `name` is what the text says, also after the person took another name: whoever anonymises a person
    finds here which texts carry their name.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=254)
    place = models.IntegerField()

    class Meta:
        abstract = True
        ordering = ["place"]

    def __str__(self) -> str:
        return f"@{self.name}"


class Reaction(models.Model):
    """What one person shows on one thing: one kind at a time, and one row per person and thing."""

    class Kind(models.TextChoices):
        LIKE = "like", _("Like")
        LOVE = "love", _("Love")
        LAUGH = "laugh", _("Haha")
        WOW = "wow", _("Wow")
        SAD = "sad", _("Sad")
        THANKS = "thanks", _("Thanks")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.LIKE)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.kind


class EmojiReaction(models.Model):
    """One emoji that one person shows on one thing; they may show several. Which: `content.reactions`."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    emoji = models.CharField(max_length=32)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.emoji
