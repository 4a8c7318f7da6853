"""Completing a name: who is there first, any part of the name, and who could not read it."""

from __future__ import annotations

import pytest

from feed.actions import create_post
from groups.models import Group
from tests.cast import join

PLACE = "/api/v1/mentionable"


@pytest.fixture
def secret(acme, alice, carol) -> Group:
    group = Group.objects.create(name="Secret", kind="secret", created_by=alice)
    for person in (alice, carol):
        group.memberships.create(person=person)
    return group


def found(api, **query) -> list[tuple[str, bool, bool]]:
    rows = api.get(PLACE, query).json()["results"]
    return [(row["name"], row["is_member"], row["can_see"]) for row in rows]


def test_who_is_in_the_group_comes_first_and_others_are_marked(api_of, secret, alice):
    assert found(api_of(alice), place=f"group:{secret.pk}") == [
        ("Alice Adams", True, True),
        ("Carol Clark", True, True),
        ("Bob Brown", False, False),
    ]


def test_ones_own_department_comes_first_among_those_who_fit_as_well(api_of, acme, bob):
    bob.department = "Shops North"
    bob.save(update_fields=["department"])
    join("ina@acme.example", "Ina Abbott", department="Office")
    join("ines@acme.example", "Inès Zeller", department="Shops North")
    join("otto@acme.example", "Otto Innes", department="Shops North")
    assert [row[0] for row in found(api_of(bob), q="in")] == ["Inès Zeller", "Ina Abbott", "Otto Innes"]
    pages = api_of(bob).get(PLACE, {"q": "in", "limit": 1}).json()
    rest = api_of(bob).get(PLACE, {"q": "in", "cursor": pages["next"]}).json()["results"]
    assert [row["name"] for row in rest] == ["Ina Abbott", "Otto Innes"]


def test_in_an_open_group_everybody_can_see(api_of, acme, bob):
    news = Group.objects.get(is_default=True)
    assert all(sees for _name, _member, sees in found(api_of(bob), place=f"group:{news.pk}"))


def test_any_part_of_the_name_without_accents(api_of, acme, bob):
    join("jerome@acme.example", "Jérôme Œuvrard")
    assert [row[0] for row in found(api_of(bob), q="oeuv")] == ["Jérôme Œuvrard"]
    assert [row[0] for row in found(api_of(bob), q="jero")] == ["Jérôme Œuvrard"]


def test_a_post_is_a_place_too(api_of, secret, alice, bob, carol):
    post, _new = create_post(group=secret, author=alice, text="x")
    assert found(api_of(alice), q="carol", place=f"post:{post.pk}") == [("Carol Clark", True, True)]
    assert found(api_of(alice), q="bob", place=f"post:{post.pk}") == [("Bob Brown", False, False)]


def test_pages_go_on_where_the_members_end(api_of, secret, alice):
    first = api_of(alice).get(PLACE, {"place": f"group:{secret.pk}", "limit": 2}).json()
    rest = api_of(alice).get(PLACE, {"place": f"group:{secret.pk}", "limit": 2, "cursor": first["next"]}).json()
    assert [row["name"] for row in first["results"]] == ["Alice Adams", "Carol Clark"]
    assert [row["name"] for row in rest["results"]] == ["Bob Brown"]


def test_outsiders_learn_nothing_of_a_place(api_of, stranger, secret, alice, bob, gina):
    post, _new = create_post(group=secret, author=alice, text="x")
    for person, place in [
        *((bob, f"group:{secret.pk}"), (gina, f"group:{secret.pk}")),
        *((bob, f"post:{post.pk}"), (gina, f"post:{post.pk}")),
        *((bob, "nowhere:1"), (bob, "group"), (bob, "group:x"), (bob, "group:" + "9" * 60)),
    ]:
        assert api_of(person).get(PLACE, {"place": place}).status_code == 404
    assert stranger.get(PLACE).status_code == 401
