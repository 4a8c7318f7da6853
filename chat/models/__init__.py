"""Work Chat: threads of two people or many, what is said in them, and what people keep of it for themselves.

A thread has a `version` that grows by one with every change, and a `last_seq` that grows by one with
every message. Both are taken under the thread's row lock, so they become visible in order and without
gaps: "all changes since V" can never miss one that commits late.
"""

from chat.models.later import Reminder, ScheduledMessage
from chat.models.members import Member, MemberQuerySet, ReadMark
from chat.models.messages import (
    Message,
    MessageCard,
    MessageMention,
    MessageQuerySet,
    MessageReaction,
    MessageVersion,
    Pin,
)
from chat.models.peace import Block, Preferences, Report, ReportedMessage
from chat.models.stickers import CustomEmoji, Sticker, StickerPack, StickerUse
from chat.models.threads import MOST_MEMBERS, MOST_PINNED, SMALL, TYPING_UP_TO, Place, Thread, ThreadQuerySet

MOST_CHARACTERS = 10_000

__all__ = [
    "MOST_CHARACTERS",
    "MOST_MEMBERS",
    "MOST_PINNED",
    "SMALL",
    "TYPING_UP_TO",
    "Block",
    "CustomEmoji",
    "Member",
    "MemberQuerySet",
    "Message",
    "MessageCard",
    "MessageMention",
    "MessageQuerySet",
    "MessageReaction",
    "MessageVersion",
    "Pin",
    "Place",
    "Preferences",
    "ReadMark",
    "Reminder",
    "Report",
    "ReportedMessage",
    "ScheduledMessage",
    "Sticker",
    "StickerPack",
    "StickerUse",
    "Thread",
    "ThreadQuerySet",
]
