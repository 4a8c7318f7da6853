"""The chart: up, across and down."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.actions import deactivate
from people.models import User
from tests.cast import join


@pytest.fixture
def team(alice, bob, carol):
    """Alice over Bob and Carol; Bob over three."""
    people = [join(f"p{n}@acme.example", f"Person {n}", manager=bob) for n in range(3)]
    User.objects.filter(pk__in=[bob.pk, carol.pk]).update(manager=alice)
    return people


def path(person, what="chart"):
    return f"/api/v1/people/{person.pk}/{what}"


def named(rows):
    return [(row["name"], row["team_size"]) if "team_size" in row else row["name"] for row in rows]


def test_it_goes_up_across_and_down(api_of, team, bob):
    chart = api_of(bob).get(path(bob)).json()
    assert named(chart["above"]) == ["Alice Adams"]
    assert (chart["person"]["name"], chart["person"]["team_size"]) == ("Bob Brown", 3)
    assert named(chart["beside"]) == [("Carol Clark", 0)]
    assert named(chart["team"]) == [("Person 0", 0), ("Person 1", 0), ("Person 2", 0)]


def test_from_below_the_way_up_is_whole(api_of, team, bob):
    assert named(api_of(bob).get(path(team[0])).json()["above"]) == ["Alice Adams", "Bob Brown"]


def test_a_manager_who_left_stays_as_a_gap_and_the_way_goes_on(api_of, client_of, team, alice, bob):
    deactivate(person=bob, by=alice)
    above = api_of(alice).get(path(team[0])).json()["above"]
    assert [(row["name"], row["active"]) for row in above] == [("Alice Adams", True), ("Bob Brown", False)]
    assert "Bob Brown has left" in client_of(alice).get(f"/people/{team[0].pk}/chart/").content.decode()


def test_reports_are_paged_without_leavers(api_of, team, alice, bob):
    deactivate(person=team[1], by=alice)
    first = api_of(bob).get(path(bob, "reports"), {"limit": 1}).json()
    second = api_of(bob).get(path(bob, "reports"), {"cursor": first["next"]}).json()
    assert named([*first["results"], *second["results"]]) == [("Person 0", 0), ("Person 2", 0)]


def test_the_page_is_one_tree_and_branches_are_parts_of_it(client_of, team, bob, carol):
    client = client_of(carol)
    page = client.get(f"/people/{bob.pk}/chart/").content.decode()
    assert [name in page for name in ("Alice Adams", "Carol Clark", "Person 2")] == [True] * 3
    assert "chart__node--here" in page
    branch = client.get(f"/people/{bob.pk}/team/", headers={"HX-Request": "true"}).content.decode()
    assert branch.startswith("<ul")
    assert "Person 1" in branch
    assert "Team of Bob Brown" in client.get(f"/people/{bob.pk}/team/").content.decode()


def test_who_has_no_manager_and_no_team_reads_why(client_of, bob):
    assert "Nobody has said yet" in client_of(bob).get(f"/people/{bob.pk}/chart/").content.decode()


def test_it_costs_the_same_queries_however_deep(api_of, team, bob):
    api, counts, last = api_of(bob), [], team[0]
    api.get(path(last))
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            api.get(path(last))
        counts.append(len(queries))
        for n in range(8):
            last = join(f"deep{n}-{len(counts)}@acme.example", f"Deep {n}", manager=last)
    assert counts[0] == counts[1]


@pytest.mark.parametrize("what", ["chart", "reports"])
def test_signed_out_wrong_verb_and_nobody(api_of, stranger, bob, what):
    assert stranger.get(path(bob, what)).status_code == 401
    assert api_of(bob).post(path(bob, what)).status_code == 405
    assert api_of(bob).get(f"/api/v1/people/999999/{what}").status_code == 404


@pytest.mark.parametrize("what", ["chart", "team"])
def test_pages_want_a_sign_in_and_only_show(client_of, stranger, bob, what):
    assert stranger.get(f"/people/{bob.pk}/{what}/").status_code == 302
    assert client_of(bob).post(f"/people/{bob.pk}/{what}/").status_code == 405
    assert client_of(bob).get(f"/people/999999/{what}/").status_code == 404


def test_another_company_has_a_chart_of_its_own(api_of, team, gina, bob):
    chart = api_of(gina).get(path(bob)).json()
    assert (chart["above"], chart["person"]["name"], chart["team"]) == ([], "Gina Green", [])
