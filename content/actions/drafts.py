"""Keeping and dropping drafts. The last one to write wins, but only over what it has seen."""

from __future__ import annotations

import time
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from content.events import DraftChanged
from content.models import Draft
from core.errors import Conflict, Refusal
from people.models import User
from realtime.publish import publish

LONGEST, MOST = 40_000, 200


@transaction.atomic
def keep_draft(*, person: User, place: str, text: str, data: dict[str, Any], device: str, version: int) -> Draft:
    """Write a draft over the one of `version` (0: there is none). Raises Conflict where there is another by now."""
    draft = Draft.objects.select_for_update().filter(person=person, place=place).first()
    if (draft.version if draft else 0) != version:
        raise _changed()
    values = {"text": text, "data": data, "device": device, "version": _next(version), "updated_at": timezone.now()}
    if draft is None:
        if Draft.objects.filter(person=person).count() >= MOST:
            raise Refusal("too_many", _("You have too many drafts. Send or delete some of them first."))
        try:
            with transaction.atomic():
                draft = Draft.objects.create(person=person, place=place, **values)
        except IntegrityError:
            raise _changed() from None
    else:
        for name, value in values.items():
            setattr(draft, name, value)
        draft.save(update_fields=[*values])
    _tell(person=person, place=place, version=draft.version, device=device)
    return draft


@transaction.atomic
def drop_draft(*, person: User, place: str, version: int | None = None) -> None:
    """It was sent, or is not wanted any more. With a `version`: Conflict where another device wrote meanwhile."""
    draft = Draft.objects.select_for_update().filter(person=person, place=place).first()
    if draft and version is not None and draft.version != version:
        raise _changed()
    if draft:
        draft.delete()
        _tell(person=person, place=place, version=0, device="")


def _next(version: int) -> int:
    """Above all that were there, and above those of a draft that was deleted before."""
    return max(version + 1, time.time_ns() // 1_000_000)


def _changed() -> Conflict:
    return Conflict("changed", _("This draft was changed on another device."))


def _tell(*, person: User, place: str, version: int, device: str) -> None:
    publish(DraftChanged(place=place, version=version, device=device), to=[person.pk])
