"""Every write to the feed. Each assumes that `access` was asked."""

from feed.actions.approving import announce_company_admin, approve_post, decline_post, take_waiting_post_back
from feed.actions.comments import create_comment, delete_comment, edit_comment, restore_comment
from feed.actions.home import choose_order
from feed.actions.posts import change_card, create_post, delete_post, edit_post, restore_post, show_changed_card
from feed.actions.reactions import react, take_reaction_back

__all__ = [
    "announce_company_admin",
    "approve_post",
    "change_card",
    "choose_order",
    "create_comment",
    "create_post",
    "decline_post",
    "delete_comment",
    "delete_post",
    "edit_comment",
    "edit_post",
    "react",
    "restore_comment",
    "restore_post",
    "show_changed_card",
    "take_reaction_back",
    "take_waiting_post_back",
]
