"""`manage.py migrate_companies`: public, the clone's base, then every company."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import ProgrammingError
from django_tenants.utils import schema_exists

from core.schema import inside, inside_public
from tenants.models import BASE_SCHEMA, Company
from tenants.provisioning import migrate_base


class Command(BaseCommand):
    help = "Bring public, the base that new companies are cloned from, and every company to this release."

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
        with inside_public():
            if wanted - set(MigrationRecorder(connection).applied_migrations()):
                self.stdout.write("migrating public")
                call_command("migrate_schemas", schema_name="public", interactive=False, verbosity=0)
        if self._is_behind(BASE_SCHEMA, wanted):
            self.stdout.write("migrating the base of new companies")
            migrate_base()
        for company in Company.objects.with_schema():
            if self._is_behind(company.schema_name, wanted):
                self.stdout.write(f"migrating {company.name}")
                call_command("migrate_schemas", schema_name=company.schema_name, interactive=False, verbosity=0)

    @staticmethod
    def _is_behind(schema: str, wanted: set[tuple[str, str]]) -> bool:
        """Reading which migrations a schema has takes a millisecond; planning them takes half a second."""
        if not schema_exists(schema):
            return True
        with inside(Company(schema_name=schema)):
            try:
                return bool(wanted - set(MigrationRecorder(connection).applied_migrations()))
            except ProgrammingError:
                return True
