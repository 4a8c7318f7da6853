"""Work that waits: one row per task, in the schema whose work it is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class OutboxQuerySet(models.QuerySet):
    def overdue(self, now: datetime) -> OutboxQuerySet:
        """Rows nobody works on though they are due: never handed over, or their worker died."""
        waiting = Q(state=Outbox.State.WAITING, due_at__lte=now)
        return self.filter(waiting | Q(state=Outbox.State.RUNNING, leased_until__lte=now))

    def forgotten(self, now: datetime, patience: timedelta) -> OutboxQuerySet:
        """Overdue rows that no message in the broker stands for, as far as one can tell: it was lost, or never sent."""
        lost = Q(handed_at=None) | Q(handed_at__lte=now - patience)
        return self.overdue(now).filter(lost)

    def claim(self, pk: int, lease: timedelta) -> dict[str, Any] | None:
        """Take one row to work on it: its task's arguments, or None if another worker has or had it.

        One UPDATE decides: of two workers with the same message only one gets a row back.
        """
        now = timezone.now()
        free = self.overdue(now).filter(pk=pk)
        taken = free.update(state=Outbox.State.RUNNING, attempts=F("attempts") + 1, leased_until=now + lease)
        return self.filter(pk=pk).values("arguments", "attempts").get() if taken else None


class Outbox(models.Model):
    """A task written down in the transaction that wants it, so that it is sent if and only if that commits."""

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    task = models.CharField(max_length=120)
    arguments = models.JSONField(default=dict)
    key = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    due_at = models.DateTimeField(default=timezone.now)
    handed_at = models.DateTimeField(null=True)  # when the broker got a message for it, the last time
    leased_until = models.DateTimeField(null=True)
    attempts = models.IntegerField(default=0)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="jobs_outbox_open", condition=Q(state__in=["waiting", "running"])),
            models.Index(fields=["done_at"], name="jobs_outbox_done", condition=Q(state="done")),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.state}"
