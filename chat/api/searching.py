"""Finding words in a thread."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from chat import access
from chat.api.answers import CURSOR, LIMIT
from chat.examples import HIT, page
from chat.models import Message
from chat.searching import messages_in
from content.searching import excerpts_of, question_of
from core.examples import example
from core.limits import limit
from core.rest import IdField, keyset_page, words_of
from people.serializers import PersonRefSerializer, person_ref

SEARCHES_A_SECOND, SEARCHES_AT_ONCE = 5, 60
COUNTED = 1_000  # hits are counted up to here


class Hit(serializers.Serializer):
    id = IdField()
    seq = serializers.IntegerField()
    author = PersonRefSerializer()
    created_at = serializers.DateTimeField()
    text = serializers.CharField(help_text="The part of it that has the words.")
    marks = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField()),
        help_text="Where in `text` the words stand: pairs of start and length, in characters.",
    )


@example(answer={**page(HIT), "count": 1})
class Hits(serializers.Serializer):
    results = Hit(many=True, help_text="Newest first.")
    next = serializers.CharField(allow_null=True)
    count = serializers.IntegerField(help_text=f"How many there are; {COUNTED} for more than that.")


class SearchThread(APIView):
    @extend_schema(
        operation_id="threads_search",
        parameters=[
            OpenApiParameter("q", str, description='Words; "two words" in quotes together, -word without it.'),
            LIMIT,
            CURSOR,
        ],
        responses=Hits,
    )
    def get(self, request: Request, pk: str) -> Response:
        """Messages of this thread with these words, in English, French or as they are; the last may be only begun."""
        thread = access.thread_for(request.user, pk)
        limit(f"search:{request.user.pk}", rate=SEARCHES_A_SECOND, burst=SEARCHES_AT_ONCE)
        asked = question_of(words_of(request))
        if asked is None:
            return Response({"results": [], "next": None, "count": 0})
        found = messages_in(thread, asked, reader=request.user)
        answer = keyset_page(
            request, found.shown(), by=("seq",), descending=True, write=lambda page: hit_rows(page, asked)
        )
        answer.data["count"] = found.order_by()[:COUNTED].count()
        return answer


def hit_rows(messages: list[Message], asked: str) -> list[dict[str, Any]]:
    excerpts = excerpts_of(Message, [message.pk for message in messages], asked)
    return [
        {
            "id": str(message.pk),
            "seq": message.seq,
            "author": person_ref(message.author),
            "created_at": message.created_at,
            "text": excerpts[message.pk].text,
            "marks": [list(mark) for mark in excerpts[message.pk].marks],
        }
        for message in messages
    ]
