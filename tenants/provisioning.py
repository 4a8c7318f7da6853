"""Making a company's schema. How it is made (a clone, one day a worker node) is known here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django_tenants.clone import CloneSchema
from django_tenants.utils import schema_exists

from core.schema import inside, inside_public
from tenants import hooks
from tenants.models import BASE_SCHEMA, Company

# A clone gets unique constraints under names PostgreSQL makes up; a later migration names the real ones.
MISNAMED = """
SELECT table_of_clone.relname, clone.conname, base.conname
FROM pg_constraint clone
JOIN pg_class table_of_clone ON table_of_clone.oid = clone.conrelid
JOIN pg_class table_of_base ON table_of_base.relname = table_of_clone.relname
JOIN pg_constraint base ON base.conrelid = table_of_base.oid AND base.contype = clone.contype
     AND pg_get_constraintdef(base.oid) = pg_get_constraintdef(clone.oid)
WHERE clone.contype = 'u' AND clone.connamespace = %s::regnamespace AND base.connamespace = %s::regnamespace
      AND clone.conname <> base.conname
"""
BASE_LOCK = 0x5EED_BA5E  # advisory, on the connection that makes schemas
Watch = Callable[[str], AbstractContextManager[object]]


class BaseIsBehind(RuntimeError):
    """The clone's base has other migrations than this release; run `manage.py migrate_companies`."""


def provision(company: Company, admin_email: str, watch: Watch = nullcontext) -> None:
    """Make the schema of a company that is being set up and let each app lay its first rows.

    One transaction: it stands whole afterwards, or there is nothing of it. May be repeated. Nobody
    migrates the base meanwhile, and schemas are cloned one at a time. `watch` is told each step.
    """
    with inside_public(), transaction.atomic():
        with watch("base"):
            _hold_the_base()
            check_base()
        with watch("schema"):
            if not schema_exists(company.schema_name):
                _clone(company.schema_name)
            company.provisioned_at = timezone.now()
            company.save(update_fields=["provisioned_at"])
        with watch("rows"), inside(company):
            hooks.company_provisioned(company=company, admin_email=admin_email)


def _clone(schema: str) -> None:
    CloneSchema().clone_schema(BASE_SCHEMA, schema, clone_mode="DATA", set_connection=False)
    name = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(MISNAMED, [schema, BASE_SCHEMA])
        for table, made_up, real in cursor.fetchall():
            cursor.execute(
                f"ALTER TABLE {name(schema)}.{name(table)} RENAME CONSTRAINT {name(made_up)} TO {name(real)}"
            )


def check_base() -> None:
    """Raise BaseIsBehind unless the base was migrated by this very release."""
    missing = missing_migrations(BASE_SCHEMA)
    if missing:
        raise BaseIsBehind(f"{len(missing)} migrations are missing in the schema {BASE_SCHEMA}")


def missing_migrations(schema: str) -> set[tuple[str, str]]:
    """Migrations of this release that a schema lacks. Takes a millisecond; planning them takes half a second."""
    release = MigrationLoader(None, load=False)
    release.load_disk()
    wanted = set(release.disk_migrations)
    with inside(Company(schema_name=schema)):
        return wanted - set(MigrationRecorder(connection).applied_migrations())


def migrate_base() -> None:
    """Bring the clone's base to this release; make it first if this is a new installation."""
    with inside_public(), _base_to_myself():
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {BASE_SCHEMA}")
        call_command("migrate_schemas", schema_name=BASE_SCHEMA, interactive=False, verbosity=0)


def _hold_the_base() -> None:
    """Until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [BASE_LOCK])


@contextmanager
def _base_to_myself() -> Iterator[None]:
    """For longer than one transaction: a migration's tables and its record are committed apart.

    On a connection of its own, since migrating closes the one it works on.
    """
    holder = connection.copy()
    with holder.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [BASE_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [BASE_LOCK])
    holder.close()
