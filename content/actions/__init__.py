"""Every write to what posts, comments and messages share."""

from content.actions.cards import change_card_use, fill_card, put_cards

__all__ = ["change_card_use", "fill_card", "put_cards"]
