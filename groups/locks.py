"""A group as it is while nobody else can change it; `actions` calls these in their transactions."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.errors import Conflict
from groups.models import Group


def locked(group: Group) -> Group:
    """The row now, ours until the transaction ends."""
    return Group.objects.select_for_update(no_key=True).get(pk=group.pk)


def must_be_current(group: Group) -> None:
    if group.archived_at is not None:
        raise Conflict("archived", _("This group is archived: nothing changes in it any more."))
