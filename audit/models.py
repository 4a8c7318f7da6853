"""What was done in this company: by whom, on what, from where. Rows are only ever added."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any, NoReturn

from django.db import models
from django.db.models import Q
from django.utils import timezone

from audit.words import NAMES, name_of, value_of, words_of

NUMBERED = re.compile(r"^\d+ (?=.)")


class LineQuerySet(models.QuerySet):
    """Reads and adds. What would change or remove lines raises, for many rows as for one."""

    def matching(
        self, *, who: str = "", what: str = "", since: date | None = None, until: date | None = None
    ) -> LineQuerySet:
        """`who` stands in the name of who did it or whom it was done to; `what` is exact; days are whole, in the
        reader's time zone."""
        lines = self
        if who:
            lines = lines.filter(Q(who__icontains=who) | Q(on_whom__icontains=who))
        if what:
            lines = lines.filter(what=what)
        if since:
            lines = lines.filter(at__gte=_begin(since))
        if until:
            lines = lines.filter(at__lte=timezone.make_aware(datetime.combine(until, time.max)))
        return lines

    def update(self, **changes: Any) -> NoReturn:
        raise TypeError("audit lines are never edited")

    def bulk_update(self, *arguments: Any, **options: Any) -> NoReturn:
        raise TypeError("audit lines are never edited")

    def bulk_create(self, objs: Any, *arguments: Any, update_conflicts: bool = False, **options: Any) -> Any:
        if update_conflicts:
            raise TypeError("audit lines are never edited")
        return super().bulk_create(objs, *arguments, **options)

    def update_or_create(self, *arguments: Any, **options: Any) -> NoReturn:
        raise TypeError("audit lines are never edited")

    def delete(self) -> NoReturn:
        raise TypeError("audit lines are never deleted")

    def _raw_delete(self, using: str | None) -> NoReturn:
        raise TypeError("audit lines are never deleted")


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _told(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name_of(name)} {_told(inner)}" for name, inner in value.items())
    return {True: "✓", False: "–"}[value] if isinstance(value, bool) else value_of(str(value))


class Line(models.Model):
    """One append-only line, written in the transaction of what it tells."""

    at = models.DateTimeField(default=timezone.now)
    who = models.CharField(max_length=254, help_text="Person's id and name as they were, or the operator's address.")
    what = models.CharField(max_length=60, help_text="<app>.<noun>_<past verb>")
    on_whom = models.CharField(max_length=254, blank=True)
    detail = models.JSONField(default=dict)
    address = models.GenericIPAddressField(null=True)
    device = models.CharField(max_length=300, blank=True)

    objects = LineQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        base_manager_name = "objects"
        indexes = [
            models.Index(fields=["at", "id"], name="audit_line_by_time"),
            models.Index(fields=["what", "at", "id"], name="audit_line_by_what"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.who} {self.what} {self.on_whom}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("audit lines are never edited")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("audit lines are never deleted")

    @property
    def words(self) -> str:
        """What was done, in the reader's language."""
        return words_of(self.what)

    @property
    def who_name(self) -> str:
        """`12 Bob Brown` without the id: names may be shared, so the line keeps it, but people read the name."""
        return NUMBERED.sub("", self.who)

    @property
    def told(self) -> list[tuple[str, str]]:
        """Those details that say something to people, each by its name; programs read all of them."""
        known = [name for name in NAMES if self.detail.get(name) not in ("", None)]
        return [(name_of(name), _told(self.detail[name])) for name in known]

    @property
    def on_whom_name(self) -> str:
        return NUMBERED.sub("", self.on_whom)
