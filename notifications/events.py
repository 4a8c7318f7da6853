"""What a person's own devices hear of their bell. Words are not in it: whoever shows them asks."""

from __future__ import annotations

from dataclasses import dataclass

from realtime.events import Event

Ref = dict[str, str]


@dataclass(frozen=True, kw_only=True)
class NotificationCreated(Event):
    """The bell has one more unread notification: a new one, or one that was read and has news."""

    type = "notifications.notification_created"
    v = 1

    kind: str
    about: Ref


@dataclass(frozen=True, kw_only=True)
class NotificationChanged(Event):
    """An unread notification has more to say ("Ana and 4 others"); the number of unread ones stays."""

    type = "notifications.notification_changed"
    v = 1

    kind: str
    about: Ref


@dataclass(frozen=True, kw_only=True)
class NotificationRead(Event):
    """Notifications were read, made unread or taken away, on some device; `unread` is how many are left; null: ask.

    `tags` name those that are read, as shown pushes are tagged, so that a device takes them back; null: all.
    """

    type = "notifications.notification_read"
    v = 1

    unread: int | None
    tags: list[str] | None
