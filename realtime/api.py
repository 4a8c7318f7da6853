"""Presence through the API; everything else of real time is the socket."""

from __future__ import annotations

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.examples import example
from core.rest import MOST, IdField
from realtime.hooks import presence_hidden_from
from realtime.presence import STATES, Seen, presence_of


class PresenceSerializer(serializers.Serializer):
    person = IdField()
    state = serializers.ChoiceField([*STATES, "offline"])
    last_seen = serializers.DateTimeField(allow_null=True, help_text="Of who is offline and was here in a month.")


@example(answer={"results": [{"person": "12", "state": "active", "last_seen": None}], "next": None})
class PresencePage(serializers.Serializer):
    results = PresenceSerializer(many=True)
    next = serializers.CharField(allow_null=True)


class PresenceOf(APIView):
    """Who of these people is there now. Who does not show it, and everyone to a caller who does not, is `offline`."""

    @extend_schema(
        operation_id="presence",
        parameters=[OpenApiParameter("ids", str, required=True, description="Up to 100 people, parted by commas.")],
        responses=PresencePage,
    )
    def get(self, request: Request) -> Response:
        ids = request.query_params.get("ids", "").split(",")
        if len(ids) > MOST or not all(one.isascii() and one.isdigit() and len(one) <= 18 for one in ids):
            raise ValidationError({"ids": [_("One to 100 ids of people, parted by commas.")]})
        ids = list(dict.fromkeys(ids))
        found = presence_of(ids) if request.user.shows_presence else dict.fromkeys(ids, Seen())
        for hidden in {str(pk) for pks in presence_hidden_from(person=request.user) for pk in pks} & set(found):
            found[hidden] = Seen()
        rows = [{"person": one, "state": seen.state, "last_seen": seen.last} for one, seen in found.items()]
        return Response({"results": rows, "next": None})
