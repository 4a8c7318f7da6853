"""The end of a pilot: told in time, then the doors are shut; nothing is ever erased by it."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from core.schema import inside
from tenants import hooks, letters
from tenants.actions.companies import change_state
from tenants.addressees import Addressee
from tenants.models import Company

NOTICE_DAYS = (0, 3, 14)
WORKER = "end of the pilot"
OVER = _("The pilot of your company is over. Nothing is lost: your company's admins can ask for it to go on.")


def watch_pilots() -> None:
    """Tell admins and operators 14, 3 and 0 days before; the day after, suspend. Run it as often as you like."""
    today = timezone.localdate()
    for company in Company.objects.live().filter(pilot_end__isnull=False):
        left = (company.pilot_end - today).days
        if left < 0:
            change_state(company=company, to=Company.State.SUSPENDED, who=WORKER, why=OVER, shown=OVER)
            continue
        due = next((days for days in NOTICE_DAYS if left <= days), None)
        if due is not None:
            _tell(company, due, left)


@transaction.atomic
def _tell(company: Company, due: int, left: int) -> None:
    """Once for each of the three; a day on which nobody was told is made up for on the next."""
    untold = Company.objects.filter(pk=company.pk).exclude(pilot_told__lte=due)
    if not untold.update(pilot_told=due):
        return
    with inside(company):
        admins = _flat(hooks.company_admins(company=company))
    for to in dict.fromkeys([*admins, *_flat(hooks.operators())]):
        key = f"pilot:{company.pk}:{company.pilot_end}:{due}:{to.email}"
        letters.post(to, partial(letters.pilot_ends, company, left), key=key)


def _flat(answers: list[list[Addressee]]) -> list[Addressee]:
    return [addressee for answer in answers for addressee in answer]
