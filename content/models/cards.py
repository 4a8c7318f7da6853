"""Link cards: what a page on the web says of itself, shown under words that link to it."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from content.page import SITE, TEXT, TITLE
from core.schema import entered

FRESH, PATIENCE = timedelta(days=7), timedelta(days=1)  # how long an answer holds, and a failure
LOST = timedelta(minutes=10)  # a worker that was asked so long ago died over it


def picture_path(name: str) -> str:
    """`<schema>/cards/<random>.webp`: the schema first, so companies never share a folder."""
    return f"{entered()}/cards/{name}"


class CardQuerySet(models.QuerySet):
    def due(self) -> Self:
        """Cards whose page is to be asked now: never asked, forgotten by a worker, or not asked for long."""
        now = timezone.now()
        return self.filter(
            Q(asked_at=None)
            | Q(state=Card.State.WAITING, asked_at__lt=now - LOST)
            | Q(state=Card.State.READY, asked_at__lt=now - FRESH)
            | Q(state=Card.State.NONE, asked_at__lt=now - PATIENCE)
        )


class Card(models.Model):
    """One page of the web. Every place in the company that links to it shows the same row.

    Nothing in it comes from who linked: no cookies, no account. `none` is a page that has nothing to show or
    cannot be asked; `trouble` says why, for operators.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        READY = "ready"
        NONE = "none"

    key = models.CharField(max_length=64, help_text="Of the address: an index entry has not room for all of it.")
    url = models.TextField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    title = models.CharField(max_length=TITLE, blank=True)
    text = models.CharField(max_length=TEXT, blank=True)
    site = models.CharField(max_length=SITE, blank=True)
    picture = models.CharField(max_length=120, blank=True, help_text="Where our small copy of it lies.")
    picture_width = models.IntegerField(default=0)
    picture_height = models.IntegerField(default=0)
    trouble = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    asked_at = models.DateTimeField(null=True)

    objects = CardQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key"], name="content_card_once_per_address")]

    def __str__(self) -> str:
        return self.url[:100]

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY

    @property
    def picture_version(self) -> str:
        """Changes with every new picture; part of its address, so that browsers may keep it for ever."""
        return self.picture[-12:-5]

    @property
    def is_wide(self) -> bool:
        """Whether the picture is one to be shown large, over the words."""
        return self.picture_width >= 480 and self.picture_width >= 1.3 * self.picture_height


def key_of(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()


class CardUse(models.Model):
    """A card under one text. Its author may take the card away, or its picture only; it comes back with an undo."""

    card = models.ForeignKey(Card, on_delete=models.PROTECT, related_name="+")
    place = models.IntegerField(help_text="Of the link among those of the text.")
    hidden = models.BooleanField(default=False)
    picture_hidden = models.BooleanField(default=False)

    class Meta:
        abstract = True
        ordering = ["place"]

    def __str__(self) -> str:
        return f"card {self.card_id}"

    @property
    def is_shown(self) -> bool:
        return not self.hidden and self.card.is_ready

    @property
    def shows_picture(self) -> bool:
        return bool(self.card.picture) and not self.picture_hidden
