"""Every write to what posts, comments and messages share. Each assumes that `access` was asked."""

from content.actions.cards import change_card_use, fill_card, put_cards
from content.actions.drafts import drop_draft, keep_draft
from content.actions.files import (
    check_room,
    copy_for,
    describe_file,
    erase_files,
    hold,
    let_go,
    put_back,
    release,
    take_file,
)
from content.actions.saving import create_list, delete_list, rename_list, save_thing, unsave_thing

__all__ = [
    "change_card_use",
    "check_room",
    "copy_for",
    "create_list",
    "delete_list",
    "describe_file",
    "drop_draft",
    "erase_files",
    "fill_card",
    "hold",
    "keep_draft",
    "let_go",
    "put_back",
    "put_cards",
    "release",
    "rename_list",
    "save_thing",
    "take_file",
    "unsave_thing",
]
