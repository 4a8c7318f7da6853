"""Completing a name after `@`."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from content import examples
from content.scopes import MENTION_ORDER, people_to_mention
from core.examples import example
from core.rest import keyset_page, words_of
from people.examples import page
from people.serializers import PersonRefSerializer, person_ref, photo_path


class MentionableSerializer(PersonRefSerializer):
    title = serializers.CharField(allow_blank=True)
    department = serializers.CharField(allow_blank=True)
    photo = serializers.CharField(allow_null=True)
    is_member = serializers.BooleanField(help_text="They are in the group or thread.")
    can_see = serializers.BooleanField(help_text="False: they could not read it, and would not be told.")


@example(answer=page(examples.MENTIONABLE))
class MentionableList(serializers.Serializer):
    results = MentionableSerializer(many=True, help_text="Who is in the place first.")
    next = serializers.CharField(allow_null=True)


class Mentionable(APIView):
    @extend_schema(
        operation_id="mentionable",
        parameters=[
            OpenApiParameter("q", str, description="Any part of the name; accents and case aside."),
            OpenApiParameter("place", str, description="`group:12`, `post:3` or `thread:7`: where it is written."),
            OpenApiParameter("limit", int, description="1 to 100; 30 unless told."),
            OpenApiParameter("cursor", str, description="`next` of the page before."),
        ],
        responses=MentionableList,
    )
    def get(self, request: Request) -> Response:
        """Colleagues whom a text in this place may mention."""
        people, scope = people_to_mention(request.user, words_of(request), request.query_params.get("place", ""))
        return keyset_page(
            request,
            people,
            by=MENTION_ORDER,
            write=lambda page: [
                {
                    **person_ref(person),
                    "title": person.title,
                    "department": person.department,
                    "photo": photo_path(person),
                    "is_member": person.beside == 0,
                    "can_see": scope is None or scope.open or person.beside == 0,
                }
                for person in page
            ],
        )
