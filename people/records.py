"""Which fields of a profile are whose: the person's own, and those that HR keeps."""

from __future__ import annotations

from typing import Any

from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import NotAllowed
from people.models import User

OWN = ("name", "title", "department", "place", "phone", "about", "skills", "time_zone", "language")
KEEPABLE = ("name", "title", "department", "place", "phone")  # what HR may keep for itself
RULED = frozenset({"title", "department", "place"})  # what rules of groups look at
RECORD = (*KEEPABLE, "kept_fields")  # what people admins write beside the manager

phone_number = RegexValidator(
    r"^\+?[\d\s().\-/]{3,34}(\s*(x|ext\.?|p\.?)\s*\d{1,6})?\Z", gettext_lazy("This is not a phone number.")
)


def refuse_kept(person: User, changes: dict[str, Any]) -> None:
    """Raises NotAllowed where somebody would change of themselves what HR keeps."""
    kept = [field for field in person.kept_fields if field in changes and changes[field] != getattr(person, field)]
    if kept:
        why = _("This is kept by HR. Ask a people admin to change it.")
        raise NotAllowed("kept", why, fields={field: [why] for field in kept})


def kept_among(fields: list[str]) -> list[str]:
    """Of these the ones that HR may keep, in the order of the form."""
    return [field for field in KEEPABLE if field in fields]
