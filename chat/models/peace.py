"""What gives people peace from others: blocking, reporting, and what they let others see."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chat.models.messages import Message
from chat.models.threads import Thread


class Block(models.Model):
    """Nothing of `blocked` reaches `blocker`, and they cannot write to each other alone. The blocked is not told."""

    blocker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    blocked = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["blocker", "blocked"], name="chat_block_once"),
            models.CheckConstraint(condition=~Q(blocker=models.F("blocked")), name="chat_block_not_oneself"),
        ]

    def __str__(self) -> str:
        return f"{self.blocker_id} blocks {self.blocked_id}"


class Preferences(models.Model):
    """How a person wants Work Chat; without a row all of it is on.

    `receipts` works both ways: who does not show that they read does not see who else did.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="chat_preferences")
    receipts = models.BooleanField(default=True)
    sounds = models.BooleanField(default=True)
    takes_all = models.BooleanField(default=True, help_text="Whether @all means this person too.")

    def __str__(self) -> str:
        return f"preferences of {self.person_id}"


class Report(models.Model):
    """Somebody asks the company's moderators to look at messages. Only those they chose are shown."""

    class Reason(models.TextChoices):
        INSULT = "insult", _("Insult or bullying")
        HARASSMENT = "harassment", _("Harassment")
        HATE = "hate", _("Hate")
        SECRET = "secret", _("Something confidential")
        OTHER = "other", _("Something else")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")

    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", help_text="Who is reported.")
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="+")
    reason = models.CharField(max_length=12, choices=Reason.choices)
    note = models.CharField(max_length=1000, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    created_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=1000, blank=True, help_text="What the reporter is told.")

    class Meta:
        indexes = [models.Index(fields=["state", "-created_at", "-id"], name="chat_report_newest")]

    def __str__(self) -> str:
        return f"report {self.pk}"


class ReportedMessage(models.Model):
    """One message of a report, as it stood when it was reported."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="messages", db_index=False)
    message = models.ForeignKey(Message, models.CASCADE, related_name="+")
    text = models.TextField(blank=True)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "message"], name="chat_reportedmessage_once")]

    def __str__(self) -> str:
        return self.text[:60]
