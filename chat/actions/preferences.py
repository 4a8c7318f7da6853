"""How a person wants Work Chat."""

from __future__ import annotations

from django.db import transaction

from chat.events import PreferencesChanged, ReceiptsChanged
from chat.models import SMALL, Member, Preferences, Thread
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
    if "receipts" in wanted:
        publish(ReceiptsChanged(person=str(person.pk), shown=kept.receipts), to=_who_may_see(person))
    return kept


def _who_may_see(person: User) -> set[int]:
    """All with whom they are in a thread so small that it shows who has read; they too see it of others or do not."""
    small = Thread.objects.visible_to(person).filter(member_count__lte=SMALL)
    together = Member.objects.here().filter(thread__in=small).values_list("person_id", flat=True)
    return {person.pk, *together.distinct()}
