"""Every column of a company that says something of a person: what an export of their data holds, what erasing does.

`tests/test_personal_data.py` fails on a column that stands in neither list, so nobody adds one without deciding.
"""

from __future__ import annotations

from typing import Literal, NamedTuple


class Rule(NamedTuple):
    """`export`: whose copy holds it. `erase`: what happens to it when the person is erased."""

    export: Literal["own", "never"]
    erase: Literal["delete", "blank", "anonymise", "keep"]


PROFILE = Rule("own", "blank")  # the row stays, nameless: what others wrote must not lose its author's place
WORDS = Rule("own", "anonymise")  # text stays with a nameless author, or goes: the company decides each time
TRACE = Rule("own", "delete")  # rows that exist for this person alone
SECRET = Rule("never", "delete")  # of no use to the person, of much to a thief
RECORD = Rule("own", "keep")  # the company's own record of what was done; kept as long as the law wants

PERSONAL: dict[str, dict[str, Rule]] = {
    "people.User": {
        **dict.fromkeys(["email", "username", "staff_number", "name", "photo", "title", "department"], PROFILE),
        **dict.fromkeys(["place", "time_zone", "language", "role", "kind", "joined_at", "seen_at"], PROFILE),
        **dict.fromkeys(["status_emoji", "status_text", "status_until", "shows_presence"], PROFILE),
        **dict.fromkeys(["phone", "about", "skills", "manager"], PROFILE),
        **dict.fromkeys(["last_login", "welcomed_at", "deactivated_at", "created_at"], PROFILE),
        **dict.fromkeys(["name_key", "search_text", "password"], Rule("never", "blank")),
    },
    "people.Follow": dict.fromkeys(["follower", "followed", "by_itself", "ended_at", "created_at"], TRACE),
    "people.User_groups": {"user": SECRET},
    "people.User_user_permissions": {"user": SECRET},
    "people.Invite": {
        **dict.fromkeys(["address", "message", "invited_by", "claimed_by", "claimed_at"], TRACE),
        "token_hash": SECRET,
    },
    "people.SignInCode": {**dict.fromkeys(["person", "used_at", "used_by"], TRACE), "token_hash": SECRET},
    "account.EmailAddress": {"user": TRACE, "email": TRACE},
    "account.EmailConfirmation": {"email_address": SECRET, "key": SECRET},
    "mfa.Authenticator": {"user": SECRET, "data": SECRET, "type": TRACE, "created_at": TRACE, "last_used_at": TRACE},
    "usersessions.UserSession": {
        **dict.fromkeys(["user", "ip", "user_agent", "created_at", "last_seen_at"], TRACE),
        "session_key": SECRET,
        "data": SECRET,
    },
    "sessions.Session": {"session_key": SECRET, "session_data": SECRET},
    "jobs.Outbox": {"arguments": SECRET, "error": SECRET},
    "audit.Line": dict.fromkeys(["who", "on_whom", "detail", "address", "device", "at", "what"], RECORD),
    "content.Draft": dict.fromkeys(["person", "place", "text", "data", "device", "updated_at"], TRACE),
    "content.Saved": dict.fromkeys(["person", "kind", "thing", "in_list", "created_at"], TRACE),
    "content.SavedList": dict.fromkeys(["person", "name", "created_at"], TRACE),
    "content.File": dict.fromkeys(["uploader", "name", "alt_text", "created_at", "deleted_at"], WORDS),
    "administration.DomainClaim": {"mailed_to": RECORD, "token": SECRET, "code_hash": SECRET},
    "administration.JoinRequest": dict.fromkeys(["address", "name", "asked_at", "decided_at", "decided_by"], TRACE),
    "groups.Group": {"created_by": WORDS, "name": WORDS, "purpose": WORDS, "archived_by": WORDS},
    "groups.Membership": dict.fromkeys(["person", "role", "source", "has_posted", "joined_at"], TRACE),
    "groups.MembershipRequest": dict.fromkeys(["person", "note", "created_at", "decided_at", "decided_by"], TRACE),
    "groups.GroupInvite": dict.fromkeys(["person", "invited_by", "created_at", "decided_at"], TRACE),
    "groups.GroupLink": {"created_by": WORDS, "token_hash": SECRET},
    "groups.GroupRule": {"created_by": WORDS},
    "groups.LeftByHand": dict.fromkeys(["person", "left_at"], TRACE),
    "notifications.Notification": {
        **dict.fromkeys(["person", "kind", "created_at", "changed_at", "seen_at", "read_at"], TRACE),
        "actors": Rule("never", "keep"),  # keys of people: their names are looked up when it is read
    },
    "notifications.Choice": dict.fromkeys(["person", "kind", "channel", "wanted"], TRACE),
    "notifications.PushSubscription": {
        **dict.fromkeys(["person", "created_at", "pushed_at"], TRACE),
        **dict.fromkeys(["device", "address", "public_key", "secret"], SECRET),
    },
    "feed.Post": {
        **dict.fromkeys(["author", "text", "created_at", "edited_at", "deleted_at", "deleted_by"], WORDS),
        "words": Rule("never", "anonymise"),  # made of the text
    },
    "feed.PollOption": {"text": WORDS, "added_by": WORDS},
    "feed.PollVote": dict.fromkeys(["option", "person", "created_at"], TRACE),
    "feed.Event": {"title": WORDS, "place": WORDS},
    "feed.Rsvp": dict.fromkeys(["event", "person", "answer", "answered_at"], TRACE),
    "feed.PostSeen": dict.fromkeys(["post", "person", "seen_at", "read_at"], TRACE),
    "feed.FeedPreferences": dict.fromkeys(["person", "order"], TRACE),
    "feed.PostPin": {"by": WORDS, "created_at": WORDS},
    "feed.ScheduledPost": dict.fromkeys(["author", "text", "data", "send_at", "why", "created_at"], TRACE),
    "feed.PostVersion": dict.fromkeys(["text", "written_at"], WORDS),
    "feed.PostMention": dict.fromkeys(["person", "name"], WORDS),
    "feed.PostReaction": dict.fromkeys(["person", "kind", "created_at"], TRACE),
    "feed.Comment": {
        **dict.fromkeys(["author", "text", "created_at", "edited_at", "deleted_at", "deleted_by"], WORDS),
        "words": Rule("never", "anonymise"),  # made of the text
    },
    "feed.CommentVersion": dict.fromkeys(["text", "written_at"], WORDS),
    "feed.CommentMention": dict.fromkeys(["person", "name"], WORDS),
    "feed.CommentReaction": dict.fromkeys(["person", "kind", "created_at"], TRACE),
    "chat.Thread": {"created_by": WORDS, "name": WORDS, "direct_key": WORDS},
    "chat.Member": {
        **dict.fromkeys(["person", "read_seq", "own_after_read", "delivered_seq", "joined_at", "left_at"], TRACE),
        **dict.fromkeys(["role", "muted_until", "pinned_at", "archived_seq", "marked_unread"], TRACE),
    },
    "chat.ReadMark": dict.fromkeys(["member", "seq", "at"], TRACE),
    "chat.Message": {
        **dict.fromkeys(["author", "text", "created_at", "edited_at", "deleted_at", "deleted_by", "detail"], WORDS),
        "words": Rule("never", "anonymise"),  # made of the text
        "reactions": Rule("never", "delete"),  # made of chat.MessageReaction
    },
    "chat.MessageVersion": dict.fromkeys(["text", "written_at"], WORDS),
    "chat.MessageMention": {"person": WORDS, "name": WORDS},
    "chat.MessageReaction": dict.fromkeys(["person", "emoji", "created_at"], TRACE),
    "chat.Pin": dict.fromkeys(["by", "created_at"], WORDS),
    "chat.ScheduledMessage": dict.fromkeys(["author", "text", "data", "send_at", "why", "created_at"], TRACE),
    "chat.Reminder": dict.fromkeys(["person", "message", "remind_at", "done_at", "created_at"], TRACE),
    "chat.Block": {"blocker": TRACE, "created_at": TRACE, "blocked": Rule("never", "delete")},
    "chat.Preferences": dict.fromkeys(["person", "receipts", "sounds", "takes_all"], TRACE),
    "chat.Report": {
        **dict.fromkeys(["reporter", "reason", "note", "created_at", "answer"], RECORD),
        **dict.fromkeys(["person", "closed_by", "closed_at"], Rule("never", "keep")),
    },
    "chat.ReportedMessage": {"text": RECORD, "said_at": RECORD},
    "chat.StickerPack": {"created_by": WORDS, "name": WORDS},
    "chat.Sticker": {"name": WORDS},
    "chat.StickerUse": dict.fromkeys(["person", "sticker", "used_at"], TRACE),
    "chat.CustomEmoji": {"created_by": WORDS, "name": WORDS},
}

# Says nothing of anybody: keys, states, counters, and tables of the framework.
NOT_PERSONAL: dict[str, set[str]] = {
    "people.User": {"is_superuser", "is_active", "is_staff", "kept_fields"},
    "people.User_groups": {"group"},
    "people.User_user_permissions": {"permission"},
    "people.Invite": {"role", "language", "sent", "created_at", "expires_at", "revoked_at"},
    "people.SignInCode": {"shown_on", "created_at", "expires_at"},
    "account.EmailAddress": {"verified", "primary"},
    "account.EmailConfirmation": {"created", "sent"},
    "sessions.Session": {"expire_date"},
    "jobs.Outbox": {"task", "key", "state", "due_at", "handed_at", "leased_until", "attempts", "created_at", "done_at"},
    "administration.DomainClaim": {"domain", "code_until", "tries", "created_at"},
    "administration.JoinRequest": {"language", "state"},
    "auth.Permission": {"name", "content_type", "codename"},
    "auth.Group": {"name"},
    "auth.Group_permissions": {"group", "permission"},
    "contenttypes.ContentType": {"app_label", "model"},
    "content.File": {
        *("kind", "mime", "size", "stored", "width", "height", "duration", "state", "tries", "path"),
        *("held_as", "holder", "place", "client_id"),
    },
    "content.Space": {"used"},
    "content.Draft": {"version"},
    "content.Card": {  # what other sites say of themselves; who linked there stands with the post or message
        *("key", "url", "state", "title", "text", "site", "picture", "picture_width", "picture_height"),
        *("trouble", "created_at", "asked_at"),
    },
    "groups.Group": {
        *("kind", "posting", "approval", "is_default", "member_count", "created_at", "picture", "archived_at")
    },
    "groups.Membership": {"group"},
    "groups.MembershipRequest": {"group", "state"},
    "groups.GroupInvite": {"group", "state"},
    "groups.GroupLink": {"group", "created_at", "expires_at", "revoked_at", "joined_count"},
    "groups.GroupRule": {"group", "department", "place", "title", "refreshed_at"},
    "groups.LeftByHand": {"group"},
    "notifications.Notification": {"about_type", "about_id", "actor_count", "times", "detail"},
    "notifications.Delivery": {"notification", "channel", "due_at", "leased_until", "attempts", "round"},
    "notifications.PushKey": {"only", "private_key", "created_at"},
    "feed.Poll": {*("post", "several", "may_add", "hides_results", "closes_at", "closed_at", "voter_count")},
    "feed.PollOption": {"poll", "place", "vote_count"},
    "feed.Event": {
        *("post", "begins_at", "ends_at", "zone", "cancelled_at", "reminded_at", "sequence"),
        *("yes_count", "maybe_count", "no_count"),
    },
    "feed.PostPin": {"post", "group", "place", "until"},
    "feed.ScheduledPost": {"group", "client_id", "state"},
    "feed.Post": {
        *("kind", "file_count", "shared_from", "is_shared", "share_count", "waits_since", "important_until"),
        *("nudged_at", "seen_count", "read_count"),
        "group",
        "version",
        "revision",
        "client_id",
        "source",
        "source_id",
        "comment_count",
        "reaction_count",
        "reactions_by_kind",
    },
    "feed.PostVersion": {"version", "post"},
    "feed.PostMention": {"place", "post"},
    "feed.PostCard": {"post", "card", "place", "hidden", "picture_hidden"},
    "feed.PostReaction": {"post"},
    "feed.Comment": {
        "file_count",
        "reply_count",
        "post",
        "parent",
        "version",
        "client_id",
        "source",
        "source_id",
        "reaction_count",
        "reactions_by_kind",
    },
    "feed.CommentVersion": {"version", "comment"},
    "feed.CommentMention": {"place", "comment"},
    "feed.CommentReaction": {"comment"},
    "chat.Thread": {
        *("kind", "version", "last_seq", "member_count", "client_id", "created_at", "changed_at"),
        *("picture", "history", "group"),
    },
    "chat.Member": {"thread", "joined_seq", "from_seq"},
    "chat.Message": {
        *("client_id", "source", "source_id", "thread", "seq", "version", "kind", "sticker", "file_count"),
        *("reply_to", "is_forwarded", "forwarded_from", "means_all", "mention_count", "card_count"),
    },
    "chat.MessageVersion": {"message", "version"},
    "chat.MessageMention": {"message", "place"},
    "chat.MessageCard": {"message", "card", "place", "hidden", "picture_hidden"},
    "chat.MessageReaction": {"message"},
    "chat.Pin": {"message", "thread"},
    "chat.ScheduledMessage": {"thread", "client_id", "state"},
    "chat.Report": {"thread", "state"},
    "chat.ReportedMessage": {"report", "message"},
    "chat.StickerPack": {"place", "created_at", "deleted_at"},
    "chat.Sticker": {"pack", "file", "place", "deleted_at"},
    "chat.CustomEmoji": {"file", "created_at", "deleted_at"},
}
