"""Blocking people, and reporting messages."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from chat import actions, peace, reporting
from chat.api.answers import CURSOR, LIMIT, given
from chat.serializers import peace as shapes
from core.limits import limit
from core.rest import keyset_page
from people.access import person_for

REPORTS_A_SECOND, REPORTS_AT_ONCE = 1 / 60, 20


class Blocks(APIView):
    @extend_schema(operation_id="blocks_list", parameters=[LIMIT, CURSOR], responses=shapes.BlockList)
    def get(self, request: Request) -> Response:
        """Whom the caller blocked."""
        rows = peace.blocks_of(request.user)
        return keyset_page(request, rows, by=peace.BLOCKS_ORDER, descending=True, write=shapes.block_rows)


class OneBlock(APIView):
    @extend_schema(operation_id="blocks_put", request=None, responses=shapes.BlockShape)
    def put(self, request: Request, person: str) -> Response:
        """Block a colleague: you two cannot write to each other alone, and they are not told."""
        row = actions.block(blocker=request.user, person=person_for(request.user, person))
        return Response(shapes.block_data(row))

    @extend_schema(operation_id="blocks_delete", responses={204: None})
    def delete(self, request: Request, person: str) -> Response:
        """Lift it."""
        actions.unblock(blocker=request.user, person=person_for(request.user, person))
        return Response(status=204)


class Reports(APIView):
    @extend_schema(operation_id="reports_create", request=shapes.NewReport, responses={201: shapes.ReportShape})
    def post(self, request: Request) -> Response:
        """Ask the company's reviewers to look at messages of one colleague. They do not learn who asked."""
        asked = given(shapes.NewReport, request)
        thread, messages = reporting.messages_to_report(request.user, asked.pop("thread"), asked.pop("messages"))
        limit(f"report:{request.user.pk}", rate=REPORTS_A_SECOND, burst=REPORTS_AT_ONCE)
        row = actions.report(reporter=request.user, thread=thread, messages=messages, **asked)
        return Response(shapes.report_data(row), 201)
