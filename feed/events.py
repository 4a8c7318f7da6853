"""What the feed tells open sockets: to the members of the group.

`revision` is the post's, everywhere: whoever hears 7 after 5 has missed 6 and asks for the post again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from realtime.events import Event

Ref = dict[str, str]
Card = dict[str, str | int | None]


@dataclass(frozen=True, kw_only=True)
class _Writing:
    """What `serializers.post_data` and `comment_data` both have."""

    id: str
    author: Ref
    text: str
    mentions: list[Ref]
    version: int
    reaction_count: int
    reactions: dict[str, int]
    client_id: str | None
    created_at: datetime
    edited_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class _Post(_Writing):
    group: Ref | None
    kind: str
    poll: dict[str, Any] | None
    event: dict[str, Any] | None
    cards: list[Card]
    files: list[dict[str, Any]]
    revision: int
    comment_count: int
    seen_count: int
    read_count: int
    share_count: int
    important_until: datetime | None
    is_shared: bool


@dataclass(frozen=True, kw_only=True)
class _Comment(_Writing):
    post: str
    parent: str | None
    reply_count: int
    files: list[dict[str, Any]]
    revision: int


@dataclass(frozen=True, kw_only=True)
class PostCreated(_Post, Event):
    """A post is there: written just now, or brought back by whoever deleted it."""

    type = "feed.post_created"
    v = 1


@dataclass(frozen=True, kw_only=True)
class PostEdited(_Post, Event):
    """A post's text was changed by its author, or a link card under it came, changed or went."""

    type = "feed.post_edited"
    v = 1


@dataclass(frozen=True, kw_only=True)
class PostDeleted(Event):
    """A post is gone, its comments with it."""

    type = "feed.post_deleted"
    v = 1

    id: str
    group: Ref | None
    revision: int


@dataclass(frozen=True, kw_only=True)
class PollChanged(Event):
    """Somebody voted, took a vote back, added an option, or the poll is closed. Counts that are hidden as yet are
    null: whoever has voted asks for them. `by` is who did it, for their own other pages."""

    type = "feed.poll_changed"
    v = 1

    post: str
    poll: dict[str, Any]
    by: str | None
    revision: int


@dataclass(frozen=True, kw_only=True)
class EventChanged(Event):
    """Somebody said whether they come to an event, or its host changed or cancelled it."""

    type = "feed.event_changed"
    v = 1

    post: str
    event: dict[str, Any]
    by: str | None
    revision: int


@dataclass(frozen=True, kw_only=True)
class ScheduledChanged(Event):
    """How many posts of the person wait to be published."""

    type = "feed.scheduled_changed"
    v = 1

    waiting: int


@dataclass(frozen=True, kw_only=True)
class CommentCreated(_Comment, Event):
    """A comment is there, or a reply to one: written just now, or brought back. `comment_count` is the post's new
    count, replies too; `parent_replies` that of the comment it replies to."""

    type = "feed.comment_created"
    v = 1

    comment_count: int
    parent_replies: int | None


@dataclass(frozen=True, kw_only=True)
class CommentEdited(_Comment, Event):
    """A comment's text was changed by its author."""

    type = "feed.comment_edited"
    v = 1


@dataclass(frozen=True, kw_only=True)
class CommentDeleted(Event):
    """A comment is gone, and the replies to it. Counts as in `feed.comment_created`."""

    type = "feed.comment_deleted"
    v = 1

    id: str
    post: str
    parent: str | None
    revision: int
    comment_count: int
    parent_replies: int | None


@dataclass(frozen=True, kw_only=True)
class ReactionChanged(Event):
    """Somebody reacted to a post or, where `comment` is set, to a comment of it; null `kind`: took it back."""

    type = "feed.reaction_changed"
    v = 1

    post: str
    comment: str | None
    person: Ref
    kind: str | None
    reaction_count: int
    reactions: dict[str, int]
    revision: int


@dataclass(frozen=True, kw_only=True)
class PostMarked(_Post, Event):
    """A post became important, or is so no longer, or its author nudged those who have not read it."""

    type = "feed.post_marked"
    v = 1


@dataclass(frozen=True, kw_only=True)
class PostRead(Event):
    """Somebody tapped *Read* on an important post. Goes to its author, and to the reader's own devices."""

    type = "feed.post_read"
    v = 1

    id: str
    person: Ref
    read_count: int


@dataclass(frozen=True, kw_only=True)
class PostSeen(Event):
    """One more person had a post on their screen. Goes to its author; to others the number comes with the post."""

    type = "feed.post_seen"
    v = 1

    id: str
    seen_count: int


@dataclass(frozen=True, kw_only=True)
class PostShared(Event):
    """A post was shared further, or a share of it is gone."""

    type = "feed.post_shared"
    v = 1

    id: str
    share_count: int
    revision: int


@dataclass(frozen=True, kw_only=True)
class PinsChanged(Event):
    """What is pinned on top of a group changed, or its order; pages ask for it anew."""

    type = "feed.pins_changed"
    v = 1

    group: str
