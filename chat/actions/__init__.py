"""Every write of Work Chat. That the person may do it was proven by `access`; what changes meanwhile is
looked at again under the thread's row lock."""

from chat.actions.cards import change_card, show_changed_card
from chat.actions.forwarding import forward_message
from chat.actions.groups import close_group_thread, follow_group, open_group_thread, rename_group_thread
from chat.actions.keeping import keep_thread, muted_for
from chat.actions.later import cancel_scheduled, change_scheduled, schedule_message, send_due, send_scheduled_now
from chat.actions.members import add_members, remove_member, set_role
from chat.actions.messages import change_message, delete_message, edit_message, send_message
from chat.actions.peace import block, unblock
from chat.actions.pinning import pin_message, unpin_message
from chat.actions.preferences import change_preferences
from chat.actions.reactions import react, take_reaction_back
from chat.actions.reading import mark_read, note_delivered
from chat.actions.reminding import forget_reminder, remind, remind_due
from chat.actions.reports import close_report, note_report_read, report, take_message_away
from chat.actions.settings import change_thread, rename_thread
from chat.actions.threads import create_thread

__all__ = [
    "add_members",
    "block",
    "cancel_scheduled",
    "change_card",
    "change_message",
    "change_preferences",
    "change_scheduled",
    "change_thread",
    "close_group_thread",
    "close_report",
    "create_thread",
    "delete_message",
    "edit_message",
    "follow_group",
    "forget_reminder",
    "forward_message",
    "keep_thread",
    "mark_read",
    "muted_for",
    "note_delivered",
    "note_report_read",
    "open_group_thread",
    "pin_message",
    "react",
    "remind",
    "remind_due",
    "remove_member",
    "rename_group_thread",
    "rename_thread",
    "report",
    "schedule_message",
    "send_due",
    "send_message",
    "send_scheduled_now",
    "set_role",
    "show_changed_card",
    "take_message_away",
    "take_reaction_back",
    "unblock",
    "unpin_message",
]
