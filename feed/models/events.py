"""Events: a post that invites."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from feed.models.posts import Post


class Event(models.Model):
    """Where and when. The post's text tells of it; the counts are kept by the actions."""

    post = models.OneToOneField(Post, models.CASCADE, related_name="event")
    title = models.CharField(max_length=160)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    zone = models.CharField(max_length=64, help_text="Where it was planned; readers see their own time.")
    place = models.CharField(max_length=200, blank=True)
    cancelled_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    sequence = models.IntegerField(default=0, help_text="Grows with each change, for calendars.")
    yes_count = models.IntegerField(default=0)
    maybe_count = models.IntegerField(default=0)
    no_count = models.IntegerField(default=0)

    answers_of_mine: list[Rsvp]  # of somebody, at most one: from `for_reader`

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="feed_event_ends_later")]
        indexes = [models.Index(fields=["begins_at"], name="feed_event_next", condition=Q(cancelled_at=None))]

    def __str__(self) -> str:
        return self.title

    @property
    def my_answer(self) -> str | None:
        """Of the person that the post was read for."""
        found = getattr(self, "answers_of_mine", [])
        return found[0].answer if found else None

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()


class Rsvp(models.Model):
    """Whether one person comes."""

    class Answer(models.TextChoices):
        YES = "yes", pgettext_lazy("rsvp", "Going")
        MAYBE = "maybe", pgettext_lazy("rsvp", "Maybe")
        NO = "no", pgettext_lazy("rsvp", "Not going")

    event = models.ForeignKey(Event, models.CASCADE, related_name="rsvps", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer.choices)
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="feed_rsvp_once")]

    def __str__(self) -> str:
        return self.answer
