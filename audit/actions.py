"""Writing the audit log."""

from __future__ import annotations

from typing import Any

from audit.models import Line
from tenants.models import Company


def record(*, who: object, what: str, on_whom: object = "", address: str | None = None, **detail: Any) -> Line:
    """Add a line in the caller's transaction. `who` is a person, or the name of what acted."""
    return Line.objects.create(who=_name(who), what=what, on_whom=_name(on_whom), detail=detail, address=address)


def record_operators_act(*, company: Company, who: str, what: str, why: str) -> None:
    """What operators of the installation do to a company, the company can read."""
    record(who=who, what=f"tenants.{what}", on_whom=company.name, why=why)


def _name(thing: object) -> str:
    key = getattr(thing, "pk", None)
    return f"{key} {thing}"[:254] if key is not None else str(thing)[:254]
