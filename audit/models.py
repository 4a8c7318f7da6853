"""What was done in this company: by whom, on what, from where. Rows are only ever added."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone


class Line(models.Model):
    """One append-only line, written in the transaction of what it tells."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    who = models.CharField(max_length=254, help_text="Person's id and name as they were, or the operator's address.")
    what = models.CharField(max_length=60, help_text="<app>.<noun>_<past verb>")
    on_whom = models.CharField(max_length=254, blank=True)
    detail = models.JSONField(default=dict)
    address = models.GenericIPAddressField(null=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.who} {self.what} {self.on_whom}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("audit lines are never edited")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("audit lines are never deleted")
