"""Blocking somebody, and lifting it. The blocked one is not told."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from chat.events import BlockChanged
from chat.models import Block, Member
from core.errors import Refusal
from people.models import User
from realtime.publish import publish


@transaction.atomic
def block(*, blocker: User, person: User) -> Block:
    """Nothing of this person arrives from now on."""
    if person.pk == blocker.pk:
        why = _("You cannot block yourself.")
        raise Refusal("oneself", why, fields={"person": [why]})
    row, is_new = Block.objects.get_or_create(blocker=blocker, blocked=person)
    if is_new:
        Member.count_anew(person=blocker)
        _tell(blocker, person, blocked=True)
    return row


@transaction.atomic
def unblock(*, blocker: User, person: User) -> None:
    gone, _rows = Block.objects.filter(blocker=blocker, blocked=person).delete()
    if gone:
        Member.count_anew(person=blocker)
        _tell(blocker, person, blocked=False)


def _tell(blocker: User, person: User, *, blocked: bool) -> None:
    """The blocker's own devices; nobody else's."""
    publish(BlockChanged(person=str(person.pk), blocked=blocked), to=[blocker.pk])
