"""The directory: half names, slips of the finger, filters with counts."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.actions import change_profile, deactivate
from people.models import User
from tests.cast import join

PEOPLE, FILTERS, SKILLS = "/api/v1/people", "/api/v1/people/filters", "/api/v1/skills"


@pytest.fixture
def bakers(acme):
    join("elodie@acme.example", "Élodie Œuvrard", title="Chef", department="Bakehouse", place="Swords", skills=["Rye"])
    join("ian@acme.example", "Ian Smith", title="Baker", department="Bakehouse", place="Bray", skills=["Rye", "Tarts"])
    join("john@acme.example", "John Smithson", title="Baker", department="Shops", place="Bray")


def names(answer):
    return [row["name"] for row in answer.json()["results"]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("elodei", ["Élodie Œuvrard"]),
        ("elodie ouvrard", ["Élodie Œuvrard"]),
        ("jhon", ["John Smithson"]),
        ("smtih", ["Ian Smith", "John Smithson"]),
        ("jhon smthson", ["John Smithson"]),
        ("bakehuose", ["Élodie Œuvrard", "Ian Smith"]),
        ("smith", ["Ian Smith", "John Smithson"]),
        ("tart", ["Ian Smith"]),
        ("xyzzy", []),
        ("jhn", []),
    ],
)
def test_half_names_and_slips_are_found(api_of, bob, bakers, text, found):
    assert sorted(names(api_of(bob).get(PEOPLE, {"q": text}))) == sorted(found)


def test_what_fits_is_never_mixed_with_what_only_resembles(api_of, bob, bakers):
    join("jon@acme.example", "Jon Smyth")
    assert names(api_of(bob).get(PEOPLE, {"q": "smyth"})) == ["Jon Smyth"]


def test_a_list_of_what_resembles_is_paged(api_of, bob, bakers):
    first = api_of(bob).get(PEOPLE, {"q": "smtih", "limit": 1}).json()
    second = api_of(bob).get(PEOPLE, {"q": "smtih", "limit": 1, "cursor": first["next"]}).json()
    assert {first["results"][0]["name"], second["results"][0]["name"]} == {"Ian Smith", "John Smithson"}
    assert second["next"] is None


def test_filters_narrow_and_count_what_the_others_leave(api_of, bob, bakers):
    api = api_of(bob)
    assert names(api.get(PEOPLE, {"department": "Bakehouse", "skill": "Rye", "place": "Bray"})) == ["Ian Smith"]
    values = api.get(FILTERS, {"department": "Bakehouse"}).json()
    assert values["department"] == [{"value": "Bakehouse", "number": 2}, {"value": "Shops", "number": 1}]
    assert values["place"] == [{"value": "Bray", "number": 1}, {"value": "Swords", "number": 1}]
    assert values["skill"] == [{"value": "Rye", "number": 2}, {"value": "Tarts", "number": 1}]


def test_leavers_are_not_counted(api_of, alice, bob, bakers):
    deactivate(person=User.objects.get(name="John Smithson"), by=alice)
    assert api_of(bob).get(FILTERS).json()["title"] == [{"value": "Baker", "number": 1}, {"value": "Chef", "number": 1}]


def test_the_page_shows_filters_and_keeps_them(client_of, bob, bakers):
    page = client_of(bob).get("/people/", {"department": "Bakehouse", "q": "rye"}).content.decode()
    assert '<option value="Bakehouse" selected>Bakehouse (2)</option>' in page
    assert "2 colleagues" in page
    assert "John Smithson" not in page
    assert "Nobody fits all of this" in client_of(bob).get("/people/", {"skill": "Juggling"}).content.decode()


@pytest.mark.parametrize("query", [{"q": "\0"}, {"skill": "\0"}, {"department": "x" * 1000}, {"q": "%_'\"\\"}])
def test_odd_questions_are_answered(api_of, client_of, bob, query):
    assert api_of(bob).get(PEOPLE, query).status_code == 200
    assert api_of(bob).get(FILTERS, query).status_code == 200
    assert client_of(bob).get("/people/", query).status_code == 200


@pytest.mark.parametrize("path", [FILTERS, SKILLS])
def test_signed_out_401_wrong_verb_405(api_of, stranger, bob, path):
    assert stranger.get(path).status_code == 401
    assert api_of(bob).post(path).status_code == 405


def test_another_company_has_its_own_values(api_of, bob, gina, bakers):
    assert api_of(gina).get(FILTERS).json()["department"] == []
    assert api_of(gina).get(SKILLS).json() == {"results": []}
    assert names(api_of(gina).get(PEOPLE, {"q": "elodei"})) == []


def test_a_slip_costs_two_queries_more_and_uses_the_index(api_of, bob, bakers):
    api, counts = api_of(bob), []
    api.get(PEOPLE)
    for text in ("smith", "smtih"):
        with CaptureQueriesContext(connection) as queries:
            api.get(PEOPLE, {"q": text})
        counts.append(len(queries))
    assert counts[1] <= counts[0] + 1
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "people_user_search" in User.objects.all().here().resembling("smtih").explain()


def test_skills_are_completed_by_any_word_those_of_most_people_first(api_of, bob, bakers):
    join("p@acme.example", "Pat", skills=["Sourdough rye", "Rye"])
    answer = api_of(bob).get(SKILLS, {"q": "ry"}).json()["results"]
    assert answer == [{"value": "Rye", "number": 3}, {"value": "Sourdough rye", "number": 1}]


def test_a_skill_takes_the_spelling_that_colleagues_use(bob, bakers):
    change_profile(person=bob, changes={"skills": ["rye ", "Rye", " TARTS", ""]})
    assert bob.skills == ["Rye", "Tarts"]


@pytest.mark.parametrize("skills", [["x" * 41], [f"s{n}" for n in range(31)]])
def test_too_many_or_too_long_skills_are_refused(api_of, bob, skills):
    answer = api_of(bob).patch("/api/v1/me", {"skills": skills})
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["skills"])
