"""What posts, comments and messages share: this one for this person, or 404."""

from content.access.cards import card_for
from content.access.drafts import draft_at, drafts_of
from content.access.files import file_for, file_to_change, file_to_drop, may_read, readers_of, sent_before
from content.access.saved import NO_LIST, list_for, list_or_none, lists_of, saved_of, shown_to

__all__ = [
    "NO_LIST",
    "card_for",
    "draft_at",
    "drafts_of",
    "file_for",
    "file_to_change",
    "file_to_drop",
    "list_for",
    "list_or_none",
    "lists_of",
    "may_read",
    "readers_of",
    "saved_of",
    "sent_before",
    "shown_to",
]
