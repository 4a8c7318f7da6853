"""What only the apps to the right know of content: who shows it where."""

from content.models import Card
from core.hooks import hook
from people.models import User


@hook
def card_changed(*, card: Card) -> None:
    """A card got something to show, or something else: whoever shows it tells the pages it stands on."""


@hook
def may_see_card(*, card: Card, person: User) -> bool:
    """Whether the person may read something that shows this card."""
    return False
