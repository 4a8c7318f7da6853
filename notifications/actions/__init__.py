"""Every write to bells, choices and devices. Each assumes that `access` was asked."""

from notifications.actions.notifying import notify
from notifications.actions.reading import forget, look, mark_seen, read, read_about, read_all, undo_read_all, unread

__all__ = [
    "forget",
    "look",
    "mark_seen",
    "notify",
    "read",
    "read_about",
    "read_all",
    "undo_read_all",
    "unread",
]
