"""What somebody began to write and did not send: on the server, so that it is there on the next device."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from content.models.files import DRAFT, HasFiles


class Draft(HasFiles, models.Model):
    """One person's unsent words in one place (`feed:home`, `group:12`, `thread:7`, `post:3`).

    `version` grows with each change, also over the draft's being deleted and begun anew: a device that has not
    seen the last one is told so. `data` is what the composer needs beside the text. Its files are there before
    anything else holds them, so that they are there on the next device too.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    device = models.CharField(max_length=8, help_text="`phone` or `computer`.")
    version = models.BigIntegerField()
    updated_at = models.DateTimeField(default=timezone.now)

    held_as = DRAFT

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "place"], name="content_draft_once_per_place")]
        indexes = [models.Index(fields=["person", "-updated_at", "-id"], name="content_draft_newest")]

    def __str__(self) -> str:
        return f"draft in {self.place}"
