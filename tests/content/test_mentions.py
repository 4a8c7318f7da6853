"""Who a text means with @."""

import pytest

from content.mentions import MOST, Named, resolve
from core.text import to_html
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


@pytest.mark.parametrize(
    "text",
    [
        "`@Bob Brown`",
        "see `` a ` @Bob Brown ``",
        "```\n@Bob Brown\n```",
        "~~~python\n@Bob Brown\n~~~",
        "> ```\n> @Bob Brown",
        "- `mail @Bob Brown`",
        "```\nnever closed @Bob Brown",
    ],
)
def test_in_code_nobody_is_meant(bob, text):
    assert resolve(text) == (text, [])


@pytest.mark.parametrize(
    "text", ["` @Bob Brown", "\\`@Bob Brown\\`", "`x` @Bob Brown `y`", "**@Bob Brown**", "~~~\nx\n~~~\n@Bob Brown"]
)
def test_what_only_looks_like_code_means_them(bob, text):
    assert resolve(text) == (text, [Named(bob.pk, "Bob Brown")])


def test_a_token_in_code_becomes_the_name_and_means_nobody(bob):
    assert resolve(f"`@[{bob.pk}]` and @[{bob.pk}]") == ("`@Bob Brown` and @Bob Brown", [Named(bob.pk, "Bob Brown")])


def test_of_two_with_one_name_the_link_goes_to_whom_the_words_outside_of_code_mean(bob):
    other = join("bob2@acme.example", "Bob Brown")
    text, found = resolve(f"`@[{bob.pk}]` @[{other.pk}]")
    assert f'href="/people/{other.pk}/"' in to_html(
        text, [(named.name, f"/people/{named.person_id}/") for named in found]
    )


def test_an_edit_that_turns_a_name_into_code_means_them_no_more(bob):
    assert names("`@Bob Brown`", before=[Named(bob.pk, "Bob Brown")]) == []
