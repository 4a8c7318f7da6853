"""The chart as the API shows it."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from core.examples import example
from people import examples
from people.chart import Chart
from people.models import User
from people.serializers import PersonRefSerializer, person_ref, photo_path


def in_chart(person: User) -> dict[str, Any]:
    return {
        **person_ref(person),
        "title": person.title,
        "department": person.department,
        "photo": photo_path(person),
        "active": person.is_active,
    }


def in_team(person: User) -> dict[str, Any]:
    """One of `people.chart.with_size_of_team`."""
    return {**in_chart(person), "team_size": person.team_size}


def chart_data(chart: Chart) -> dict[str, Any]:
    return {
        "above": [in_chart(person) for person in chart.above],
        "person": in_team(chart.person),
        "beside": [in_team(person) for person in chart.beside],
        "team": [in_team(person) for person in chart.team],
    }


class InChart(PersonRefSerializer):
    title = serializers.CharField(allow_blank=True)
    department = serializers.CharField(allow_blank=True)
    photo = serializers.CharField(allow_null=True)
    active = serializers.BooleanField(help_text="False: has left, a gap in the chart.")


class InTeam(InChart):
    team_size = serializers.IntegerField(help_text="How many report to them.")


@example(answer=examples.page(examples.BOB_IN_CHART))
class TeamPage(serializers.Serializer):
    results = InTeam(many=True)
    next = serializers.CharField(allow_null=True, help_text="The cursor of the next page.")


@example(answer=examples.CHART)
class ChartSerializer(serializers.Serializer):
    above = InChart(many=True, help_text="The managers over them, the highest first.")
    person = InTeam()
    beside = InTeam(many=True, help_text="Up to 50 with the same manager.")
    team = InTeam(many=True, help_text="Up to 50 who report to them; `people/{id}/reports` has all.")
