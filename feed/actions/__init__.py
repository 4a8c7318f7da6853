"""Every write to the feed. Each assumes that `access` was asked."""

from feed.actions.approving import announce_company_admin, approve_post, decline_post, take_waiting_post_back
from feed.actions.comments import create_comment, delete_comment, edit_comment, restore_comment
from feed.actions.events import answer_event, cancel_event, change_event, remind_due, write_to_undecided
from feed.actions.home import choose_order
from feed.actions.important import end_importance, make_important, nudge, read_important
from feed.actions.later import cancel_scheduled, change_scheduled, schedule_post, send_due, send_scheduled_now
from feed.actions.pins import order_pins, pin_post, unpin_post
from feed.actions.polls import add_option, close_due_poll, close_poll, vote, withdraw_vote
from feed.actions.posts import change_card, create_post, delete_post, edit_post, restore_post, show_changed_card
from feed.actions.reactions import react, take_reaction_back
from feed.actions.seen import see_posts
from feed.actions.sharing import share_post

__all__ = [
    "add_option",
    "announce_company_admin",
    "answer_event",
    "approve_post",
    "cancel_event",
    "cancel_scheduled",
    "change_card",
    "change_event",
    "change_scheduled",
    "choose_order",
    "close_due_poll",
    "close_poll",
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
    "remind_due",
    "restore_comment",
    "restore_post",
    "schedule_post",
    "see_posts",
    "send_due",
    "send_scheduled_now",
    "share_post",
    "show_changed_card",
    "take_reaction_back",
    "take_waiting_post_back",
    "unpin_post",
    "vote",
    "withdraw_vote",
    "write_to_undecided",
]
