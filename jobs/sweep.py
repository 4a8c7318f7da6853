"""What makes an emptied Valkey or a killed worker lose nothing: overdue rows are handed over again."""

from __future__ import annotations

import logging
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from celery import current_app
from django.db import DatabaseError
from django.utils import timezone
from django_tenants.utils import get_public_schema_name, get_tenant_model

from core.schema import inside, inside_public
from jobs.hooks import company_swept
from jobs.models import Outbox

logger = logging.getLogger(__name__)

PATIENCE = timedelta(seconds=20)  # what was handed over waits its turn; only then it counts as lost
KEEP_DONE = timedelta(days=7)
KEEP_FAILED = timedelta(days=90)
BATCH = 1000


def sweep_everywhere() -> int:
    """Sweep public and each live company; one that is out of reach does not stop the others."""
    total = sweep(get_public_schema_name(), inside_public())
    for company in get_tenant_model().objects.taking_work():
        try:
            total += sweep(company.schema_name, inside(company))
        except DatabaseError:
            logger.exception("cannot sweep %s", company.schema_name)
    return total


def sweep(schema: str, entered: AbstractContextManager[None]) -> int:
    """Hand over what is overdue in one schema and forget what was done long ago; returns how many."""
    with entered:
        now = timezone.now()
        if schema != get_public_schema_name():
            company_swept(now=now)
        _forget(now)
        return _hand_over(schema, now)


def _hand_over(schema: str, now: datetime) -> int:
    """Each row at most once per patience, or a busy worker's queue would grow by its own backlog at every sweep."""
    known = Outbox.objects.forgotten(now, PATIENCE).filter(task__in=list(current_app.tasks))
    rows = list(known.order_by("due_at").values_list("task", "pk")[:BATCH])
    handed = []
    for name, pk in rows:
        if not current_app.tasks[name].hand_over(schema, pk):
            break  # the broker is away: the rest would only wait for it too
        handed.append(pk)
    Outbox.objects.filter(pk__in=handed).update(handed_at=now)
    return len(handed)


def _forget(now: datetime) -> None:
    Outbox.objects.filter(state=Outbox.State.DONE, done_at__lt=now - KEEP_DONE).delete()
    Outbox.objects.filter(state=Outbox.State.FAILED, due_at__lt=now - KEEP_FAILED).delete()
