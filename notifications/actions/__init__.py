"""Every write to bells, choices and devices. Each assumes that `access` was asked."""

from notifications.actions.choosing import choose
from notifications.actions.devices import end_for, hand_over_due, send_test, subscribe, unsubscribe
from notifications.actions.notifying import notify, tell_inviters, tell_of_group
from notifications.actions.reading import (
    forget,
    look,
    mark_seen,
    read,
    read_about,
    read_all,
    read_where,
    undo_read_all,
    unread,
)

__all__ = [
    "choose",
    "end_for",
    "forget",
    "hand_over_due",
    "look",
    "mark_seen",
    "notify",
    "read",
    "read_about",
    "read_all",
    "read_where",
    "send_test",
    "subscribe",
    "tell_inviters",
    "tell_of_group",
    "undo_read_all",
    "unread",
    "unsubscribe",
]
