"""A company's own pictures in messages: packs of stickers, and emoji. Our own packs are drawn files, without a row."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from content.models import File


class StickerPack(models.Model):
    """A pack that an admin of the company made; deleted ones stay for the messages that show them."""

    name = models.CharField(max_length=60)
    place = models.IntegerField(default=0)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True)

    held_as = "chat.sticker_pack"

    def __str__(self) -> str:
        return self.name


class Sticker(models.Model):
    """One picture of a company's pack; `name` is read aloud."""

    pack = models.ForeignKey(StickerPack, models.CASCADE, related_name="stickers")
    file = models.ForeignKey(File, models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=60)
    place = models.IntegerField(default=0)
    deleted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """How messages name it."""
        return f"company/{self.pk}"


class StickerUse(models.Model):
    """When a person last sent a sticker: the newest stand first in their tray."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    sticker = models.CharField(max_length=60)
    used_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "sticker"], name="chat_stickeruse_once")]

    def __str__(self) -> str:
        return self.sticker


class CustomEmoji(models.Model):
    """`:name:` in messages and reactions of this company."""

    name = models.CharField(max_length=30)
    file = models.ForeignKey(File, models.PROTECT, related_name="+", db_index=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True)

    held_as = "chat.custom_emoji"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name"], condition=Q(deleted_at=None), name="chat_customemoji_one_of_a_name"
            )
        ]

    def __str__(self) -> str:
        return f":{self.name}:"
