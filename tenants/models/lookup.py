"""Which company answers under a host: asked by every request, so it is cached for all processes."""

from __future__ import annotations

import zlib

from django.core.cache import cache
from django.db import connection
from django.db.models.fields.files import FieldFile

from core.schema import inside_public
from tenants.models.companies import Company, Host

HOST_SECONDS = 30  # bounds how long an old state could live on if Valkey was away at the moment of a change
UNKNOWN_SECONDS = 5


def _host_key(host: str) -> str:
    """Names the columns too, so that a release with another column never reads an older release's rows."""
    columns = ",".join(field.attname for field in Company._meta.concrete_fields)
    return f"host:{zlib.crc32(columns.encode()):x}:{host}"


def company_for_host(host: str) -> Company | None:
    """The company that answers under `host` (no port, lower case), whatever its state; None if there is none.

    A change of state writes the cache (`remember_hosts`), a reader only ever adds to it: so a reader
    that looked before the change cannot put the old state back.
    """
    with inside_public():
        row = cache.get(_host_key(host))
        if row is None:
            found = Host.objects.select_related("tenant").filter(domain=host).first()
            row = _as_row(found.tenant) if found else {}
            cache.add(_host_key(host), row, HOST_SECONDS if found else UNKNOWN_SECONDS)
    return _from_row(row) if row else None


def remember_hosts(company: Company) -> None:
    """Make every process see the company as it is now. Call it after the commit of a change."""
    with inside_public():
        for host in Host.objects.filter(tenant=company).values_list("domain", flat=True):
            cache.set(_host_key(host), _as_row(company), HOST_SECONDS)


def company_here() -> Company:
    """The company that is entered: a task's, or the request's."""
    here = connection.tenant
    if not isinstance(here, Company):
        raise LookupError("no company is entered")
    return here


def _as_row(company: Company) -> dict[str, object]:
    return {field.attname: _plain(getattr(company, field.attname)) for field in Company._meta.concrete_fields}


def _plain(value: object) -> object:
    """A file as the name that stands in its column: the object drags its company and a storage along."""
    return value.name if isinstance(value, FieldFile) else value


def _from_row(row: dict[str, object]) -> Company:
    return Company.from_db("default", list(row), list(row.values()))
