"""The thread of a group."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from chat import access, actions, serializers
from chat.api.answers import thread_answer


class GroupThread(APIView):
    @extend_schema(
        operation_id="groups_thread",
        request=None,
        responses={201: serializers.ThreadShape, 200: OpenApiResponse(serializers.ThreadShape, "It was there.")},
    )
    def post(self, request: Request, pk: str) -> Response:
        """The thread of a group that the caller is in: an admin of the group begins it, members who left come back.

        People come into it and leave it with the group; up to 500 of them.
        """
        group = access.joined_group_for(request.user, pk)
        thread, new = actions.open_group_thread(group=group, by=request.user)
        return thread_answer(request, thread, 201 if new else 200)
