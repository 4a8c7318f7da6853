"""Who reads whom."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from people.models.user import User


class Follow(models.Model):
    """One person wants to read what another posts. `by_itself`: the product began it (manager, team)."""

    follower = models.ForeignKey(User, on_delete=models.CASCADE, related_name="follows", db_index=False)
    followed = models.ForeignKey(User, on_delete=models.CASCADE, related_name="followed_by")
    by_itself = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True, help_text="Unfollowed: kept, so that nothing begins it anew by itself.")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["follower", "followed"], name="people_follow_once"),
            models.CheckConstraint(condition=~Q(follower=F("followed")), name="people_follow_not_oneself"),
        ]

    def __str__(self) -> str:
        return f"{self.follower_id} follows {self.followed_id}"
