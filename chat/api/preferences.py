"""How the caller wants Work Chat."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from chat import access, actions, peace
from chat.api.answers import given
from chat.examples import PREFERENCES
from chat.models import Preferences
from core.examples import example
from core.limits import limit
from core.rest import IdField
from people.models import User


@example(answer=PREFERENCES)
class PreferencesShape(serializers.Serializer):
    receipts = serializers.BooleanField(
        help_text="Others see what the caller has read, and the caller sees it of them. Off works both ways."
    )
    sounds = serializers.BooleanField(help_text="A sound for what is written to the caller, means or answers them.")
    takes_all = serializers.BooleanField(help_text="Whether `@all` notifies the caller.")
    blocked = serializers.ListField(
        child=IdField(), read_only=True, help_text="Whom the caller blocked: no client rings for what these say."
    )


@example(asked={"sounds": False})
class PreferencesChanges(PreferencesShape):
    """Any of them; what is left out stays."""

    def get_fields(self) -> dict[str, serializers.Field]:
        fields = super().get_fields()
        for field in fields.values():
            field.required = False
        return fields


def preferences_data(kept: Preferences, person: User) -> dict[str, Any]:
    wishes = {"receipts": kept.receipts, "sounds": kept.sounds, "takes_all": kept.takes_all}
    return {**wishes, "blocked": [str(pk) for pk in peace.blocked_ids(person)]}


class MyPreferences(APIView):
    @extend_schema(operation_id="chat_preferences", responses=PreferencesShape)
    def get(self, request: Request) -> Response:
        """Without having chosen, all of it is on."""
        return Response(preferences_data(access.preferences_of(request.user), request.user))

    @extend_schema(operation_id="chat_preferences_change", request=PreferencesChanges, responses=PreferencesShape)
    def patch(self, request: Request) -> Response:
        """Change some of them."""
        limit(f"chat-preferences:{request.user.pk}", rate=1, burst=20)
        changes = given(PreferencesChanges, request)
        kept = actions.change_preferences(person=request.user, **changes)
        return Response(preferences_data(kept, request.user))
