"""Task bases: a task carries its company, is written down before it is sent, and refuses a closed door."""

from __future__ import annotations

import logging
import uuid
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any

from celery import Task
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tenants.utils import get_public_schema_name, get_tenant_model

from core.schema import entered, inside, inside_public
from jobs.models import Outbox

logger = logging.getLogger(__name__)


class Refused(Exception):
    """The task's company is missing, public where it must not be, suspended or closed."""


class OutboxTask(Task):
    """`.send(**arguments)` inside a transaction; the worker gets (schema, row) and claims the row.

    A worker may be killed at any moment and a message lost or doubled: the row decides. So a task runs
    at least once, and twice only if its worker died in it. Arguments must be JSON.
    """

    abstract = True
    typing = False  # the message carries (schema, row), whatever arguments the task's function takes
    lease = timedelta(minutes=2)  # longer than the task takes; then the sweep believes its worker dead
    tries = 8
    queue = "default"

    def send(self, *, key: str | None = None, due: datetime | None = None, **arguments: Any) -> None:
        """Write the task down for the schema entered *now* and hand it over after the commit.

        A `key` makes it unique: a second send with a known key does nothing.
        """
        schema = entered()
        self.check_schema(schema)
        now = timezone.now()
        row = Outbox(
            task=self.name,
            arguments=arguments,
            key=key or uuid.uuid4().hex,
            due_at=due or now,
            handed_at=now if due is None or due <= now else None,
        )
        Outbox.objects.bulk_create([row], ignore_conflicts=True)
        pk = Outbox.objects.values_list("pk", flat=True).get(key=row.key)
        if row.handed_at:
            transaction.on_commit(lambda: self.hand_over(schema, pk))

    def hand_over(self, schema: str, pk: int) -> bool:
        """Give the row to the broker. If that is away, the sweep does it later."""
        try:
            self.apply_async((schema, pk), queue=self.queue, retry=False)
        except Exception as unreachable:  # kombu wraps every transport's own errors differently
            logger.warning("broker is away, %s waits for the sweep: %s", self.name, unreachable)
            return False
        return True

    def __call__(self, schema: str, pk: int) -> None:
        with self.enter(schema):
            claimed = Outbox.objects.claim(pk, self.lease)
            if claimed is None:
                return
            # Ours as long as nobody claimed it after us: who was slower than the lease has no say any more.
            ours = Outbox.objects.filter(pk=pk, attempts=claimed["attempts"])
            if claimed["attempts"] > self.tries:
                logger.error("%s ended its worker %s times in %s", self.name, self.tries, schema)
                ours.update(state=Outbox.State.FAILED, error="Its worker died each time.")
                return
            try:
                super().__call__(**claimed["arguments"])
            except Exception as problem:
                logger.exception("%s failed in %s", self.name, schema)
                self._again_later(ours, claimed["attempts"], problem)
            else:
                # What was sent may be a code or a letter: it is not kept once it is done.
                ours.update(state=Outbox.State.DONE, done_at=timezone.now(), arguments={}, error="")

    def _again_later(self, ours: QuerySet[Outbox], attempts: int, problem: Exception) -> None:
        ours.update(
            state=Outbox.State.FAILED if attempts >= self.tries else Outbox.State.WAITING,
            due_at=timezone.now() + timedelta(seconds=min(3600, 5 * 2**attempts)),
            handed_at=None,
            error=f"{type(problem).__name__}: {problem}"[:2000],
        )

    def check_schema(self, schema: str) -> None:
        raise NotImplementedError

    def enter(self, schema: str) -> AbstractContextManager[None]:
        raise NotImplementedError


class CompanyTask(OutboxTask):
    """Work inside one company. Never falls back to public, never runs behind a closed door.

    `for_sign_in`: runs in a suspended company too, whose people may still sign in to read why.
    """

    abstract = True
    for_sign_in = False

    def check_schema(self, schema: str) -> None:
        if schema == get_public_schema_name():
            raise Refused(f"{self.name} belongs to a company and none is entered")

    def enter(self, schema: str) -> AbstractContextManager[None]:
        self.check_schema(schema)
        with inside_public():
            company = get_tenant_model().objects.filter(schema_name=schema).first()
        if company is None or not (company.takes_work or (self.for_sign_in and company.takes_sign_in)):
            raise Refused(f"{self.name}: the company of schema {schema} takes no work now")
        return inside(company)


class PlatformTask(OutboxTask):
    """Work of the installation itself, in the public schema."""

    abstract = True
    queue = "platform"

    def check_schema(self, schema: str) -> None:
        if schema != get_public_schema_name():
            raise Refused(f"{self.name} belongs to the platform, not to a company")

    def enter(self, schema: str) -> AbstractContextManager[None]:
        self.check_schema(schema)
        return inside_public()


class PeriodicTask(Task):
    """What beat starts: short, in public, and losing one run costs nothing since the next one does the same."""

    abstract = True
    ignore_result = True

    def __call__(self) -> None:
        with inside_public():
            super().__call__()
