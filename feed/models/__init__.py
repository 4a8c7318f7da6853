"""Posts, comments, and all that hangs on them."""

from feed.models.comments import Comment, CommentMention, CommentQuerySet, CommentReaction, CommentVersion
from feed.models.events import Event, Rsvp
from feed.models.placing import PostPin, ScheduledPost
from feed.models.polls import Poll, PollOption, PollVote
from feed.models.posts import (
    LATEST_COMMENTS,
    Post,
    PostCard,
    PostMention,
    PostQuerySet,
    PostReaction,
    PostVersion,
    answers_of,
    read_answers,
)
from feed.models.reading import FeedPreferences, PostSeen

__all__ = [
    "LATEST_COMMENTS",
    "Comment",
    "CommentMention",
    "CommentQuerySet",
    "CommentReaction",
    "CommentVersion",
    "Event",
    "FeedPreferences",
    "Poll",
    "PollOption",
    "PollVote",
    "Post",
    "PostCard",
    "PostMention",
    "PostPin",
    "PostQuerySet",
    "PostReaction",
    "PostSeen",
    "PostVersion",
    "Rsvp",
    "ScheduledPost",
    "answers_of",
    "read_answers",
]
