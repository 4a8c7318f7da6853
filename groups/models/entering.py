"""Ways into a group: asking, being invited, a link, a rule; and who left by hand."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models.groups import Group


class MembershipRequest(models.Model):
    """Somebody asks to join. Open until an admin decides or they take it back."""

    class State(models.TextChoices):
        OPEN = "open"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"

    group = models.ForeignKey(Group, models.CASCADE, related_name="requests")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    note = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    created_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"], condition=Q(state="open"), name="groups_request_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} asks for {self.group}"


class GroupInvite(models.Model):
    """A member asks a colleague in. Who is invited sees the group, and joins by saying yes."""

    class State(models.TextChoices):
        OPEN = "open"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        REVOKED = "revoked"

    group = models.ForeignKey(Group, models.CASCADE, related_name="invites")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    created_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"], condition=Q(state="open"), name="groups_invite_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} invited to {self.group}"


class GroupLink(models.Model):
    """A link that lets any colleague in until it runs out. Of its address only a hash is kept."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    joined_count = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"link into {self.group}"


class GroupRule(models.Model):
    """Who is in a group by what is known of them: everyone to whom all the given words apply."""

    group = models.OneToOneField(Group, models.CASCADE, related_name="rule")
    department = models.CharField(_("department"), max_length=120, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    title = models.CharField(_("title contains"), max_length=120, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    refreshed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(department="", place="", title=""), name="groups_rule_says_something")
        ]

    def __str__(self) -> str:
        return f"rule of {self.group}"


class LeftByHand(models.Model):
    """Somebody left a group, or was removed, and no rule puts them back."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="left_by_hand", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    left_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "person"], name="groups_leftbyhand_once")]

    def __str__(self) -> str:
        return f"{self.person} left {self.group}"
