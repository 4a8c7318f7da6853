"""Who reports to whom: up, across and down."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from core.rest import cursor_after
from people.models import User

BY_NAME = ("name_key", "id")
SHOWN = 50  # of a team or beside somebody; more are asked for
FEW = 6
HIGHEST = 60  # managers above one person that are shown; nobody has more

ABOVE = """
    WITH RECURSIVE above(id, steps) AS (
        SELECT manager_id, 1 FROM people_user WHERE id = %s
        UNION ALL
        SELECT person.manager_id, steps + 1 FROM people_user AS person JOIN above ON person.id = above.id
        WHERE steps < %s
    )
    SELECT id FROM above WHERE id IS NOT NULL ORDER BY steps DESC
"""
STANDS_ABOVE = """
    WITH RECURSIVE above(id) AS (
        SELECT %s::bigint
        UNION
        SELECT person.manager_id FROM people_user AS person JOIN above ON person.id = above.id
        WHERE person.manager_id IS NOT NULL
    )
    SELECT 1 FROM above WHERE id = %s
"""


def chain_above(person: User) -> list[User]:
    """The managers over a person, the highest first; those who left too, as the gaps they are."""
    with connection.cursor() as cursor:
        cursor.execute(ABOVE, [person.pk, HIGHEST])
        ids = [pk for (pk,) in cursor.fetchall()]
    found = User.objects.in_bulk(ids) if ids else {}
    return [found[pk] for pk in ids]


def stands_above(person: User, other: User) -> bool:
    """Whether `person` is `other`, or manages them at any distance."""
    with connection.cursor() as cursor:
        cursor.execute(STANDS_ABOVE, [other.pk, person.pk])
        return cursor.fetchone() is not None


def with_size_of_team(people: QuerySet[User]) -> QuerySet[User]:
    """Each with `team_size`: how many of those who are here report to them."""
    counted = (
        User.objects.here()
        .filter(manager=OuterRef("pk"))
        .order_by()
        .values("manager")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return people.annotate(team_size=Coalesce(Subquery(counted), Value(0)))


def team_of(manager: User) -> QuerySet[User]:
    """Who reports to somebody, of those who are here, each with `team_size`."""
    return with_size_of_team(User.objects.here().filter(manager=manager))


def beside(person: User) -> QuerySet[User]:
    """Who has the same manager."""
    if person.manager_id is None:
        return with_size_of_team(User.objects.none())
    return with_size_of_team(User.objects.here().filter(manager=person.manager_id).exclude(pk=person.pk))


def left_behind() -> QuerySet[User]:
    """People whose manager has left: gaps of the chart."""
    return User.objects.here().filter(manager__is_active=False)


@dataclass(frozen=True)
class Chart:
    """The surroundings of one person."""

    above: list[User]
    person: User
    beside: list[User]
    team: list[User]


def chart_of(person: User) -> Chart:
    team = list(team_of(person).order_by(*BY_NAME)[: SHOWN + 1])
    person.team_size = len(team) if len(team) <= SHOWN else team_of(person).count()
    return Chart(chain_above(person), person, list(beside(person).order_by(*BY_NAME)[:SHOWN]), team[:SHOWN])


@dataclass
class Node:
    """One row of the chart. Over the person there are managers of whose teams only the way down is there yet."""

    person: User
    children: list[Node] = field(default_factory=list)
    is_here: bool = False
    is_above: bool = False
    next: str = ""  # the cursor of the rest of the team


def tree_of(chart: Chart) -> list[Node]:
    """The same as one tree: down from the highest manager, with those beside the person, and the team."""
    here = Node(chart.person, [Node(one) for one in chart.team], is_here=True)
    if len(chart.team) < chart.person.team_size:
        here.next = cursor_after(chart.team[-1], BY_NAME)
    rows = sorted([here, *map(Node, chart.beside)], key=lambda node: (node.person.name_key, node.person.pk))
    for manager in reversed(chart.above):
        rows = [Node(manager, rows, is_above=True)]
    return rows


@dataclass(frozen=True)
class Team:
    """What a profile shows of the chart."""

    manager: User | None
    people: list[User]
    size: int


def team_around(person: User) -> Team:
    """Somebody's manager (one who left is a gap), and the first of those who report to them."""
    team = list(team_of(person).order_by(*BY_NAME)[: FEW + 1])
    size = len(team) if len(team) <= FEW else team_of(person).count()
    return Team(person.manager, team[:FEW], size)
