"""Why the caller sees a post, through the API."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.examples import example
from feed import access, examples
from feed.api.answers import CountedView
from feed.why import reasons_for


class ReasonSerializer(serializers.Serializer):
    kind = serializers.CharField(help_text="`author`, `mention`, `reply`, `follow`, `group`, `talk`, `top`, `new`.")
    text = serializers.CharField(help_text="A sentence in the caller's language.")


@example(answer={"reasons": examples.WHY})
class ReasonsSerializer(serializers.Serializer):
    reasons = ReasonSerializer(many=True, help_text="The weightiest first; the last tells the feed's order.")


class Why(CountedView):
    """Why a post stands in the caller's home feed."""

    @extend_schema(operation_id="posts_why", responses=ReasonsSerializer)
    def get(self, request: Request, pk: str) -> Response:
        """What *Top* goes by, for this post and this reader."""
        found = reasons_for(request.user, access.post_for(request.user, pk))
        return Response({"reasons": [{"kind": each.kind, "text": each.text} for each in found]})
