"""Polls: a post that asks. Its question is the post's text."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from feed.models.posts import Post
from people.models import User


class Poll(models.Model):
    """What is asked. The counts are kept by the actions, so that a feed of polls counts nothing."""

    post = models.OneToOneField(Post, models.CASCADE, related_name="poll")
    several = models.BooleanField(default=False, help_text="One may choose more than one option.")
    may_add = models.BooleanField(default=False, help_text="Readers may add options.")
    hides_results = models.BooleanField(default=False, help_text="Until one has voted, or it is closed.")
    closes_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True, help_text="Its author ended it by hand.")
    voter_count = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"poll {self.pk}"

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None or (self.closes_at is not None and self.closes_at <= timezone.now())

    def shows_results(self, *, voted: bool) -> bool:
        """Whether somebody who has `voted`, or has not, sees how many chose what."""
        return voted or not self.hides_results or self.is_closed


class PollOptionQuerySet(models.QuerySet):
    def chosen_by(self, person: User) -> Self:
        """Each with `mine`: whether the person chose it."""
        return self.annotate(mine=Exists(PollVote.objects.filter(option=OuterRef("pk"), person=person)))


class PollOption(models.Model):
    poll = models.ForeignKey(Poll, models.CASCADE, related_name="options", db_index=False)
    place = models.IntegerField()
    text = models.CharField(max_length=200)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    vote_count = models.IntegerField(default=0)

    mine: bool  # of somebody: from `chosen_by`

    objects = PollOptionQuerySet.as_manager()

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["poll", "place"], name="feed_polloption_one_per_place")]

    def __str__(self) -> str:
        return self.text


class PollVote(models.Model):
    """One person's choice of one option."""

    option = models.ForeignKey(PollOption, models.CASCADE, related_name="votes", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["option", "person"], name="feed_pollvote_once")]

    def __str__(self) -> str:
        return f"vote for {self.option_id}"
