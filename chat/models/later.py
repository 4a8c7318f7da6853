"""What shall happen later: a message to be sent, a message to be reminded of."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from chat.models.messages import Message
from chat.models.threads import Thread
from content.models import HasFiles


class ScheduledMessage(HasFiles, models.Model):
    """A message that goes out at `send_at`, if its author is still in the thread then; else `why` says what was wrong.

    `data` is what sending takes beside the text: `reply_to`, `sticker`.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="+", db_index=False)
    text = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    send_at = models.DateTimeField()
    client_id = models.CharField(max_length=120)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    why = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    held_as = "chat.scheduled"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "client_id"], name="chat_scheduled_once")]
        indexes = [models.Index(fields=["send_at"], name="chat_scheduled_due", condition=Q(state="waiting"))]

    def __str__(self) -> str:
        return f"{self.send_at:%Y-%m-%d %H:%M}"


class Reminder(models.Model):
    """A person wants to hear of a message again at `remind_at`."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    message = models.ForeignKey(Message, models.CASCADE, related_name="+")
    remind_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "message"], condition=Q(done_at=None), name="chat_reminder_one_open"
            )
        ]
        indexes = [models.Index(fields=["remind_at"], name="chat_reminder_due", condition=Q(done_at=None))]

    def __str__(self) -> str:
        return f"{self.remind_at:%Y-%m-%d %H:%M}"
