"""Rows for COPY: as PostgreSQL reads them, the columns that nobody names filled as the models would."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection, models


def text_of(value: object) -> str:
    """One value in COPY's text format."""
    if value is None:
        return r"\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return json.dumps(value).replace("\\", "\\\\")
    if isinstance(value, list):
        return "{" + ",".join(map(str, value)) + "}"
    return str(value).replace("\\", "\\\\").replace("\t", " ").replace("\n", "\\n")


def pattern(model: type[models.Model], given: Sequence[str]) -> tuple[list[str], str]:
    """The columns of a model, and a line with a `%s` for each of the `given` and the defaults of the others."""
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.GeneratedField)]
    columns = [field.column for field in fields if field.column in given or field.column != "id"]
    unknown = set(given) - set(columns)
    if unknown:
        raise ValueError(f"{model._meta.label} has no {unknown}")
    values = {field.column: "%s" if field.column in given else _default(field).replace("%", "%%") for field in fields}
    ordered = [*given, *(column for column in columns if column not in given)]
    return ordered, "\t".join(values[column] for column in ordered) + "\n"


def _default(field: models.Field) -> str:
    value = field.get_default()
    if value is None and not field.null:
        value = "" if field.empty_strings_allowed else 0
    return text_of(value)


class Pour:
    """COPY into one table on a connection of its own, so that several tables fill at once."""

    def __init__(self, schema: str, model: type[models.Model], given: Sequence[str]) -> None:
        columns, self.line = pattern(model, given)
        self.table, self.lines, self.count = model._meta.db_table, [], 0
        self.connection = psycopg.connect(settings.DATABASE_URL, autocommit=False)
        cursor = self.connection.cursor()
        cursor.execute(f'SET search_path = "{schema}", extensions')
        names = ", ".join(f'"{column}"' for column in columns)
        self.copying = cursor.copy(f'COPY "{self.table}" ({names}) FROM STDIN')
        self.copy = self.copying.__enter__()

    def add(self, *values: object) -> None:
        """Values in the order of `given`, none of them with a tab or a line in it."""
        self.lines.append(self.line % values)
        self.count += 1
        if len(self.lines) >= 2000:
            self.flush()

    def flush(self) -> None:
        self.copy.write("".join(self.lines))
        self.lines.clear()

    def close(self) -> None:
        self.flush()
        self.copying.__exit__(None, None, None)
        self.connection.commit()
        self.connection.close()


@contextmanager
def without_indexes(schema: str, tables: Sequence[str]) -> Iterator[None]:
    """Fill tables first and build their indexes and foreign keys once afterwards."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.conrelid::regclass::text, c.conname, pg_get_constraintdef(c.oid) FROM pg_constraint c"
            " JOIN pg_class t ON t.oid = c.conrelid WHERE c.connamespace = %s::regnamespace AND c.contype = 'f'"
            " AND t.relname = ANY(%s)",
            [schema, list(tables)],
        )
        keys = cursor.fetchall()
        cursor.execute(
            "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i"
            " JOIN pg_class t ON t.oid = i.indrelid WHERE t.relnamespace = %s::regnamespace AND t.relname = ANY(%s)"
            " AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)",
            [schema, list(tables)],
        )
        indexes = cursor.fetchall()
        for table, name, _definition in keys:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        for name, _definition in indexes:
            cursor.execute(f"DROP INDEX {name}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET maintenance_work_mem = '1GB'; SET max_parallel_maintenance_workers = 2")
            for name, definition in indexes:
                print(f"  index {name}", flush=True)
                cursor.execute(definition)
            for table, name, definition in keys:
                cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
            for table in tables:
                cursor.execute(f'VACUUM ANALYZE "{table}"')


def used_ids(tables: Sequence[str]) -> None:
    """The next row that the product writes takes a free id."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) + 1 FROM {table}))")


def size_of(schema: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_size_pretty(sum(pg_total_relation_size(oid))) FROM pg_class"
            " WHERE relnamespace = %s::regnamespace AND relkind = 'r'",
            [schema],
        )
        return cursor.fetchone()[0]
