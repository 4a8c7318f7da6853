"""How somebody wants their home feed."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import Refusal
from feed.models import FeedPreferences
from people.models import User


@transaction.atomic
def choose_order(*, person: User, order: str) -> FeedPreferences:
    """*Top* or *New*, from now on and on every device."""
    if order not in FeedPreferences.Order.values:
        text = _("The feed is in the order “top” or “new”.")
        raise Refusal("invalid", text, fields={"order": [text]})
    preferences, _is_new = FeedPreferences.objects.update_or_create(person=person, defaults={"order": order})
    return preferences
