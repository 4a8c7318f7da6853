"""What somebody put aside to find again: posts and messages in one list."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class SavedList(models.Model):
    """A folder for saved things, of one person."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="content_savedlist_once")]

    def __str__(self) -> str:
        return self.name


class Saved(models.Model):
    """One thing that one person saved. `kind` names it (`message`, `post`) and `thing` is its id, without a foreign
    key; the app that owns it says whether the person may still read it (`content.saving`)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    thing = models.BigIntegerField()
    in_list = models.ForeignKey(SavedList, on_delete=models.SET_NULL, null=True, related_name="things")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind", "thing"], name="content_saved_once")]
        indexes = [models.Index(fields=["person", "-created_at", "-id"], name="content_saved_newest")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.thing}"
