"""What posts, comments and messages share: this one for this person, or 404."""

from content.access.cards import card_for

__all__ = ["card_for"]
