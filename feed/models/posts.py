"""Posts: in groups and on profiles."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import OuterRef, Prefetch, Q, Subquery

from content.models import CardUse, HasFiles, Mention, Reaction, Version, Writing, WritingQuerySet, words_in
from feed.models.marks import Marked, marks_of
from groups.models import Group, Membership
from people.models import Follow, User
from realtime.looking import lookers_at

LATEST_COMMENTS = 2  # of each post in a list; the rest is asked for
ANSWERED = 100  # comments whose authors hear what follows on a profile


class PostQuerySet(WritingQuerySet):
    def present(self) -> Self:
        """What is published and was not deleted."""
        return self.filter(deleted_at=None, waits_since=None)

    def visible_to(self, person: User) -> Self:
        """Posts that are there: on somebody's profile, or in groups whose posts the person may read."""
        return self.present().filter(Q(group=None) | Q(group__in=Group.objects.readable_by(person)))

    def waiting(self) -> Self:
        """Posts that a group's admins have not let in yet."""
        return self.filter(deleted_at=None, waits_since__isnull=False)

    def waiting_for(self, person: User) -> Self:
        """Those that wait and that the person knows of: their own, and of groups that they look after."""
        own = Q(author=person, group__in=Group.objects.readable_by(person))
        return self.waiting().filter(own | Q(group__in=Group.objects.looked_after_by(person)))

    def home_of(self, person: User) -> Self:
        """What the person's home feed is made of: posts of their groups, and on their own profile and on those of
        whom they follow. `feed.home` finds the newest of it faster."""
        followed = Follow.objects.filter(follower=person, ended_at=None).values("followed")
        groups = Membership.objects.filter(person=person).values("group")
        on_profiles = Q(group=None) & (Q(author=person) | Q(author__in=followed))
        return self.present().filter(Q(group__in=groups) | on_profiles)

    def for_reader(self, person: User) -> Self:
        """With all that one list entry shows, so that a page costs the same number of queries however long."""
        from feed.models.comments import Comment  # which hang on posts

        latest = Comment.objects.on_posts().filter(post=OuterRef("pk")).order_by("-created_at", "-pk")
        return (
            self.select_related(*Post.shown_with, "pin", "poll", "event")
            .with_mentions()
            .prefetch_related(
                Prefetch("cards", PostCard.objects.select_related("card")),
                Prefetch("shared_from", Post.objects.visible_to(person).as_source()),
                *answers_of(person),
            )
            .annotate(
                my_reaction=reaction_of(person, PostReaction, "post"),
                **marks_of(person),
                latest_comment_ids=ArraySubquery(latest.values("pk")[:LATEST_COMMENTS]),
            )
        )

    def with_marks_of(self, person: User) -> Self:
        return self.annotate(**marks_of(person))

    def as_source(self) -> Self:
        """With what is shown of a post inside one that shares it."""
        return self.select_related(*Post.shown_with).with_mentions()


class WithoutWords(models.Manager):
    """Without the index's own words: longer than the text, and of no use to anybody who reads it."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().defer("words")


class Post(Marked, HasFiles, Writing):
    """What somebody tells a group, or everyone from their own profile (`group` is null).

    The counts are kept by the actions, never counted when read. `revision` grows by one with each change
    in the post, its comments and all reactions: a page that knows it knows whether it missed something.
    A poll's question is its text. `waits_since` is set until a group's admin lets the post in.
    """

    class Kind(models.TextChoices):
        TEXT = "text"  # and files
        POLL = "poll"
        EVENT = "event"

    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, related_name="posts")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.TEXT)
    file_count = models.IntegerField(default=0)
    shared_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="shares")
    is_shared = models.BooleanField(default=False, help_text="Also when what it shared is gone.")
    share_count = models.IntegerField(default=0)
    waits_since = models.DateTimeField(null=True)
    important_until = models.DateTimeField(null=True, help_text="On top of each reader's feed till they tap Read.")
    nudged_at = models.DateTimeField(null=True)
    seen_count = models.IntegerField(default=0)
    read_count = models.IntegerField(default=0, help_text="How many tapped Read.")
    words = models.GeneratedField(expression=words_in("text"), output_field=SearchVectorField(), db_persist=True)
    revision = models.IntegerField(default=1)
    comment_count = models.IntegerField(default=0)
    reaction_count = models.IntegerField(default=0)
    reactions_by_kind = models.JSONField(default=dict, help_text="Kind → count of those that are there.")

    my_reaction: str | None  # of somebody, as the next: from `for_reader`
    latest_comment_ids: list[int]
    held_as = "feed.post"
    shown_with = ("author", "group")

    objects = WithoutWords.from_queryset(PostQuerySet)()

    class Meta(Writing.Meta):
        constraints = [
            *[each for each in Writing.Meta.constraints if not isinstance(each, models.CheckConstraint)],
            models.CheckConstraint(
                condition=~Q(text="") | Q(file_count__gt=0) | Q(is_shared=True) | Q(kind="event"),
                name="feed_post_says_something",
            ),
        ]
        indexes = [
            models.Index(
                fields=["group", "-created_at", "-id"],
                name="feed_post_in_group",
                condition=Q(deleted_at=None, waits_since=None),
            ),
            models.Index(
                fields=["-created_at", "-id"], name="feed_post_latest", condition=Q(deleted_at=None, waits_since=None)
            ),
            models.Index(
                fields=["author", "-created_at", "-id"],
                name="feed_post_by_author",
                condition=Q(deleted_at=None, waits_since=None),
            ),
            models.Index(
                fields=["author", "-created_at", "-id"],
                name="feed_post_on_profile",
                condition=Q(group=None, deleted_at=None, waits_since=None),
            ),
            models.Index(
                fields=["group", "waits_since"],
                name="feed_post_waiting",
                condition=Q(deleted_at=None, waits_since__isnull=False),
            ),
            models.Index(
                fields=["important_until"], name="feed_post_important", condition=Q(important_until__isnull=False)
            ),
            GinIndex(fields=["words"], name="feed_post_words", condition=Q(deleted_at=None, waits_since=None)),
        ]

    def hearer_ids(self) -> list[int]:
        """Whose open pages hear of it: the group's members; of a profile's post its author, who follows them, and who
        answered lately. Where everyone may read it, those too who look at it or at the place where it stands."""
        from feed.models.comments import Comment

        if self.group is not None:
            is_open = self.group.kind == Group.Kind.OPEN
            looking = lookers_at(f"group:{self.group_id}", f"post:{self.pk}") if is_open else ()
            return [*self.group.member_ids(), *looking]
        following = Follow.objects.filter(followed=self.author_id, ended_at=None, follower__is_active=True)
        answered = Comment.objects.present().filter(post=self).order_by("-created_at", "-pk")[:ANSWERED]
        return [
            self.author_id,
            *following.values_list("follower_id", flat=True),
            *answered.values_list("author_id", flat=True),
            *lookers_at(f"person:{self.author_id}", f"post:{self.pk}"),
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


def answers_of(person: User) -> tuple[Prefetch, Prefetch]:
    """What the person chose in polls (`option.mine`) and said to events (`event.answers_of_mine`): asked only where
    there is a poll or an event among the posts."""
    from feed.models.events import Rsvp
    from feed.models.polls import PollOption

    mine = Prefetch("event__rsvps", Rsvp.objects.filter(person=person), to_attr="answers_of_mine")
    return Prefetch("poll__options", PollOption.objects.chosen_by(person)), mine


def read_answers(person: User, post: Post) -> None:
    """The same for one post that was read without."""
    if post.kind != Post.Kind.TEXT:
        models.prefetch_related_objects([post], *answers_of(person))


def reaction_of(person: User, table: type[Reaction], thing: str) -> Subquery:
    mine = table._default_manager.filter(**{thing: OuterRef("pk")}, person=person)
    return Subquery(mine.values("kind")[:1])
