"""Setting a company up, in steps that operators can see."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from core.schema import inside_public
from tenants.actions.companies import change_state
from tenants.models import Company, ProvisionStep
from tenants.provisioning import provision

STEPS = ["base", "schema", "rows", "open"]
WORKER = "worker"


def set_up(*, company: int) -> None:
    """Make a listed company's network and open its doors: all of it, or nothing but a step that says what failed.

    May be run again and by two workers at once: the company's row is locked, and one that is set up is left alone.
    """
    steps = _Steps(company)
    with inside_public():
        try:
            with transaction.atomic():
                found = Company.objects.select_for_update().filter(pk=company).first()
                if found is None or found.state != Company.State.PROVISIONING:
                    return
                provision(found, found.admin_email, steps.watch)
                with steps.watch("open"):
                    change_state(company=found, to=Company.State.LIVE, who=WORKER, why="")
                steps.keep()
        except Exception as problem:
            steps.keep(problem)
            raise


class _Steps:
    """Notes times while the transaction runs, and writes them down with it, or after it was undone."""

    def __init__(self, company: int) -> None:
        self.company = company
        self.rows = [ProvisionStep(company_id=company, place=place, name=name) for place, name in enumerate(STEPS)]

    @contextmanager
    def watch(self, name: str) -> Iterator[None]:
        row = self.rows[STEPS.index(name)]
        row.started_at = timezone.now()
        yield
        row.ended_at, row.state = timezone.now(), ProvisionStep.State.DONE

    def keep(self, problem: Exception | None = None) -> None:
        """A failure undid the steps before it too, so they wait again."""
        if problem is not None:
            for row in self.rows:
                failed = row.started_at and not row.ended_at
                row.state = ProvisionStep.State.FAILED if failed else ProvisionStep.State.WAITING
                if failed:
                    row.ended_at, row.error = timezone.now(), f"{type(problem).__name__}: {problem}"[:2000]
        with transaction.atomic():
            ProvisionStep.objects.filter(company_id=self.company).delete()
            ProvisionStep.objects.bulk_create(self.rows)
