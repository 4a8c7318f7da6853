"""Groups: each has a feed and members."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from content.models import File
from people.models import User
from people.roles import Right


class GroupQuerySet(models.QuerySet):
    def visible_to(self, person: User) -> Self:
        """Groups that the person may know of, by name and purpose: all but the secret ones of others. Who is invited
        into a secret one sees what they are asked into."""
        return self.filter(~Q(kind=Group.Kind.SECRET) | Q(_joined_by(person)) | Q(_invites(person)))

    def peopled_for(self, person: User) -> Self:
        """Groups whose members the person may see: of a secret one they are in it, an invite is not enough."""
        return self.filter(~Q(kind=Group.Kind.SECRET) | Q(_joined_by(person)))

    def readable_by(self, person: User) -> Self:
        """Groups whose posts the person may read: open ones, and those they are in."""
        return self.filter(Q(kind=Group.Kind.OPEN) | Q(_joined_by(person)))

    def joined_by(self, person: User) -> Self:
        return self.filter(_joined_by(person))

    def writable_by(self, person: User) -> Self:
        """Groups in which the person may post."""
        as_admin = _joined_by(person, role=Membership.Role.ADMIN)
        return self.current().filter(Q(_joined_by(person), posting=Group.Posting.MEMBERS) | Q(as_admin))

    def current(self) -> Self:
        """Groups that are not archived."""
        return self.filter(archived_at=None)

    def administered_by(self, person: User) -> Self:
        """Groups of which the person is an admin: settings, members, requests."""
        return self.filter(_joined_by(person, role=Membership.Role.ADMIN))

    def without_admin(self) -> Self:
        """Groups with people in them and nobody who looks after them."""
        admins = Membership.objects.filter(group=OuterRef("pk"), role=Membership.Role.ADMIN, person__is_active=True)
        return self.filter(~Exists(admins), member_count__gt=0, is_default=False)

    def moderated_by(self, person: User) -> Self:
        """Groups in which the person may remove what others wrote: as their admin or moderator, or as the company's."""
        if person.may(Right.MANAGE_CONTENT):
            return self.readable_by(person)
        return self.looked_after_by(person)

    def looked_after_by(self, person: User) -> Self:
        """Groups of which the person is an admin or a moderator: they let posts in."""
        return self.filter(_joined_by(person, role__in=Membership.LOOKING_AFTER))

    def with_membership_of(self, person: User) -> Self:
        """Each with `joined`: whether the person is in it, and `my_role`: as what (None)."""
        mine = Membership.objects.filter(group=OuterRef("pk"), person=person).values("role")[:1]
        return self.annotate(joined=_joined_by(person), my_role=Subquery(mine))

    def of(self, person: User) -> Self:
        """The person's own groups, each with `my_role`; the groups of everyone first."""
        mine = self.filter(memberships__person=person).annotate(my_role=F("memberships__role"))
        return mine.order_by("-is_default", "name", "created_at")


class Group(models.Model):
    """A room with a feed. Who sees what follows from its kind:

    | kind   | name, purpose       | members  | posts, comments, files |
    |--------|---------------------|----------|------------------------|
    | open   | everyone            | everyone | everyone               |
    | closed | everyone            | everyone | members                |
    | secret | members, invited    | members  | members                |
    """

    class Kind(models.TextChoices):
        OPEN = "open", pgettext_lazy("group", "Open")
        CLOSED = "closed", pgettext_lazy("group", "Closed")
        SECRET = "secret", pgettext_lazy("group", "Secret")

    class Posting(models.TextChoices):
        MEMBERS = "members", _("All members")
        ADMINS = "admins", _("Group admins")

    class Approval(models.TextChoices):
        NONE = "none", _("No post waits")
        FIRST = "first", _("A newcomer’s first post waits")
        ALL = "all", _("Every post waits")

    name = models.CharField(_("name"), max_length=120)
    purpose = models.CharField(_("purpose"), max_length=500, blank=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.OPEN)
    posting = models.CharField(_("who may post"), max_length=8, choices=Posting.choices, default=Posting.MEMBERS)
    approval = models.CharField(_("approval"), max_length=8, choices=Approval.choices, default=Approval.NONE)
    picture = models.ForeignKey(File, on_delete=models.SET_NULL, null=True, related_name="+")
    archived_at = models.DateTimeField(null=True)
    archived_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    is_default = models.BooleanField(_("everyone is in it"), default=False)
    member_count = models.IntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    joined: bool  # for somebody: from `with_membership_of`
    my_role: str | None  # of somebody: from `of` or `with_membership_of`
    held_as = "groups.group"  # its picture

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        indexes = [models.Index(fields=["name"], name="groups_group_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_mine_to_moderate(self) -> bool:
        """Whether the person of `my_role` looks after it."""
        return self.my_role in Membership.LOOKING_AFTER

    @property
    def is_mine_to_run(self) -> bool:
        """Whether the person of `my_role` is its admin."""
        return self.my_role == Membership.Role.ADMIN

    @property
    def is_mine_to_post_in(self) -> bool:
        if self.archived_at or self.my_role is None:
            return False
        return self.posting == self.Posting.MEMBERS or self.is_mine_to_run

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    def keeper_ids(self) -> list[int]:
        """Who looks after it: hears of posts that wait."""
        keepers = Membership.objects.filter(group=self, person__is_active=True, role__in=Membership.LOOKING_AFTER)
        return list(keepers.values_list("person_id", flat=True))

    def admin_ids(self) -> list[int]:
        """Who runs it: hears of who wants to come in."""
        admins = Membership.objects.filter(group=self, person__is_active=True, role=Membership.Role.ADMIN)
        return list(admins.values_list("person_id", flat=True))

    def member_ids(self) -> list[int]:
        """Who hears what happens here."""
        found = Membership.objects.filter(group=self, person__is_active=True)
        return found.aggregate(ids=ArrayAgg("person_id"))["ids"] or []  # one row: of ten thousand, rows cost the most


class MembershipQuerySet(models.QuerySet):
    def here(self) -> Self:
        """Of people who have not left the company, with the person."""
        return self.filter(person__is_active=True).select_related("person")

    def ranked(self) -> Self:
        """Each with `rank`, for lists: admins, moderators, members."""
        roles = [When(role=role, then=Value(place)) for place, role in enumerate(("admin", "moderator"))]
        return self.annotate(rank=Case(*roles, default=Value(2), output_field=models.IntegerField()))


class Membership(models.Model):
    """One person in one group."""

    class Role(models.TextChoices):
        MEMBER = "member", _("Member")
        MODERATOR = "moderator", _("Moderator")
        ADMIN = "admin", _("Group admin")

    LOOKING_AFTER = (Role.MODERATOR, Role.ADMIN)

    class Source(models.TextChoices):
        HAND = "hand"  # joined, was added, invited or accepted
        RULE = "rule"
        EVERYONE = "everyone"  # the group is a default one

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.MEMBER)
    source = models.CharField(max_length=8, choices=Source.choices, default=Source.HAND)
    has_posted = models.BooleanField(default=False, help_text="A post of theirs stood here: they are no newcomer.")
    joined_at = models.DateTimeField(default=timezone.now)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "person"], name="groups_membership_once")]

    def __str__(self) -> str:
        return f"{self.person} in {self.group}"


def _invites(person: User) -> Exists:
    """An invite of theirs that waits; its table stands in a module that knows this one."""
    invites = Group._meta.apps.get_model("groups", "GroupInvite")
    return Exists(invites.objects.filter(group=OuterRef("pk"), person=person, state="open"))


def _joined_by(person: User, **more: object) -> Exists:
    return Exists(Membership.objects.filter(group=OuterRef("pk"), person=person, **more))
