"""A group's rule."""

from __future__ import annotations

from dataclasses import asdict

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from groups import access, actions, ruling
from groups.api.shapes import GroupView, RuleShape, said_in_query, sent
from groups.serializers import RulePreviewSerializer, RuleSerializer, rule_data


class Rule(GroupView):
    """Who is in a group by what is known of them."""

    @extend_schema(operation_id="groups_rule", responses=RuleSerializer)
    def get(self, request: Request, pk: str) -> Response:
        """The rule; 404 where there is none. For its admins."""
        rule = access.rule_of(access.group_to_run(request.user, pk))
        if rule is None:
            raise Http404
        return Response(rule_data(rule))

    @extend_schema(operation_id="groups_set_rule", request=RuleShape, responses=RuleSerializer)
    def put(self, request: Request, pk: str) -> Response:
        """Everyone to whom all the given words apply is put in by the worker, now and when it becomes true. For its
        admins. A rule that means nobody or everybody gets 409 with a text, until `confirmed` is true."""
        group = access.group_to_run(request.user, pk)
        return Response(rule_data(actions.rule_group(group=group, by=request.user, **sent(request, RuleShape))))

    @extend_schema(operation_id="groups_end_rule", responses={204: OpenApiResponse(description="Who is in it stays.")})
    def delete(self, request: Request, pk: str) -> Response:
        """End the rule. For its admins."""
        actions.drop_rule(group=access.group_to_run(request.user, pk), by=request.user)
        return Response(status=204)


class RulePreview(GroupView):
    """A rule before it is saved."""

    @extend_schema(
        operation_id="groups_preview_rule",
        parameters=[OpenApiParameter(part, str, description="As in the rule.") for part in ruling.PARTS],
        responses=RulePreviewSerializer,
    )
    def get(self, request: Request, pk: str) -> Response:
        """Whom a rule would mean. For its admins."""
        group = access.group_to_run(request.user, pk)
        found = ruling.preview(group, said_in_query(request))
        return Response({**asdict(found), "text": found.text})
