"""Comments on posts, and replies to comments."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from content.models import HasFiles, Mention, Reaction, Version, Writing, WritingQuerySet, words_in
from feed.models.posts import Post, WithoutWords, reaction_of
from people.models import User


class CommentQuerySet(WritingQuerySet):
    def present(self) -> Self:
        """What was not deleted, and whose comment was not, if it is a reply."""
        return super().present().filter(Q(parent=None) | Q(parent__deleted_at=None))

    def on_posts(self) -> Self:
        """What is there and answers the post itself."""
        return self.filter(deleted_at=None, parent=None)

    def visible_to(self, person: User) -> Self:
        """Comments that are there, on posts that the person may read."""
        return self.present().filter(post__in=Post.objects.visible_to(person))

    def for_reader(self, person: User) -> Self:
        """With all that one comment shows."""
        return (
            self.select_related(*Comment.shown_with)
            .with_mentions()
            .annotate(my_reaction=reaction_of(person, CommentReaction, "comment"))
        )


class Comment(HasFiles, Writing):
    """An answer to a post. `parent` is the comment it replies to; replies nest once."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="comments")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="replies")
    file_count = models.IntegerField(default=0)
    reply_count = models.IntegerField(default=0)
    words = models.GeneratedField(expression=words_in("text"), output_field=SearchVectorField(), db_persist=True)
    reaction_count = models.IntegerField(default=0)
    reactions_by_kind = models.JSONField(default=dict, help_text="Kind → count of those that are there.")

    my_reaction: str | None  # of somebody: from `for_reader`
    held_as = "feed.comment"
    shown_with = ("author",)
    replies_shown: list[Comment]  # by whoever reads a page of them

    objects = WithoutWords.from_queryset(CommentQuerySet)()

    class Meta(Writing.Meta):
        constraints = [
            *[each for each in Writing.Meta.constraints if not isinstance(each, models.CheckConstraint)],
            models.CheckConstraint(condition=~Q(text="") | Q(file_count__gt=0), name="feed_comment_says_something"),
        ]
        indexes = [
            GinIndex(fields=["words"], name="feed_comment_words", condition=Q(deleted_at=None)),
            models.Index(fields=["-created_at", "-id"], name="feed_comment_latest", condition=Q(deleted_at=None)),
            models.Index(
                fields=["post", "-created_at", "-id"], name="feed_comment_of_post", condition=Q(deleted_at=None)
            ),
            models.Index(
                fields=["post", "-created_at", "-id"],
                name="feed_comment_on_post",
                condition=Q(deleted_at=None, parent=None),
            ),
            models.Index(
                fields=["parent", "-created_at", "-id"],
                name="feed_comment_replies",
                condition=Q(deleted_at=None, parent__isnull=False),
            ),
        ]


class CommentVersion(Version):
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="versions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "version"], name="feed_commentversion_once")]


class CommentMention(Mention):
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="mentions")

    class Meta(Mention.Meta):
        constraints = [models.UniqueConstraint(fields=["comment", "place"], name="feed_commentmention_once")]


class CommentReaction(Reaction):
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reactions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "person"], name="feed_commentreaction_once")]
