"""`manage.py migrate_companies`: public, the clone's base, then every company."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db.utils import ProgrammingError
from django_tenants.utils import get_public_schema_name, schema_exists

from tenants.models import BASE_SCHEMA, Company
from tenants.provisioning import migrate_base, missing_migrations


class Command(BaseCommand):
    help = "Bring public, the base that new companies are cloned from, and every company to this release."

    def handle(self, *args: Any, **options: Any) -> None:
        if is_behind(get_public_schema_name()):
            self.stdout.write("migrating public")
            call_command("migrate_schemas", schema_name=get_public_schema_name(), interactive=False, verbosity=0)
        if is_behind(BASE_SCHEMA):
            self.stdout.write("migrating the base of new companies")
            migrate_base()
        for company in Company.objects.with_schema():
            if is_behind(company.schema_name):
                self.stdout.write(f"migrating {company.name}")
                call_command("migrate_schemas", schema_name=company.schema_name, interactive=False, verbosity=0)


def is_behind(schema: str) -> bool:
    try:
        return not schema_exists(schema) or bool(missing_migrations(schema))
    except ProgrammingError:  # a schema without a table of migrations
        return True
