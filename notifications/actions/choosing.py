"""What people want to hear of, and by which channel."""

from __future__ import annotations

from django.db import transaction

from notifications.kinds import Kind
from notifications.models import Choice, Delivery
from people.models import User


@transaction.atomic
def choose(*, person: User, kind: Kind, channel: str, wanted: bool) -> None:
    """Their own choice, in place of the kind's default; what waits and is unwanted now does not go out."""
    Choice.objects.update_or_create(person=person, kind=kind.name, channel=channel, defaults={"wanted": wanted})
    if not wanted:
        Delivery.objects.filter(notification__person=person, notification__kind=kind.name, channel=channel).delete()
