"""Posts and comments as the API and events show them.

The functions write them, the classes describe them in the OpenAPI document; a test holds the two together.
"""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from content.models import Mention, Reaction
from content.serializers import FileSerializer, files_data
from content.serializers.cards import CardSerializer, cards_data
from core.examples import example
from core.rest import IdField
from feed import examples
from feed.models import Comment, FeedPreferences, Post
from feed.serializers_marks import MarksSerializer, MyMarksSerializer, marks_data, my_marks_data
from feed.serializers_parts import (
    NOT_BOTH,
    MyEventSerializer,
    MyPollSerializer,
    NewEventSerializer,
    NewPollSerializer,
    my_parts_data,
    parts_data,
)
from groups.serializers import GroupRefSerializer, group_ref
from people.examples import page
from people.serializers import PersonRefSerializer, person_ref

POST_LENGTH = 20_000
COMMENT_LENGTH = 8_000


REACTIONS = serializers.DictField(child=serializers.IntegerField(), help_text="Kind → how many show it.")


class WritingSerializer(serializers.Serializer):
    id = IdField()
    author = PersonRefSerializer()
    text = serializers.CharField(help_text="A small part of Markdown. Mentions are written `@Name`.")
    mentions = PersonRefSerializer(many=True, help_text="Whom each `@Name` in the text means, in order.")
    version = serializers.IntegerField(help_text="Grows by one with each edit.")
    reaction_count = serializers.IntegerField()
    reactions = REACTIONS
    client_id = serializers.CharField(allow_null=True)
    created_at = serializers.DateTimeField()
    edited_at = serializers.DateTimeField(allow_null=True)


class MyReactionSerializer(serializers.Serializer):
    my_reaction = serializers.ChoiceField(Reaction.Kind.choices, allow_null=True, help_text="The caller's own.")


@example(answer=examples.POST)
class PostSerializer(MyMarksSerializer, MyReactionSerializer, MarksSerializer, WritingSerializer):
    group = GroupRefSerializer(allow_null=True, help_text="Null: it stands on its author's profile.")
    kind = serializers.ChoiceField(Post.Kind.choices)
    poll = MyPollSerializer(allow_null=True)
    event = MyEventSerializer(allow_null=True)
    cards = CardSerializer(many=True, help_text="Of the pages that the text links to; they come a moment later.")
    files = FileSerializer(many=True, help_text="In their order.")
    revision = serializers.IntegerField(help_text="Grows by one with each change of it, its comments or reactions.")
    comment_count = serializers.IntegerField()
    waits_since = serializers.DateTimeField(
        allow_null=True, help_text="Until somebody lets it in, only they and its author know of it. Null: it stands."
    )


@example(answer=examples.COMMENT)
class CommentSerializer(MyReactionSerializer, WritingSerializer):
    post = IdField()
    parent = IdField(allow_null=True, help_text="The comment it replies to.")
    reply_count = serializers.IntegerField(help_text="Replies nest once: a reply has none.")
    files = FileSerializer(many=True, help_text="In their order.")


@example(answer=page(examples.POST))
class PostListSerializer(serializers.Serializer):
    results = PostSerializer(many=True)
    next = serializers.CharField(allow_null=True, help_text="`cursor` of the next page; null on the last.")


@example(answer=page(examples.COMMENT))
class CommentListSerializer(serializers.Serializer):
    results = CommentSerializer(many=True)
    next = serializers.CharField(allow_null=True, help_text="`cursor` of the next page; null on the last.")


@example(answer=examples.REACTED)
class ReactionStateSerializer(MyReactionSerializer):
    reaction_count = serializers.IntegerField()
    reactions = REACTIONS


class OneReactionSerializer(serializers.Serializer):
    person = PersonRefSerializer()
    kind = serializers.ChoiceField(Reaction.Kind.choices)
    created_at = serializers.DateTimeField()


@example(answer=page(examples.REACTION))
class ReactionListSerializer(serializers.Serializer):
    results = OneReactionSerializer(many=True, help_text="Newest first.")
    next = serializers.CharField(allow_null=True, help_text="`cursor` of the next page; null on the last.")


@example(asked={"order": "top"}, answer={"order": "top"})
class FeedPreferencesSerializer(serializers.Serializer):
    order = serializers.ChoiceField(FeedPreferences.Order.choices)


@example(
    asked={"group": "31", "text": "Thanks, @[7]!", "files": ["1207"], "client_id": examples.CLIENT_ID},
    asked_too={
        "A poll on one's own profile": {"group": None, "text": "Where do we meet?", "poll": examples.NEW_POLL},
        "An event": {"group": "31", "text": "Bring a cup.", "event": examples.NEW_EVENT},
    },
)
class NewPostSerializer(serializers.Serializer):
    group = IdField(
        required=False,
        allow_null=True,
        default=None,
        help_text="The id of a group in which the caller may post; null or left out: on the caller's own profile.",
    )
    text = serializers.CharField(
        max_length=POST_LENGTH,
        required=False,
        allow_blank=True,
        default="",
        help_text="`@[12]` mentions the person with id 12. May be empty where there are files or an event.",
    )
    poll = NewPollSerializer(required=False, allow_null=True, help_text="`text` asks the question.")
    event = NewEventSerializer(required=False, allow_null=True)
    files = serializers.ListField(
        child=IdField(), required=False, help_text="Ids of files that the caller sent (`POST /files`), in their order."
    )
    important_days = serializers.IntegerField(
        min_value=1,
        max_value=7,
        required=False,
        help_text="So long it stands on top of each member's feed. For the group's admins and the company's editors.",
    )
    client_id = serializers.CharField(
        max_length=120, required=False, help_text="Chosen by the caller: a retry with it returns what the first made."
    )

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        if given.get("poll") and given.get("event"):
            raise serializers.ValidationError({"event": [NOT_BOTH]})
        return given


@example(asked={"text": "@[12] well done!", "parent": None, "client_id": examples.CLIENT_ID})
class NewCommentSerializer(serializers.Serializer):
    text = serializers.CharField(
        max_length=COMMENT_LENGTH,
        default="",
        allow_blank=True,
        help_text="`@[12]` mentions the person with id 12. May be empty beside a file.",
    )
    parent = IdField(
        required=False,
        allow_null=True,
        help_text="The comment it replies to. A reply to a reply stands beside it: replies nest once.",
    )
    files = serializers.ListField(
        child=IdField(), required=False, help_text="Ids of files that the caller sent (`POST /files`), in their order."
    )
    client_id = serializers.CharField(
        max_length=120, required=False, help_text="Chosen by the caller: a retry with it returns what the first made."
    )


@example(asked={"text": "The rye starter is alive again"})
class PostTextSerializer(serializers.Serializer):
    text = serializers.CharField(max_length=POST_LENGTH)


@example(asked={"text": "Well done!"})
class CommentTextSerializer(serializers.Serializer):
    text = serializers.CharField(max_length=COMMENT_LENGTH)


@example(asked={"kind": "thanks"})
class ReactSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(Reaction.Kind.choices, default=Reaction.Kind.LIKE)


def mention_ref(mention: Mention) -> dict[str, str]:
    return {"id": str(mention.person_id), "name": mention.name}


def place_ref(post: Post) -> dict[str, str] | None:
    """The group where it stands; None on its author's profile."""
    return group_ref(post.group) if post.group else None


def post_data(post: Post) -> dict[str, Any]:
    """A post, the same for all who may read it."""
    return {
        **_writing_data(post),
        "group": place_ref(post),
        **parts_data(post),
        "cards": cards_data(post),
        "files": files_data(post.files),
        "revision": post.revision,
        "comment_count": post.comment_count,
        **marks_data(post),
    }


def comment_data(comment: Comment) -> dict[str, Any]:
    """A comment, the same for all who may read it."""
    return {
        **_writing_data(comment),
        "post": str(comment.post_id),
        "parent": str(comment.parent_id) if comment.parent_id else None,
        "reply_count": comment.reply_count,
        "files": files_data(comment.files if comment.file_count else []),
    }


def _writing_data(writing: Post | Comment) -> dict[str, Any]:
    return {
        "id": str(writing.pk),
        "author": person_ref(writing.author),
        "text": writing.text,
        "mentions": [mention_ref(mention) for mention in writing.mentions.all()],
        "version": writing.version,
        "reaction_count": writing.reaction_count,
        "reactions": writing.reactions_by_kind,
        "client_id": writing.client_id,
        "created_at": writing.created_at,
        "edited_at": writing.edited_at,
    }


def my_post_data(post: Post) -> dict[str, Any]:
    """A post as one person sees it: from `for_reader`."""
    mine = {"my_reaction": post.my_reaction, "waits_since": post.waits_since, **my_marks_data(post)}
    return {**post_data(post), **my_parts_data(post), **mine}


def my_comment_data(comment: Comment) -> dict[str, Any]:
    """A comment as one person sees it: from `for_reader`."""
    return {**comment_data(comment), "my_reaction": comment.my_reaction}


def reaction_data(reaction: Reaction) -> dict[str, Any]:
    return {"person": person_ref(reaction.person), "kind": reaction.kind, "created_at": reaction.created_at}
