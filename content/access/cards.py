"""This card for this person, or 404."""

from __future__ import annotations

from django.http import Http404

from content.hooks import may_see_card
from content.models import Card
from core.rest import to_pk
from people.models import User


def card_for(person: User, card_id: object) -> Card:
    """A card that stands under something the person may read."""
    card = Card.objects.filter(pk=to_pk(card_id), state=Card.State.READY).first()
    if card is None or not any(may_see_card(card=card, person=person)):
        raise Http404
    return card
