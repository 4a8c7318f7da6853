"""Things that only one transaction of a company may do at a time."""

from __future__ import annotations

from django.db import connection

from core.schema import entered


def one_at_a_time(what: str) -> None:
    """Wait until no other transaction of this company holds the lock; it ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{entered()}:people:{what}"])
