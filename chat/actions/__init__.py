"""Every write of Work Chat. That the person may do it was proven by `access`; what changes meanwhile is
looked at again under the thread's row lock."""

from chat.actions.forwarding import forward_message
from chat.actions.groups import follow_group, open_group_thread
from chat.actions.keeping import keep_thread, muted_for
from chat.actions.members import add_members, remove_member, set_role
from chat.actions.messages import change_message, delete_message, edit_message, send_message
from chat.actions.pinning import pin_message, unpin_message
from chat.actions.preferences import change_preferences
from chat.actions.reading import mark_read, note_delivered
from chat.actions.settings import change_thread, rename_thread
from chat.actions.threads import create_thread

__all__ = [
    "add_members",
    "change_message",
    "change_preferences",
    "change_thread",
    "create_thread",
    "delete_message",
    "edit_message",
    "follow_group",
    "forward_message",
    "keep_thread",
    "mark_read",
    "muted_for",
    "note_delivered",
    "open_group_thread",
    "pin_message",
    "remove_member",
    "rename_thread",
    "send_message",
    "set_role",
    "unpin_message",
]
