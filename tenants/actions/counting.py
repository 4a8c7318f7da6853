"""Gathering what the operators' list shows, one company at a time."""

from __future__ import annotations

import logging

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from core.schema import inside
from tenants import hooks
from tenants.models import Company, CompanyCounts

logger = logging.getLogger(__name__)
FIELDS = ("people", "active", "messages", "storage")


def count_everywhere() -> int:
    """Count each company; one that is out of reach keeps its old figures and does not stop the others."""
    done = 0
    for company in Company.objects.with_schema():
        try:
            with transaction.atomic():
                _count(company)
            done += 1
        except DatabaseError:
            logger.exception("cannot count %s", company.schema_name)
    return done


def _count(company: Company) -> None:
    figures = dict.fromkeys(FIELDS, 0)
    with inside(company):
        figures["storage"] = _bytes_of_tables(company.schema_name)
        for part in hooks.company_counts(company=company):
            for name, figure in part.items():
                figures[name] += figure
    CompanyCounts.objects.update_or_create(company=company, defaults={**figures, "counted_at": timezone.now()})


def _bytes_of_tables(schema: str) -> int:
    """The one place that knows how a company's rows are measured (another node would measure them otherwise)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint"
            " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = %s AND c.relkind = 'r'",
            [schema],
        )
        return int(cursor.fetchone()[0])
