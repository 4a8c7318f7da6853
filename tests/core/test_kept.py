"""Parts of pages that are written once: what they may see, and for whom they are kept."""

from collections import OrderedDict

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from core.schema import inside
from core.templatetags import kept
from groups.actions import create_group
from groups.models import Group


@pytest.fixture(autouse=True)
def nothing_kept():
    kept._kept.clear()


def render(text, **context):
    context.setdefault("request", RequestFactory().get("/"))
    return Template("{% load kept %}" + text).render(Context(context))


LINK = '{% kept "_nav_link.html" to=to name="home" label=label %}'


def test_it_sees_nothing_but_what_is_handed_over():
    bare = '{% kept "_nav_link.html" to="/" name="home" %}'
    assert render(bare, label="the page’s own", nav_count=7) == render(bare)
    assert "Home, sweet" in render(LINK, to="/", label="Home, sweet")


def test_it_is_written_once_and_anew_for_other_values():
    for label in ("A", "B", "A"):
        assert f">{label}<" in render(LINK, to="/", label=label)
    assert len(kept._kept) == 2


def test_values_that_are_equal_and_read_otherwise_are_two():
    assert ">1<" in render(LINK, to="/", label=1)
    assert ">True<" in render(LINK, to="/", label=True)
    unsafe = "<b>"
    assert "<b>" not in render(LINK, to="/", label=unsafe)


def test_each_language_has_its_own():
    with translation.override("fr"):
        french = render('{% kept "_shortcuts.html" %}')
    with translation.override("en"):
        english = render('{% kept "_shortcuts.html" %}')
    assert "Keyboard shortcuts" in english
    assert "Raccourcis clavier" in french


def test_each_company_has_its_own(acme, globex):
    for company in (acme, globex):
        with inside(company):
            render('{% kept "_shortcuts.html" %}')
    assert len({key[0] for key in kept._kept}) == 2


def test_each_page_has_its_own_token():
    pages = [render('{% kept "_sign_out.html" %}', csrf_token=token) for token in ("one", "two")]
    assert 'value="one"' in pages[0]
    assert 'value="two"' in pages[1]
    assert kept.TOKEN not in "".join(pages)


@pytest.mark.parametrize("value", [["a"], {"a": 1}, ("a", ["b"]), object()])
def test_what_may_change_is_refused(value):
    with pytest.raises(TypeError, match="plain values"):
        render(LINK, to="/", label=value)


def test_a_row_of_the_database_is_refused(alice):
    with pytest.raises(TypeError, match="not User"):
        render(LINK, to="/", label=alice)


def test_what_was_not_asked_for_longest_goes(monkeypatch):
    monkeypatch.setattr(kept, "MOST", 2)
    for label in ("A", "B", "A", "C"):
        render(LINK, to="/", label=label)
    assert [key[-1][-1] for key in kept._kept] == ["A", "C"]


def test_what_another_thread_puts_out_this_moment_is_shown_still(monkeypatch):
    class Crowded(OrderedDict):
        def get(self, key):
            return self.pop(key, None)

    monkeypatch.setattr(kept, "_kept", Crowded())
    assert render(LINK, to="/", label="A") == render(LINK, to="/", label="A") != ""


def test_another_companys_groups_of_the_same_ids_are_not_beside_ones_feed(acme, globex, bob, gina, client_of):
    made = {}
    for company, person, name in ((acme, bob, "Ovens of Acme"), (globex, gina, "Reactors of Globex")):
        with inside(company):
            made[name] = create_group(name=name, creator=person).pk
            Group.objects.filter(pk=made[name]).update(picture=None)
    pages = [client_of(person).get("/").content.decode() for person in (bob, gina, bob)]
    assert bob.pk == gina.pk, "or this test says nothing"
    assert ["Ovens of Acme" in page for page in pages] == [True, False, True]
    assert ["Reactors of Globex" in page for page in pages] == [False, True, False]
