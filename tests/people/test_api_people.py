"""`/api/v1/me` and `/api/v1/people`."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people import serializers
from people.models import User
from tests.cast import join

ME, PEOPLE = "/api/v1/me", "/api/v1/people"


@pytest.fixture
def bakers(acme):
    """Four more colleagues, to be searched."""
    join("elodie@acme.example", "Élodie Œuvrard", title="Chef pâtissière", department="Bakehouse", place="Swords")
    join("ian@acme.example", "Ian Bobson", title="Baker", department="Bakehouse", place="Bray")
    join("jean@acme.example", "Jean-Luc O’Hara", place="Cork")
    join("zoe@acme.example", "Zoë Ball", title="Shop manager", department="Shops", place="Bobtown")


def names(response):
    return [person["name"] for person in response.json()["results"]]


def patch(client, data):
    return client.patch(ME, data, content_type="application/json")


def test_me_is_the_caller_with_what_only_the_caller_sets(client_of, bob):
    answer = client_of(bob).get(ME).json()
    assert answer["id"] == str(bob.pk)
    assert (answer["email"], answer["language"], answer["role"], answer["welcomed"]) == (
        "bob@acme.example",
        "en",
        "member",
        True,
    )


def test_me_is_changed_field_by_field(client_of, bob):
    answer = patch(client_of(bob), {"title": "Baker", "time_zone": "Europe/Paris"}).json()
    assert (answer["title"], answer["time_zone"], answer["name"]) == ("Baker", "Europe/Paris", "Bob Brown")
    bob.refresh_from_db()
    assert (bob.title, bob.time_zone) == ("Baker", "Europe/Paris")


@pytest.mark.parametrize(
    ("change", "field"),
    [({"name": ""}, "name"), ({"time_zone": "Mars/Olympus"}, "time_zone"), ({"language": "tlh"}, "language")],
)
def test_what_is_wrong_is_told_at_its_field(client_of, bob, change, field):
    response = patch(client_of(bob), change)
    assert response.status_code == 400
    assert list(response.json()["fields"]) == [field]


@pytest.mark.parametrize("field", ["role", "email", "is_active", "joined_at", "id"])
def test_nobody_promotes_oneself(client_of, bob, field):
    patch(client_of(bob), {field: "system"})
    assert getattr(User.objects.get(pk=bob.pk), field) == getattr(bob, field)


@pytest.mark.parametrize("path", [ME, PEOPLE, f"{PEOPLE}/1"])
def test_the_signed_out_get_401(stranger, path):
    assert stranger.get(path).status_code == 401


@pytest.mark.parametrize("path", [ME, PEOPLE, f"{PEOPLE}/1"])
def test_other_verbs_are_405(client_of, bob, path):
    assert client_of(bob).post(path, {}, content_type="application/json").status_code == 405


def test_a_cookie_without_the_csrf_token_changes_nothing(acme, bob):
    from core.schema import inside
    from tests.cast import CompanyClient

    client = CompanyClient(headers={"host": "acme.localhost"}, enforce_csrf_checks=True)
    with inside(acme):
        client.force_login(bob)
    assert patch(client, {"title": "Owned"}).status_code == 403


def test_people_are_listed_by_name_whatever_the_accents(client_of, bob, bakers):
    assert names(client_of(bob).get(PEOPLE)) == [
        "Alice Adams",
        "Bob Brown",
        "Carol Clark",
        "Élodie Œuvrard",
        "Ian Bobson",
        "Jean-Luc O’Hara",
        "Zoë Ball",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("elodie", ["Élodie Œuvrard"]),
        ("OEUVRARD", ["Élodie Œuvrard"]),
        ("patiss", ["Élodie Œuvrard"]),
        ("zoe bobt", ["Zoë Ball"]),
        ("bakehouse", ["Élodie Œuvrard", "Ian Bobson"]),
        ("bo", ["Bob Brown", "Ian Bobson", "Zoë Ball"]),
        ("bob", ["Bob Brown", "Ian Bobson", "Zoë Ball"]),
        ("odson", []),
        ("obson", ["Ian Bobson"]),
        ("b", ["Bob Brown", "Ian Bobson", "Zoë Ball", "Élodie Œuvrard"]),
        ("100%", []),
        ("Œuvrard,Élodie", ["Élodie Œuvrard"]),
        ("_", []),
        (".*", []),
        ("(", []),
        ("nobody here", []),
        ("lu", ["Jean-Luc O’Hara"]),
        ("o'hara", ["Jean-Luc O’Hara"]),
    ],
)
def test_words_are_found_in_any_part_and_names_come_first(client_of, bob, bakers, text, found):
    assert names(client_of(bob).get(PEOPLE, {"q": text})) == found


def test_pages_follow_one_another_without_gap_or_double(client_of, bob, bakers):
    client, seen, cursor = client_of(bob), [], None
    while True:
        answer = client.get(PEOPLE, {"limit": 2} | ({"cursor": cursor} if cursor else {})).json()
        seen += [person["name"] for person in answer["results"]]
        cursor = answer["next"]
        if not cursor:
            break
    assert seen == names(client.get(PEOPLE))


def test_a_search_is_paged_too(client_of, bob, bakers):
    client = client_of(bob)
    first = client.get(PEOPLE, {"q": "bob", "limit": 2}).json()
    second = client.get(PEOPLE, {"q": "bob", "limit": 2, "cursor": first["next"]}).json()
    assert [person["name"] for person in second["results"]] == ["Zoë Ball"]


@pytest.mark.parametrize("query", [{"limit": "0"}, {"limit": "101"}, {"limit": "x"}, {"cursor": "forged"}])
def test_a_bad_query_is_told(client_of, bob, query):
    assert client_of(bob).get(PEOPLE, query).status_code == 400


def test_leavers_and_those_not_in_yet_are_not_listed(client_of, bob, carol):
    carol.is_active = False
    carol.save(update_fields=["is_active"])
    User.objects.create_user("ahead@acme.example", name="Ahead Of Time")
    assert names(client_of(bob).get(PEOPLE)) == ["Alice Adams", "Bob Brown"]


def test_one_person_is_shown(client_of, bob, carol):
    assert client_of(bob).get(f"{PEOPLE}/{carol.pk}").json()["name"] == "Carol Clark"


def test_who_has_left_is_shown_by_name_only(client_of, bob, carol):
    carol.is_active = False
    carol.save(update_fields=["is_active"])
    answer = client_of(bob).get(f"{PEOPLE}/{carol.pk}").json()
    assert (answer["name"], answer["email"], answer["active"]) == ("Carol Clark", None, False)


@pytest.mark.parametrize("pk", ["999999", "0", "-1", "abc", "1e3", "٣", "9" * 30])
def test_an_unknown_person_is_404(client_of, bob, pk):
    assert client_of(bob).get(f"{PEOPLE}/{pk}").status_code == 404


def test_who_never_came_in_is_404(client_of, bob):
    ahead = User.objects.create_user("ahead@acme.example", name="Ahead Of Time")
    assert client_of(bob).get(f"{PEOPLE}/{ahead.pk}").status_code == 404


def test_the_same_key_is_the_other_companys_own_person(client_of, gina, bob):
    assert client_of(gina).get(f"{PEOPLE}/{bob.pk}").json()["name"] == "Gina Green"


def test_a_list_costs_the_same_queries_however_long(client_of, bob, bakers):
    client = client_of(bob)
    client.get(PEOPLE)
    counts = []
    for limit in (1, 100):
        with CaptureQueriesContext(connection) as queries:
            client.get(PEOPLE, {"limit": limit})
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 4


def test_a_search_can_use_the_index(acme, bakers):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    for text in ("bob", "bo"):
        plan = User.objects.all().here().search(text).order_by("rank", "name_key", "id").explain()
        assert "people_user_search" in plan


@pytest.mark.parametrize(
    ("write", "shape"),
    [(serializers.person_data, serializers.Person), (serializers.me_data, serializers.Me)],
)
def test_what_is_written_is_what_is_documented(bob, write, shape):
    assert list(write(bob)) == list(shape().fields)
