"""A query that is kept as SQL answers as the queryset it was made of."""

import pytest

from chat.models import Member
from core.compiled import Compiled
from core.schema import inside
from people.models import User

PERSON = Compiled(lambda pk: User.objects.filter(pk=pk), pk=-1)


def test_it_finds_whom_the_queryset_finds(alice, bob):
    assert [PERSON.first(pk=person.pk) for person in (alice, bob, alice)] == [alice, bob, alice]


def test_what_is_not_there_is_none(acme):
    assert (PERSON(pk=10**9), PERSON.first(pk=10**9)) == ([], None)


def test_in_another_company_the_same_key_is_somebody_else(acme, globex, bob, gina):
    assert bob.pk == gina.pk, "or this test says nothing"
    with inside(acme):
        here = PERSON.first(pk=bob.pk)
    with inside(globex):
        there = PERSON.first(pk=bob.pk)
    assert (here.name, there.name) == ("Bob Brown", "Gina Green")


def test_one_query_and_no_writing_of_it(alice, django_assert_num_queries, monkeypatch):
    PERSON.first(pk=alice.pk)
    monkeypatch.setattr(PERSON, "build", None)
    with django_assert_num_queries(1):
        assert PERSON.first(pk=alice.pk).name == "Alice Adams"


def test_joined_rows_annotations_and_fixed_values_come_along(alice):
    named = Compiled(lambda pk: User.objects.filter(pk=pk, is_active=True).search("alice").select_related(), pk=-1)
    assert named.first(pk=alice.pk).rank == 0


def test_tuples_come_as_tuples(alice):
    names = Compiled(lambda pk: User.objects.filter(pk=pk).values_list("name", "is_active"), pk=-1)
    assert names(pk=alice.pk) == [("Alice Adams", True)]


def test_related_rows_are_filled(alice):
    members = Compiled(lambda person: Member.objects.filter(person=person).select_related("person"), person=-1)
    assert members(person=alice.pk) == []


def test_a_value_without_a_place_is_refused(acme):
    with pytest.raises(ValueError, match=r"no place for \['name'\]"):
        Compiled(lambda name: User.objects.all(), name="(nobody)")(name="Alice")


def test_what_is_kept_belongs_to_no_connection_and_so_to_every_thread(alice):
    PERSON.first(pk=alice.pk)
    assert PERSON.made is not None
    assert PERSON.made.compiler.connection is None
