"""Putting something aside, into a list or not, and taking it back. Each assumes that the person may read it."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from content.events import SavedChanged
from content.models import Saved, SavedList
from core.errors import Conflict, Refusal
from people.models import User
from realtime.publish import publish

MOST = 5_000
MOST_LISTS = 100
NAME = 60


@transaction.atomic
def save_thing(*, person: User, kind: str, thing: int, **in_list: SavedList | None) -> tuple[Saved, bool]:
    """The row and whether it is new: saving twice saves once. With `in_list` it goes into that list, or out of any."""
    row = Saved.objects.filter(person=person, kind=kind, thing=thing).first()
    if row is None:
        if Saved.objects.filter(person=person).count() >= MOST:
            raise Refusal("too_many", _("You have saved too much. Take some of it away first."))
        row, is_new = Saved.objects.get_or_create(person=person, kind=kind, thing=thing, defaults=in_list)
        _tell(row, saved=True)
        return row, is_new
    for wanted in in_list.values():
        if row.in_list_id != (wanted.pk if wanted else None):
            row.in_list = wanted
            row.save(update_fields=["in_list"])
            _tell(row, saved=True)
    return row, False


@transaction.atomic
def unsave_thing(*, person: User, kind: str, thing: int) -> None:
    row = Saved.objects.filter(person=person, kind=kind, thing=thing).first()
    if row is not None:
        row.delete()
        _tell(row, saved=False)


@transaction.atomic
def create_list(*, person: User, name: str) -> tuple[SavedList, bool]:
    """A list of that name, and whether it is new."""
    name = _kept_name(name)
    if SavedList.objects.filter(person=person).count() >= MOST_LISTS:
        raise Refusal("too_many", _("You have too many lists. Delete one first."))
    return SavedList.objects.get_or_create(person=person, name=name)


@transaction.atomic
def rename_list(*, saved_list: SavedList, name: str) -> SavedList:
    saved_list.name = _kept_name(name)
    try:
        with transaction.atomic():
            saved_list.save(update_fields=["name"])
    except IntegrityError:
        why = _("You have a list of that name already.")
        raise Conflict("name_taken", why, fields={"name": [why]}) from None
    return saved_list


@transaction.atomic
def delete_list(*, saved_list: SavedList) -> None:
    """What was in it stays saved, in no list."""
    saved_list.delete()


def _kept_name(name: str) -> str:
    name = " ".join(name.replace("\0", "").split())
    if not name or len(name) > NAME:
        why = _("A name of 1 to %(most)s characters.") % {"most": NAME}
        raise Refusal("invalid", why, fields={"name": [why]})
    return name


def _tell(row: Saved, *, saved: bool) -> None:
    """The person's own devices."""
    in_list = str(row.in_list_id) if row.in_list_id else None
    publish(SavedChanged(kind=row.kind, id=str(row.thing), saved=saved, list=in_list), to=[row.person_id])
