"""Making a company's schema. How it is made (a clone, one day a worker node) is known here and nowhere else."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django_tenants.clone import CloneSchema
from django_tenants.utils import schema_exists

from core.schema import inside, inside_public
from tenants import hooks
from tenants.models import BASE_SCHEMA, Company


class BaseIsBehind(RuntimeError):
    """The clone's base has other migrations than this release; run `manage.py migrate_companies`."""


def provision(company: Company, admin_email: str) -> None:
    """Make the schema of a company that is being set up and let each app lay its first rows.

    One transaction: it stands whole afterwards, or there is nothing of it. May be repeated.
    The base's migrations are locked meanwhile, so that a release cannot move under the copy.
    """
    with inside_public(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {BASE_SCHEMA}.django_migrations IN SHARE MODE")
        check_base()
        if not schema_exists(company.schema_name):
            CloneSchema().clone_schema(BASE_SCHEMA, company.schema_name, clone_mode="DATA", set_connection=False)
        with inside(company):
            hooks.company_provisioned(company=company, admin_email=admin_email)


def check_base() -> None:
    """Raise BaseIsBehind unless the base was migrated by this very release."""
    from django.db.migrations.loader import MigrationLoader

    wanted = set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
    with inside(Company(schema_name=BASE_SCHEMA)):
        applied = set(MigrationRecorder(connection).applied_migrations())
    if wanted - applied:
        raise BaseIsBehind(f"{len(wanted - applied)} migrations are missing in the schema {BASE_SCHEMA}")


def migrate_base() -> None:
    """Bring the clone's base to this release; make it first if this is a new installation."""
    with inside_public():
        if not schema_exists(BASE_SCHEMA):
            with connection.cursor() as cursor:
                cursor.execute(f"CREATE SCHEMA {BASE_SCHEMA}")
        call_command("migrate_schemas", schema_name=BASE_SCHEMA, interactive=False, verbosity=0)
