"""People as the API and events show them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from core.rest import IdField
from people.models import User


class PersonRefSerializer(serializers.Serializer):
    id = IdField()
    name = serializers.CharField()


def person_ref(person: User) -> dict[str, str]:
    """`{id, name}`: how a person stands inside another thing."""
    return {"id": str(person.pk), "name": str(person)}


def person_data(person: User) -> dict[str, Any]:
    """A colleague, as everyone in the company may see them."""
    return {
        **person_ref(person),
        "email": person.email,
        "title": person.title,
        "department": person.department,
        "place": person.place,
        "time_zone": person.time_zone,
        "photo": f"/people/{person.pk}/photo" if person.photo else None,
        "active": person.is_active,
    }
