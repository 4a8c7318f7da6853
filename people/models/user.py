"""People. The same table stands in public, where its rows are the operators of the installation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, IntegerField, Q, Value, When
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.folding import fold
from core.schema import entered
from people.models.likeness import Resembles, likeness_to, turned_letters
from people.roles import Right, rights_of

MOST_WORDS = 6  # of a search; each is one more condition


def known_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("This is not a time zone we know."), code="time_zone")


def photo_path(person: User, name: str) -> str:
    """`<schema>/photos/<random>.webp`: the schema first, so companies never share a folder."""
    return f"{entered()}/photos/{name}"


@dataclass(frozen=True)
class Status:
    """A few words and an emoji, until some moment or for good."""

    emoji: str
    text: str
    until: datetime | None


class UserQuerySet(models.QuerySet):
    def here(self) -> UserQuerySet:
        """People who came in (proved their address or claimed an invite) and are still here."""
        return self.filter(is_active=True, joined_at__isnull=False)

    def lately_here(self) -> UserQuerySet:
        """People who may have a page open: seen in the last day."""
        return self.here().filter(seen_at__gte=timezone.now() - timedelta(days=1))

    def visible_to(self, person: User) -> UserQuerySet:
        """Everyone who ever joined this company; leavers too, since their words stay."""
        return self.filter(joined_at__isnull=False)

    def search(self, text: str) -> UserQuerySet:
        """People in whose name, title, department, place or skills each word of `text` stands, accents and case aside.

        Annotates `rank`: 0 where the name begins so, 1 where a later name does, 2 elsewhere.
        """
        words = words_of(text)[:MOST_WORDS]
        if not words:
            return (self.none() if text.strip() else self).annotate(rank=Value(0))
        found = self
        for word in words:
            # One or two letters must begin a word: that much the index can answer, a lone "%a%" it cannot.
            found = found.filter(search_text__contains=word if len(word) > 2 else f" {word}")
        begins = Q(search_text__startswith=f" {words[0]}")
        later = Q(name_key__contains=f" {words[0]}") | Q(name_key__contains=f"-{words[0]}")
        return found.annotate(rank=Case(When(begins, then=Value(0)), When(later, then=Value(1)), default=Value(2)))

    def resembling(self, text: str) -> UserQuerySet:
        """People whose words are written much like those of `text`, for letters that slipped: `jhon smiht`.

        Annotates `rank`, which grows as the likeness falls. Call `reckon_with_slips()` before it is asked.
        """
        found, likeness = self, Value(0.0)
        for word in words_of(text)[:MOST_WORDS]:
            turned = Q()
            for other in turned_letters(word):
                turned |= Q(search_text__contains=f" {other}")
            found = found.filter(Q(Resembles(Value(word), F("search_text"))) | turned)
            likeness = likeness + likeness_to(word)
        return found.annotate(rank=Cast((Value(float(MOST_WORDS)) - likeness) * 1000, IntegerField()))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email: str | None = None, password: str | None = None, **fields: Any) -> User:
        """A row with a hashed password (unusable if None); the address is kept in lower case."""
        user = self.model(email=email.lower() if email else None, **fields)
        user.set_password(password)
        user.save(using=self._db, force_insert=True)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person of this company; in the public schema, an operator."""

    class Kind(models.TextChoices):
        MEMBER = "member", _("member")
        GUEST = "guest", _("guest")
        BOT = "bot", _("bot")

    class Role(models.TextChoices):
        MEMBER = "member", _("member")
        SYSTEM = "system", _("system admin")
        CONTENT = "content", _("content admin")
        PEOPLE = "people", _("people admin")
        ANALYST = "analyst", _("analyst")

    PHOTO, SMALL_PHOTO = 512, 96  # pixels

    email = models.EmailField(_("work address"), null=True, blank=True, unique=True)
    username = models.CharField(_("user name"), max_length=60, null=True, blank=True, unique=True)
    staff_number = models.CharField(_("staff number"), max_length=40, null=True, blank=True, unique=True)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.MEMBER)
    role = models.CharField(_("role"), max_length=8, choices=Role.choices, default=Role.MEMBER)

    name = models.CharField(_("name"), max_length=120, blank=True)
    photo = models.ImageField(_("photo"), upload_to=photo_path, blank=True)
    title = models.CharField(_("title"), max_length=120, blank=True)
    department = models.CharField(_("department"), max_length=120, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    about = models.CharField(_("about me"), max_length=500, blank=True)
    skills = ArrayField(models.CharField(max_length=40), verbose_name=_("skills"), default=list, blank=True)
    manager = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="reports")
    kept_fields = ArrayField(
        models.CharField(max_length=20),
        default=list,
        blank=True,
        help_text="Kept by HR: not the person’s to change.",
    )
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC", validators=[known_time_zone])
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, blank=True)
    status_emoji = models.CharField(max_length=32, blank=True)
    status_text = models.CharField(_("status"), max_length=100, blank=True)
    status_until = models.DateTimeField(_("status ends"), null=True, blank=True)
    shows_presence = models.BooleanField(_("colleagues see when you are here"), default=True)
    name_key = models.CharField(max_length=254, default="", editable=False)  # folded: the order of lists
    search_text = models.TextField(default="", editable=False)

    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("operator"), default=False, help_text=_("Only counts on the public host."))
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    joined_at = models.DateTimeField(_("joined"), null=True, blank=True, editable=False)
    welcomed_at = models.DateTimeField(null=True, blank=True, editable=False)
    deactivated_at = models.DateTimeField(null=True, blank=True, editable=False)
    seen_at = models.DateTimeField(_("last seen"), null=True, blank=True, editable=False)

    is_followed: bool  # by somebody: from `people.following.with_follow_of`
    team_size: int  # from `people.chart.with_size_of_team`

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "email"]
        constraints = [
            models.CheckConstraint(
                condition=Q(email__isnull=False) | Q(username__isnull=False) | Q(staff_number__isnull=False),
                name="people_user_has_a_name_to_sign_in_with",
            ),
        ]
        indexes = [
            models.Index(fields=["name_key", "id"], name="people_user_by_name"),
            GinIndex(fields=["search_text"], opclasses=["extensions.gin_trgm_ops"], name="people_user_search"),
        ]

    def __str__(self) -> str:
        return self.name or self.email or self.username or self.staff_number or ""

    def save(self, *args: Any, update_fields: Any = None, **kwargs: Any) -> None:
        """Keep the folded columns in step with what they are made of."""
        self.name_key = fold(str(self))[:254]
        self.search_text = search_text(self)
        if update_fields is not None and not SEARCHED.isdisjoint(update_fields):
            update_fields = {*update_fields, "name_key", "search_text"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self).split(" ")[0]

    @property
    def is_admin(self) -> bool:
        return self.role == self.Role.SYSTEM

    def may(self, right: Right) -> bool:
        """Whether this person's role has a right; of someone who is still here."""
        return self.is_active and right in rights_of(self.role)

    @property
    def status(self) -> Status | None:
        """What they say of themselves now; none once its time is over."""
        if not (self.status_emoji or self.status_text):
            return None
        if self.status_until is not None and self.status_until <= timezone.now():
            return None
        return Status(self.status_emoji, self.status_text, self.status_until)

    @property
    def zone_name(self) -> str:
        """`America/Argentina/Buenos_Aires` as people write it."""
        return self.time_zone.rsplit("/", 1)[-1].replace("_", " ")

    @property
    def photo_version(self) -> str:
        """Changes with every new photo; part of its address, so that browsers may keep it for ever."""
        return self.photo.name[-12:-5]

    @staticmethod
    def small_photo(name: str) -> str:
        """The file of the small size, beside the large one's."""
        return name.replace(".webp", "-small.webp")

    @property
    def initials(self) -> str:
        """One or two letters for a face without a photo."""
        words = str(self).replace("@", " ").split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


SEARCHED = {"name", "email", "username", "staff_number", "title", "department", "place", "skills"}


def search_text(person: User) -> str:
    """The words of the name, then of the rest, each after a space: so a word's beginning is ` word` everywhere."""
    parts = (str(person), person.title, person.department, person.place, *person.skills)
    return "".join(f" {word}" for part in parts for word in words_of(part))


def words_of(text: str) -> list[str]:
    """Folded, and parted at all that is neither letter nor digit: `O'Brien-Łoś` → o, brien, los."""
    return re.findall(r"[^\W_]+", fold(text))
