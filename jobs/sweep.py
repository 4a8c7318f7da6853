"""What makes an emptied Valkey or a killed worker lose nothing: overdue rows are handed over again."""

from __future__ import annotations

import logging
from contextlib import AbstractContextManager
from datetime import timedelta

from celery import current_app
from django.db import DatabaseError
from django.utils import timezone
from django_tenants.utils import get_public_schema_name, get_tenant_model

from core.schema import inside, inside_public
from jobs.models import Outbox

logger = logging.getLogger(__name__)

PATIENCE = timedelta(seconds=5)  # a row just written is on its way by itself
KEEP_DONE = timedelta(days=7)
BATCH = 500


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
        rows = list(Outbox.objects.overdue(now - PATIENCE).order_by("due_at").values_list("task", "pk")[:BATCH])
        Outbox.objects.filter(state=Outbox.State.DONE, done_at__lt=now - KEEP_DONE).delete()
    for name, pk in rows:
        current_app.tasks[name].hand_over(schema, pk)
    return len(rows)
