"""What posts, comments and messages share: texts, reactions, mentions, cards (tables of each app), and files."""

from content.models.cards import Card, CardUse
from content.models.drafts import Draft
from content.models.files import File, FileQuerySet, HasFiles, Space, with_files
from content.models.saved import Saved, SavedList
from content.models.writing import (
    CONFIGURATIONS,
    EmojiReaction,
    Mention,
    Reaction,
    Version,
    Writing,
    WritingQuerySet,
    know,
    put_mentions,
    words_in,
)

__all__ = [
    "CONFIGURATIONS",
    "Card",
    "CardUse",
    "Draft",
    "EmojiReaction",
    "File",
    "FileQuerySet",
    "HasFiles",
    "Mention",
    "Reaction",
    "Saved",
    "SavedList",
    "Space",
    "Version",
    "Writing",
    "WritingQuerySet",
    "know",
    "put_mentions",
    "with_files",
    "words_in",
]
