"""Standing in one PostgreSQL schema, and in no other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from django.db import connection


class HasSchema(Protocol):
    schema_name: str


def entered() -> str:
    """The name of the schema this thread's connection stands in."""
    return connection.schema_name


@contextmanager
def inside(company: HasSchema) -> Iterator[None]:
    """Run the block in the company's schema, on this thread's connection, then go back to where it was.

    `public` is kept off the search path: a table that is missing in a company must fail, not
    silently resolve to the operators' table of the same name. Not for use around an `await`.
    """
    before, before_public = connection.tenant, connection.include_public_schema
    connection.set_tenant(company, include_public=False)
    try:
        yield
    finally:
        connection.set_tenant(before, include_public=before_public)


@contextmanager
def inside_public() -> Iterator[None]:
    """Run the block in the operators' schema, then go back to where it was."""
    before, before_public = connection.tenant, connection.include_public_schema
    connection.set_schema_to_public()
    try:
        yield
    finally:
        connection.set_tenant(before, include_public=before_public)


def forget_schema(pooled_connection) -> None:
    """Pool's reset: a returned connection points at no company, so a forgotten SET fails aloud."""
    pooled_connection.execute("SET search_path = pg_catalog")
    if not pooled_connection.autocommit:
        pooled_connection.commit()
