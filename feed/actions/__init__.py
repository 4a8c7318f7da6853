"""Every write to the feed. Each assumes that `access` was asked."""

from feed.actions.approving import announce_company_admin, approve_post, decline_post, take_waiting_post_back
from feed.actions.comments import create_comment, delete_comment, edit_comment, restore_comment
from feed.actions.home import choose_order
from feed.actions.important import end_importance, make_important, nudge, read_important
from feed.actions.pins import order_pins, pin_post, unpin_post
from feed.actions.posts import change_card, create_post, delete_post, edit_post, restore_post, show_changed_card
from feed.actions.reactions import react, take_reaction_back
from feed.actions.seen import see_posts
from feed.actions.sharing import share_post

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
    "end_importance",
    "make_important",
    "nudge",
    "order_pins",
    "pin_post",
    "react",
    "read_important",
    "restore_comment",
    "restore_post",
    "see_posts",
    "share_post",
    "show_changed_card",
    "take_reaction_back",
    "take_waiting_post_back",
    "unpin_post",
]
