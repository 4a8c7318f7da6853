"""What operators may know of a company's files: how much room they take."""

from __future__ import annotations

from content.models import Space
from tenants.models import Company


def counts(*, company: Company) -> dict[str, int]:
    space = Space.objects.first()
    return {"storage": space.used if space else 0}
