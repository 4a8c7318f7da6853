"""Putting something aside, and taking it back. Each assumes that the person may read it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from content.models import Saved
from core.errors import Refusal
from people.models import User

MOST = 5_000


@transaction.atomic
def save_thing(*, person: User, kind: str, thing: int) -> tuple[Saved, bool]:
    """The row and whether it is new: saving twice saves once."""
    if Saved.objects.filter(person=person).count() >= MOST:
        raise Refusal("too_many", _("You have saved too much. Take some of it away first."))
    return Saved.objects.get_or_create(person=person, kind=kind, thing=thing)


@transaction.atomic
def unsave_thing(*, person: User, kind: str, thing: int) -> None:
    Saved.objects.filter(person=person, kind=kind, thing=thing).delete()
