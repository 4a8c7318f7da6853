"""How a person wants Work Chat."""

from __future__ import annotations

from django.db import transaction

from chat.events import PreferencesChanged
from chat.models import Preferences
from people.models import User
from realtime.publish import publish

WAYS = ("receipts", "sounds", "takes_all")


@transaction.atomic
def change_preferences(*, person: User, **changes: bool) -> Preferences:
    """Change some of them; what was read while `receipts` was off is not told afterwards."""
    kept, _new = Preferences.objects.select_for_update().get_or_create(person=person)
    wanted = {way: changes[way] for way in WAYS if way in changes and changes[way] != getattr(kept, way)}
    if wanted:
        for way, value in wanted.items():
            setattr(kept, way, value)
        kept.save(update_fields=[*wanted])
        publish(PreferencesChanged(**{way: getattr(kept, way) for way in WAYS}), to=[person.pk])
    return kept
