"""People as the API and events show them.

The functions write them, the classes describe them in the OpenAPI document; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from rest_framework import serializers

from core.rest import IdField
from people.models import User, known_time_zone


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
        "time_zone": person.time_zone,
        "photo": photo_path(person),
        "active": here,
    }


def people_data(people: Iterable[User]) -> list[dict[str, Any]]:
    return [person_data(person) for person in people]


def me_data(me: User) -> dict[str, Any]:
    """The person who calls, with what only that person sets."""
    return {**person_data(me), "language": me.language, "role": me.role, "welcomed": me.welcomed_at is not None}


def photo_path(person: User) -> str | None:
    """Where the photo is fetched (`&size=small` for 96 pixels); changes with each new one."""
    return f"/people/{person.pk}/photo?v={person.photo_version}" if person.photo else None


class Person(PersonRefSerializer):
    email = serializers.EmailField(allow_null=True)
    title = serializers.CharField(allow_blank=True)
    department = serializers.CharField(allow_blank=True)
    place = serializers.CharField(allow_blank=True)
    time_zone = serializers.CharField(help_text="A name of the IANA database, such as `Europe/Paris`.")
    photo = serializers.CharField(
        allow_null=True,
        help_text="Path on this host; 512 pixels square, with `&size=small` 96. Changes with each photo.",
    )
    active = serializers.BooleanField(help_text="False for those who have left.")


class Me(Person):
    language = serializers.ChoiceField(choices=[*dict(settings.LANGUAGES), ""], help_text="Empty: the company's.")
    role = serializers.ChoiceField(choices=User.Role.values)
    welcomed = serializers.BooleanField(help_text="Whether the first visit's three steps are done or skipped.")


class PeoplePage(serializers.Serializer):
    results = Person(many=True)
    next = serializers.CharField(allow_null=True, help_text="The cursor of the next page.")


class MeChanges(serializers.Serializer):
    """Any of these; what is left out stays as it is."""

    name = serializers.CharField(max_length=120, required=False)
    title = serializers.CharField(max_length=120, required=False, allow_blank=True)
    department = serializers.CharField(max_length=120, required=False, allow_blank=True)
    place = serializers.CharField(max_length=120, required=False, allow_blank=True)
    time_zone = serializers.CharField(max_length=64, required=False, validators=[known_time_zone])
    language = serializers.ChoiceField(choices=settings.LANGUAGES, required=False)


class PhotoUpload(serializers.Serializer):
    photo = serializers.FileField()
