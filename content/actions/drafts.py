"""Keeping and dropping drafts. The last one to write wins, but only over what it has seen."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from content.events import DraftChanged
from content.models import Draft, File, FileQuerySet
from core.errors import Conflict, Refusal
from people.models import User
from realtime.publish import publish

LONGEST, MOST = 40_000, 200


@transaction.atomic
def keep_draft(
    *,
    person: User,
    place: str,
    text: str,
    data: dict[str, Any],
    device: str,
    version: int,
    files: Sequence[int] | None = None,
) -> Draft:
    """Write a draft over the one of `version` (0: there is none). Raises Conflict where there is another by now.

    `files` are all that it has from now on, of those that the person sent and nothing else holds; None leaves them.
    """
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
    if files is not None:
        _keep_files(draft, files)
    _tell(person=person, place=place, version=draft.version, device=device)
    return draft


@transaction.atomic
def drop_draft(*, person: User, place: str, version: int | None = None) -> None:
    """It was sent, or is not wanted any more. With a `version`: Conflict where another device wrote meanwhile.

    Files that are still its own wait a day from now: the message that carries them may be on its way.
    """
    draft = Draft.objects.select_for_update().filter(person=person, place=place).first()
    if draft and version is not None and draft.version != version:
        raise _changed()
    if draft:
        _release(File.objects.of(Draft.held_as, [draft.pk]))
        draft.delete()
        _tell(person=person, place=place, version=0, device="")


@transaction.atomic
def forget_old_files(*, since: datetime) -> None:
    """What drafts keep that nobody touched since then, or that are gone: as if it had been sent now and put nowhere."""
    lately = Draft.objects.filter(updated_at__gte=since).values("pk")
    _release(File.objects.present().filter(held_as=Draft.held_as).exclude(holder__in=lately))


def _keep_files(draft: Draft, wanted: Sequence[int]) -> None:
    """These, in this order. What was taken back or sent with something meanwhile is left out without a word."""
    rows = File.objects.waiting_of(draft.person_id).filter(pk__in=wanted).select_for_update().in_bulk()
    _release(File.objects.of(Draft.held_as, [draft.pk]).exclude(pk__in=rows))
    draft.files = [rows[pk] for pk in dict.fromkeys(wanted) if pk in rows]
    for place, file in enumerate(draft.files):
        held = Draft.held_as, draft.pk, place
        if (file.held_as, file.holder, file.place) != held:  # mostly nothing but the words changed
            file.held_as, file.holder, file.place = held
            file.save(update_fields=["held_as", "holder", "place"])


def _release(files: FileQuerySet) -> None:
    files.order_by().update(held_as="", holder=None, created_at=timezone.now())


def _next(version: int) -> int:
    """Above all that were there, and above those of a draft that was deleted before."""
    return max(version + 1, time.time_ns() // 1_000_000)


def _changed() -> Conflict:
    return Conflict("changed", _("This draft was changed on another device."))


def _tell(*, person: User, place: str, version: int, device: str) -> None:
    publish(DraftChanged(place=place, version=version, device=device), to=[person.pk])
