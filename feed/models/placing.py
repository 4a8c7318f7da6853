"""Posts at a place or time of their own: pinned on top of a group, or to be published later."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from content.models import HasFiles
from feed.models.posts import Post
from groups.models import Group


class PostPinQuerySet(models.QuerySet):
    def standing(self) -> Self:
        """Those whose end has not come, of posts that are there. An end passes by itself."""
        still = Q(until=None) | Q(until__gt=timezone.now())
        return self.filter(still, post__deleted_at=None, post__waits_since=None)


class PostPin(models.Model):
    """A post on top of its group, in the order of `place`, until a day or until it is taken down."""

    post = models.OneToOneField(Post, models.CASCADE, related_name="pin")
    group = models.ForeignKey(Group, models.CASCADE, related_name="pins", db_index=False)
    place = models.IntegerField()
    until = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = PostPinQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["group", "place", "id"], name="feed_postpin_of_group")]

    def __str__(self) -> str:
        return f"pin of {self.post_id}"

    @property
    def stands(self) -> bool:
        return self.until is None or self.until > timezone.now()


class ScheduledPost(HasFiles, models.Model):
    """A post that goes out at `send_at`, if its author may still post there then; else `why` says what was wrong.

    `data` is what posting takes beside the text: `poll`, `event`, `important_days`.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, models.CASCADE, null=True, related_name="+")
    text = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    send_at = models.DateTimeField()
    client_id = models.CharField(max_length=120)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    why = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    held_as = "feed.scheduled"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "client_id"], name="feed_scheduled_once")]
        indexes = [models.Index(fields=["send_at"], name="feed_scheduled_due", condition=Q(state="waiting"))]

    def __str__(self) -> str:
        return f"{self.send_at:%Y-%m-%d %H:%M}"
