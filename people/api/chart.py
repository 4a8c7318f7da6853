"""Who reports to whom, through the API."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.rest import keyset_page
from people import access
from people import team_serializers as shapes
from people.api.answers import PAGE
from people.chart import BY_NAME, chart_of, team_of


class PersonChart(APIView):
    @extend_schema(operation_id="people_chart", responses=shapes.ChartSerializer)
    def get(self, request: Request, pk: str) -> Response:
        """The managers over somebody, who stands beside them, and their team. A manager who left is a gap."""
        return Response(shapes.chart_data(chart_of(access.person_for(request.user, pk))))


class Reports(APIView):
    @extend_schema(operation_id="people_reports", parameters=PAGE, responses=shapes.TeamPage)
    def get(self, request: Request, pk: str) -> Response:
        """Who reports to somebody, by name."""
        team = team_of(access.person_for(request.user, pk))
        return keyset_page(request, team, by=BY_NAME, write=lambda page: [shapes.in_team(person) for person in page])
