"""The company's log: only ever added to, with the words and the place of each act."""

import ast
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import translation

from audit.actions import record
from audit.models import Line
from audit.words import choices, words_of
from core.schema import inside, inside_public
from people.actions import deactivate
from tenants.actions import add_mail_domain, change_state, edit_company, invite_admin, pause, remove_mail_domain
from tests.test_architecture import ROOT, sources


@pytest.fixture
def line(acme) -> Line:
    return record(who="tests", what="people.person_joined")


@pytest.mark.parametrize(
    "edit",
    [
        lambda line: line.save(update_fields=["who"]),
        lambda line: line.delete(),
        lambda line: Line.objects.update(who="x"),
        lambda line: Line.objects.filter(pk=line.pk).update(who="x"),
        lambda line: Line.objects.all().delete(),
        lambda line: Line.objects.filter(pk=line.pk).delete(),
        lambda line: Line.objects.bulk_update([line], ["who"]),
        lambda line: Line.objects.update_or_create(pk=line.pk, defaults={"who": "x"}),
        lambda line: Line.objects.bulk_create(
            [line], update_conflicts=True, unique_fields=["id"], update_fields=["who"]
        ),
        lambda line: Line.objects.order_by("at")._raw_delete("default"),
        lambda line: Line._base_manager.all().delete(),
        lambda line: Line._base_manager.update(who="x"),
    ],
)
def test_a_line_is_neither_changed_nor_removed(line, edit):
    with pytest.raises(TypeError, match="never"), transaction.atomic():
        edit(line)
    assert Line.objects.get(pk=line.pk).who == "tests"


def test_no_code_of_ours_tries():
    verbs = ("update", "delete", "save", "bulk_update", "update_or_create", "bulk_create", "raw")
    tries = [
        f"{path}:{node.lineno}"
        for path, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith(("Line.objects.", "lines."))
        if ast.unparse(node.func).endswith(verbs)
    ]
    assert tries == []


def test_operators_do_not_find_it_in_their_site():
    from tenants.admin_site import operators_site

    assert Line not in operators_site._registry


def test_each_act_has_words_in_both_languages():
    written = {
        keyword.value.value
        for path, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "record"
        for keyword in node.keywords
        if keyword.arg == "what" and isinstance(keyword.value, ast.Constant)
    }
    assert "people.person_joined" in written
    assert sorted(what for what in written if words_of(what) == what) == []
    with translation.override("en"):
        english = {what: words_of(what) for what in written}
    with translation.override("fr"):
        assert [what for what in written if words_of(what) == english[what]] == []


def test_each_act_of_operators_has_words():
    from tenants.models import CompanyChange

    assert {f"tenants.company_{what}" for what in CompanyChange.What.values} <= {what for what, _ in choices()}


def test_an_act_says_where_it_came_from_and_nobody_passes_it_along(client_of, alice):
    client_of(alice).post("/people/invite/", {"address": "zoe@acme.example", "role": "member"}, REMOTE_ADDR="192.0.2.7")
    found = Line.objects.get(what="people.person_invited")
    assert (found.address, found.who_name, found.on_whom_name) == ("192.0.2.7", "Alice Adams", "zoe@acme.example")


def test_the_device_is_what_the_browser_calls_itself(client_of, alice):
    agent = "Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0" + "x" * 400
    client_of(alice).post(
        "/people/invite/", {"address": "zoe@acme.example", "role": "member"}, headers={"user-agent": agent}
    )
    assert Line.objects.get(what="people.person_invited").device == agent[:300]


def test_what_no_request_did_comes_from_nowhere(bob):
    deactivate(person=bob, by="installation")
    found = Line.objects.get(what="people.person_deactivated")
    assert (found.address, found.device) == (None, "")


OPERATORS = {
    "suspended": lambda company: change_state(company=company, to="suspended", who="op@x.example", why="Due"),
    "closed": lambda company: change_state(company=company, to="closed", who="op@x.example", why="Due"),
    "paused": lambda company: pause(company=company, paused=True, who="op@x.example", why="Due"),
    "unpaused": lambda company: pause(company=company, paused=False, who="op@x.example", why="Due"),
    "domain_added": lambda company: add_mail_domain(company=company, domain="a.example", who="op@x.example", why="Due"),
    "domain_removed": lambda company: remove_mail_domain(
        company=company, domain="acme.example", who="op@x.example", why="Due"
    ),
    "admin_invited": lambda company: invite_admin(
        company=company, email="new@acme.example", who="op@x.example", why="Due"
    ),
    "edited": lambda company: edit_company(
        company=company,
        who="op@x.example",
        why="Due",
        name="Acme 2",
        seat_limit=5,
        pilot_end=None,
        language="en",
        country="",
    ),
}


@pytest.mark.parametrize("what", OPERATORS)
def test_what_operators_do_stands_in_the_companys_own_log(acme, what):
    with inside_public():
        OPERATORS[what](acme)
    with inside(acme):
        found = Line.objects.get(what=f"tenants.company_{what}")
    assert (found.who, found.detail["why"]) == ("op@x.example", "Due")


def test_what_they_did_before_there_was_a_log_stands_in_it_too(acme):
    from audit.actions import record_what_came_before
    from tenants.models import CompanyChange

    with inside_public():
        acts = set(CompanyChange.objects.filter(company=acme).values_list("what", flat=True))
    assert "listed" in acts
    record_what_came_before(company=acme, admin_email="")  # a second time changes nothing
    assert Line.objects.filter(what="tenants.company_listed").count() == 1


def test_no_address_of_a_page_writes_to_the_log():
    assert [path for path in Path(ROOT / "audit").glob("*.py") if path.stem in {"views", "urls", "api", "admin"}] == []
