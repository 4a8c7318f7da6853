"""Second factors: which must stay, and what the company may read of them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from audit.actions import record
from core.errors import Conflict
from people import access
from people.actions.mailing import mail_account
from people.locks import one_at_a_time
from people.models import User
from tenants.models import Company

TOLD = {
    "totp_activated": "people.factor_added",
    "webauthn_added": "people.factor_added",
    "totp_deactivated": "people.factor_removed",
    "webauthn_removed": "people.factor_removed",
    "recovery_codes_generated": "people.recovery_codes_made",
    "password_changed": "people.password_changed",
    "password_set": "people.password_changed",
    "password_reset": "people.password_changed",
}


def keep_a_factor(*, company: Company | None, person: User, going: list[int]) -> None:
    """Called before factors are removed, in the caller's transaction: refuses the last one where one is asked for.

    One after the other: of two that are removed at once, one stays.
    """
    if company is None:
        return
    one_at_a_time(f"factors:{person.pk}")
    if not access.may_go_without(company, person, going):
        raise Conflict("last_factor", _("Your company asks for a second factor. Set up another one before."))


def note_recovery_code_used(*, person: User) -> None:
    """Tell the person by mail: each works once, and a thief may have used it."""
    left = access.recovery_codes_left(person)
    if person.email:
        detail = {"left": str(left)}
        mail_account(kind="recovery_code_used", address=person.email, language=person.language or "en", detail=detail)


def note_account_change(*, person: User, kind: str) -> None:
    """A line in the company's log for what changes how somebody signs in; `kind` as in `mail_account`."""
    if kind in TOLD:
        record(who=person, what=TOLD[kind], on_whom=person, kind=kind.split("_")[0])
