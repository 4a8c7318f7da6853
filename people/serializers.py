"""People as the API and events show them.

The functions write them, the classes describe them in the OpenAPI document; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from core.emoji import LONGEST, is_emoji
from core.examples import example
from core.rest import IdField
from people import examples
from people.models import User, known_time_zone
from people.records import KEEPABLE, phone_number
from people.status import STATUS_LENGTH, checked_end

KEPT = "Kept by HR: the person cannot change these themselves."


class PersonRefSerializer(serializers.Serializer):
    id = IdField()
    name = serializers.CharField()


def person_ref(person: User) -> dict[str, str]:
    """`{id, name}`: how a person stands inside another thing."""
    return {"id": str(person.pk), "name": str(person)}


def person_data(person: User) -> dict[str, Any]:
    """A colleague, as everyone in the company may see them. Of those who left, the name."""
    here = person.is_active
    return {
        **person_ref(person),
        "email": person.email if here else None,
        "title": person.title,
        "department": person.department,
        "place": person.place if here else "",
        "phone": person.phone if here else "",
        "about": person.about if here else "",
        "skills": person.skills if here else [],
        "time_zone": person.time_zone,
        "photo": photo_path(person),
        "status": status_data(person) if here else None,
        "active": here,
    }


def colleague_data(person: User, *, is_followed: bool | None = None) -> dict[str, Any]:
    """A colleague as one reader sees them: `is_followed` comes with the person, from `with_follow_of`, or is told."""
    followed = person.is_followed if is_followed is None else is_followed
    return {**person_data(person), "following": followed}


def colleagues_data(people: Iterable[User]) -> list[dict[str, Any]]:
    return [colleague_data(person) for person in people]


def profile_data(person: User, *, is_followed: bool) -> dict[str, Any]:
    """One colleague's whole page."""
    manager = person.manager
    return {
        **colleague_data(person, is_followed=is_followed),
        "manager": {**person_ref(manager), "active": manager.is_active} if manager else None,
        "kept_fields": person.kept_fields,
    }


def status_data(person: User) -> dict[str, Any] | None:
    status = person.status
    return {"emoji": status.emoji, "text": status.text, "until": status.until} if status else None


def me_data(me: User) -> dict[str, Any]:
    """The person who calls, with what only that person sets."""
    return {
        **person_data(me),
        "kept_fields": me.kept_fields,
        "language": me.language,
        "role": me.role,
        "welcomed": me.welcomed_at is not None,
        "shows_presence": me.shows_presence,
    }


def photo_path(person: User) -> str | None:
    """Where the photo is fetched (`&size=small` for 96 pixels); changes with each new one."""
    return f"/people/{person.pk}/photo?v={person.photo_version}" if person.photo else None


class StatusSerializer(serializers.Serializer):
    emoji = serializers.CharField(allow_blank=True)
    text = serializers.CharField(allow_blank=True)
    until = serializers.DateTimeField(allow_null=True, help_text="When it ends; null: not by itself.")


@example(asked=examples.STATUS)
class NewStatus(serializers.Serializer):
    """At least one of emoji and text."""

    emoji = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True, default="")
    text = serializers.CharField(max_length=STATUS_LENGTH, required=False, allow_blank=True, default="")
    until = serializers.DateTimeField(required=False, allow_null=True, default=None)

    def validate_emoji(self, emoji: str) -> str:
        if emoji and not is_emoji(emoji):
            raise serializers.ValidationError(_("This is not an emoji."))
        return emoji

    def validate_until(self, until: datetime | None) -> datetime | None:
        return checked_end(until)

    def validate(self, asked: dict[str, Any]) -> dict[str, Any]:
        if not asked["emoji"] and not asked["text"].strip():
            raise serializers.ValidationError({"text": [_("Say it in a word or an emoji.")]})
        return asked


class Person(PersonRefSerializer):
    email = serializers.EmailField(allow_null=True)
    title = serializers.CharField(allow_blank=True)
    department = serializers.CharField(allow_blank=True)
    place = serializers.CharField(allow_blank=True)
    phone = serializers.CharField(allow_blank=True)
    about = serializers.CharField(allow_blank=True)
    skills = serializers.ListField(child=serializers.CharField())
    time_zone = serializers.CharField(help_text="A name of the IANA database, such as `Europe/Paris`.")
    photo = serializers.CharField(
        allow_null=True,
        help_text="Path on this host; 512 pixels square, with `&size=small` 96. Changes with each photo.",
    )
    status = StatusSerializer(allow_null=True, help_text="What they say of themselves now.")
    active = serializers.BooleanField(help_text="False for those who have left.")


@example(answer=examples.ME)
class Me(Person):
    kept_fields = serializers.ListField(child=serializers.CharField(), help_text=KEPT)
    language = serializers.ChoiceField(choices=[*dict(settings.LANGUAGES), ""], help_text="Empty: the company's.")
    role = serializers.ChoiceField(choices=User.Role.values)
    welcomed = serializers.BooleanField(help_text="Whether the first visit's three steps are done or skipped.")
    shows_presence = serializers.BooleanField(help_text="Whether they are seen while here, and see others.")


class Colleague(Person):
    following = serializers.BooleanField(help_text="Whether the caller follows them.")


class ManagerRef(PersonRefSerializer):
    active = serializers.BooleanField(help_text="False where the manager has left: a gap that HR should close.")


@example(answer=examples.PROFILE)
class Profile(Colleague):
    manager = ManagerRef(allow_null=True)
    kept_fields = serializers.ListField(child=serializers.CharField(), help_text=KEPT)


@example(answer=examples.page(examples.COLLEAGUE))
class PeoplePage(serializers.Serializer):
    results = Colleague(many=True)
    next = serializers.CharField(allow_null=True, help_text="The cursor of the next page.")


@example(asked={"about": "Rye, and whoever buys it.", "skills": ["first aid", "rye"]})
class MeChanges(serializers.Serializer):
    """Any of these; what is left out stays as it is."""

    name = serializers.CharField(max_length=120, required=False)
    title = serializers.CharField(max_length=120, required=False, allow_blank=True)
    department = serializers.CharField(max_length=120, required=False, allow_blank=True)
    place = serializers.CharField(max_length=120, required=False, allow_blank=True)
    phone = serializers.CharField(max_length=40, required=False, allow_blank=True, validators=[phone_number])
    about = serializers.CharField(max_length=500, required=False, allow_blank=True)
    skills = serializers.ListField(child=serializers.CharField(max_length=200), max_length=100, required=False)
    time_zone = serializers.CharField(max_length=64, required=False, validators=[known_time_zone])
    language = serializers.ChoiceField(choices=settings.LANGUAGES, required=False)
    shows_presence = serializers.BooleanField(required=False)


@example(answer={"following": True})
class Followed(serializers.Serializer):
    following = serializers.BooleanField()


@example(asked={"title": "Shop manager", "manager": "7", "kept_fields": ["title"]})
class RecordChanges(serializers.Serializer):
    """Any of these; what is left out stays as it is."""

    name = serializers.CharField(max_length=120, required=False)
    title = serializers.CharField(max_length=120, required=False, allow_blank=True)
    department = serializers.CharField(max_length=120, required=False, allow_blank=True)
    place = serializers.CharField(max_length=120, required=False, allow_blank=True)
    phone = serializers.CharField(max_length=40, required=False, allow_blank=True, validators=[phone_number])
    manager = IdField(required=False, allow_null=True, help_text="Id of a colleague; null: nobody.")
    kept_fields = serializers.ListField(child=serializers.ChoiceField(KEEPABLE), required=False, help_text=KEPT)


class FilterValue(serializers.Serializer):
    value = serializers.CharField()
    number = serializers.IntegerField(help_text="How many people have it.")


@example(answer=examples.FILTERS)
class FilterValues(serializers.Serializer):
    """By number of people; each counted among those whom the other filters leave."""

    department = FilterValue(many=True)
    place = FilterValue(many=True)
    title = FilterValue(many=True)
    skill = FilterValue(many=True)


@example(answer={"results": examples.SKILLS})
class Skills(serializers.Serializer):
    results = FilterValue(many=True)


class PhotoUpload(serializers.Serializer):
    photo = serializers.FileField()
