"""The feed: posts in groups, comments on posts, reactions to both."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef, Prefetch, Q, Subquery

from content.models import CardUse, HasFiles, Mention, Reaction, Version, Writing, WritingQuerySet
from groups.models import Group
from people.models import User

LATEST_COMMENTS = 2  # of each post in a list; the rest is asked for


class PostQuerySet(WritingQuerySet):
    def visible_to(self, person: User) -> Self:
        """Posts that are there, in groups whose posts the person may read."""
        return self.present().filter(group__in=Group.objects.readable_by(person))

    def home_of(self, person: User) -> Self:
        """What the person's home feed is made of: posts of the groups they are in."""
        return self.visible_to(person).filter(group__memberships__person=person)

    def for_reader(self, person: User) -> Self:
        """With all that one list entry shows, so that a page costs the same number of queries however long."""
        latest = Comment.objects.present().filter(post=OuterRef("pk")).order_by("-created_at", "-pk")
        return (
            self.select_related(*Post.shown_with)
            .prefetch_related("mentions", Prefetch("cards", PostCard.objects.select_related("card")))
            .annotate(
                my_reaction=_reaction_of(person, PostReaction, "post"),
                latest_comment_ids=ArraySubquery(latest.values("pk")[:LATEST_COMMENTS]),
            )
        )


class Post(HasFiles, Writing):
    """What somebody tells a group.

    The counts are kept by the actions, never counted when read. `revision` grows by one with each change
    in the post, its comments and all reactions: a page that knows it knows whether it missed something.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="posts")
    revision = models.IntegerField(default=1)
    comment_count = models.IntegerField(default=0)
    reaction_count = models.IntegerField(default=0)
    reactions_by_kind = models.JSONField(default=dict, help_text="Kind → count of those that are there.")

    my_reaction: str | None  # of somebody, as the next: from `for_reader`
    latest_comment_ids: list[int]
    held_as = "feed.post"
    shown_with = ("author", "group")

    objects = PostQuerySet.as_manager()

    class Meta(Writing.Meta):
        indexes = [
            models.Index(
                fields=["group", "-created_at", "-id"], name="feed_post_of_group", condition=Q(deleted_at=None)
            ),
            models.Index(fields=["-created_at", "-id"], name="feed_post_newest", condition=Q(deleted_at=None)),
        ]


class PostVersion(Version):
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="versions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "version"], name="feed_postversion_once")]


class PostMention(Mention):
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="mentions")

    class Meta(Mention.Meta):
        constraints = [models.UniqueConstraint(fields=["post", "place"], name="feed_postmention_once")]


class PostCard(CardUse):
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="cards")

    class Meta(CardUse.Meta):
        constraints = [models.UniqueConstraint(fields=["post", "card"], name="feed_postcard_once")]


class PostReaction(Reaction):
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reactions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "person"], name="feed_postreaction_once")]


class CommentQuerySet(WritingQuerySet):
    def visible_to(self, person: User) -> Self:
        """Comments that are there, on posts that the person may read."""
        return self.present().filter(post__in=Post.objects.visible_to(person))

    def for_reader(self, person: User) -> Self:
        """With all that one comment shows."""
        return (
            self.select_related(*Comment.shown_with)
            .prefetch_related("mentions")
            .annotate(my_reaction=_reaction_of(person, CommentReaction, "comment"))
        )


class Comment(Writing):
    """An answer to a post. `parent` is the comment it replies to; replies nest once."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="comments")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="replies")
    reaction_count = models.IntegerField(default=0)
    reactions_by_kind = models.JSONField(default=dict, help_text="Kind → count of those that are there.")

    my_reaction: str | None  # of somebody: from `for_reader`
    shown_with = ("author",)

    objects = CommentQuerySet.as_manager()

    class Meta(Writing.Meta):
        indexes = [
            models.Index(
                fields=["post", "-created_at", "-id"], name="feed_comment_of_post", condition=Q(deleted_at=None)
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


def _reaction_of(person: User, table: type[Reaction], thing: str) -> Subquery:
    mine = table._default_manager.filter(**{thing: OuterRef("pk")}, person=person)
    return Subquery(mine.values("kind")[:1])
