from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone


def render(text, **context):
    return Template("{% load icons look %}" + text).render(Context(context))


def test_an_icon_is_decoration_from_the_sprite():
    html = render('{% icon "home" %}')
    assert 'aria-hidden="true"' in html
    assert "icons" in html
    assert "#home" in html


def test_arrows_turn_round_where_the_page_reads_from_right_to_left():
    assert "icon--directed" in render('{% icon "back" "small" %}')
    assert "icon--directed" not in render('{% icon "home" %}')


def test_a_colour_stays_with_its_id_as_number_and_as_text():
    assert render("{{ 7|hue }}") == render("{{ '7'|hue }}")
    assert {render("{{ n|hue }}", n=n) for n in range(100)} == {f"hue-{n}" for n in range(12)}


def test_nobody_yet_has_a_colour_too():
    assert render("{{ n|hue }}", n=None) == "hue-0"


def test_a_language_is_named_in_its_own_words():
    assert render("{{ 'fr'|language_name }}") == "Français"


@pytest.mark.parametrize(("style", "text"), [("relative", "3 May, 10:04"), ("clock", "10:04"), ("day", "Monday 3 May")])
def test_a_moment_reads_well_without_javascript_and_says_more_on_hover(style, text):
    with timezone.override("Europe/Paris"):
        html = render("{% moment at style %}", at=datetime(2027, 5, 3, 8, 4, tzinfo=UTC), style=style)
    assert f">{text}</time>" in html
    assert 'datetime="2027-05-03T08:04:00+00:00"' in html
    assert f"data-{style}" in html
    assert 'title="May 3, 2027, 10:04' in html


@pytest.mark.parametrize(
    ("path", "room", "expected"),
    [
        ("/groups/", "", ' aria-current="page"'),
        ("/groups/7/", "", ' aria-current="true"'),
        ("/people/", "", ""),
        ("/posts/7/", "groups", ' aria-current="true"'),
        ("/groups/7/", "home", ""),
    ],
)
def test_navigation_shows_where_one_is(path, room, expected):
    request = RequestFactory().get(path)
    assert render("{% current '/groups/' 'groups' %}", request=request, room=room) == expected
