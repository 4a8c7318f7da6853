"""Who a text means with @."""

import pytest

from content.mentions import MOST, Named, resolve
from people.models import User
from tests.cast import join


def names(text, **more):
    return [(named.person_id, named.name) for named in resolve(text, **more)[1]]


def test_a_token_becomes_the_persons_name(bob):
    assert resolve(f"Hi @[{bob.pk}]!") == ("Hi @Bob Brown!", [Named(bob.pk, "Bob Brown")])


def test_a_full_name_typed_by_hand_means_the_one_who_bears_it(bob):
    assert names("Thanks @Bob Brown, see you.") == [(bob.pk, "Bob Brown")]


@pytest.mark.parametrize(
    "text", ["@Bob", "@Bob Brownie", "mail@Bob Brown", "@ Bob Brown", "Bob Brown", "@[999]", "@[x]"]
)
def test_what_means_nobody_stays_as_typed(bob, text):
    assert resolve(text) == (text, [])


def test_a_name_of_two_people_needs_a_token(bob):
    other = join("bob2@acme.example", "Bob Brown")
    assert names("@Bob Brown") == []
    assert names(f"@[{other.pk}] and @[{bob.pk}]") == [(other.pk, "Bob Brown"), (bob.pk, "Bob Brown")]


def test_an_edit_keeps_meaning_the_same_people(bob):
    other = join("bob2@acme.example", "Bob Brown")
    text, before = resolve(f"@[{other.pk}] and @[{bob.pk}]")
    assert names(f"Hello {text}", before=before) == [(other.pk, "Bob Brown"), (bob.pk, "Bob Brown")]


def test_an_edit_keeps_those_who_left(bob):
    User.objects.filter(pk=bob.pk).update(is_active=False)
    assert names("@Bob Brown") == []
    assert names("@Bob Brown", before=[Named(bob.pk, "Bob Brown")]) == [(bob.pk, "Bob Brown")]


def test_who_left_or_never_came_is_not_mentioned(bob, carol):
    User.objects.filter(pk=bob.pk).update(is_active=False)
    User.objects.filter(pk=carol.pk).update(joined_at=None)
    assert names(f"@[{bob.pk}] @[{carol.pk}] @Carol Clark") == []


def test_the_longest_name_wins(bob):
    junior = join("junior@acme.example", "Bob Brown Junior")
    assert names("@Bob Brown Junior and @Bob Brown") == [(junior.pk, "Bob Brown Junior"), (bob.pk, "Bob Brown")]


def test_a_text_full_of_signs_costs_no_more_queries(bob, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        assert len(names(f"@[{bob.pk}] @Bob Brown " * 2000)) == MOST
