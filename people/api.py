"""People through the API."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from people.serializers import person_data


class Me(APIView):
    """The person who calls."""

    def get(self, request: Request) -> Response:
        me = request.user
        return Response({**person_data(me), "language": me.language, "role": me.role})
