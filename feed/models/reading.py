"""What readers did with posts: saw them, read the important ones, chose their feed's order."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from feed.models.posts import Post


class PostSeen(models.Model):
    """One person had one post on their screen for a second; `read_at`: they tapped *Read* on an important one."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="seen", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "person"], name="feed_postseen_once")]

    def __str__(self) -> str:
        return f"{self.person_id} saw {self.post_id}"


class FeedPreferences(models.Model):
    """How one person wants their home feed."""

    class Order(models.TextChoices):
        TOP = "top", _("Top")
        NEW = "new", _("New")

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    order = models.CharField(max_length=4, choices=Order.choices, default=Order.TOP)

    def __str__(self) -> str:
        return self.order
