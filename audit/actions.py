"""Writing the audit log."""

from __future__ import annotations

from typing import Any

from audit.models import Line
from core.origin import origin
from core.schema import inside_public
from tenants.models import Company, CompanyChange


def record(*, who: object, what: str, on_whom: object = "", **detail: Any) -> Line:
    """Add a line in the caller's transaction. `who` is a person, or the name of what acted.

    From where is read from the request that is being answered (core.origin); what a task does comes from nowhere.
    """
    here = origin()
    return Line.objects.create(
        who=_name(who), what=what, on_whom=_name(on_whom), detail=detail, address=here.address, device=here.device
    )


def record_operators_act(*, company: Company, who: str, what: str, why: str, before: str = "", after: str = "") -> None:
    """What operators of the installation do to a company, the company can read."""
    given = {"why": why, "before": before, "after": after}
    detail = {name: text for name, text in given.items() if text}
    record(who=who, what=f"tenants.{what}", on_whom=company.name, **detail)


def record_what_came_before(*, company: Company, admin_email: str) -> None:
    """What operators did before there was a log to write it into: listing the company, sending its admin's link."""
    if Line.objects.exists():
        return
    with inside_public():
        changes = list(CompanyChange.objects.filter(company=company).order_by("at"))
    for change in changes:
        given = {"why": change.why, "before": change.before, "after": change.after}
        Line.objects.create(
            at=change.at,
            who=change.who,
            what=f"tenants.company_{change.what}",
            on_whom=company.name,
            detail={name: text for name, text in given.items() if text},
        )


def _name(thing: object) -> str:
    key = getattr(thing, "pk", None)
    return f"{key} {thing}"[:254] if key is not None else str(thing)[:254]
