"""The company's log on its page and as a table for other programs."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from administration import exporting
from administration.exporting import harmless
from audit.actions import record
from audit.models import Line

LOG = "/settings/company/log/"


@pytest.fixture
def lines(acme) -> list[Line]:
    return [
        record(who="op@x.example", what="tenants.company_paused", on_whom="Acme", why="Move"),
        record(who="2 Bob Brown", what="people.person_invited", on_whom="zoe@acme.example"),
        record(who="1 Alice Adams", what="people.role_changed", on_whom="2 Bob Brown", before="member", after="people"),
    ]


def shown(client, query="") -> list[str]:
    return [line.what for line in client.get(f"{LOG}{query}").context["page"].rows][:3]


def test_the_newest_stands_first_in_words_with_names_and_details(alice, client_of, lines):
    page = client_of(alice).get(LOG)
    assert page.context["page"].rows[0].what == "people.role_changed"
    for words in ("Alice Adams", "Changed a role", "Bob Brown", "Operators switched writing off", "Move"):
        assert words in page.text
    assert "1 Alice" not in page.text


def test_it_is_found_by_who_by_what_and_by_day(alice, client_of, lines):
    client = client_of(alice)
    assert shown(client, "?who=bob")[:2] == ["people.role_changed", "people.person_invited"], "by and on Bob"
    assert shown(client, "?what=tenants.company_paused") == ["tenants.company_paused"]
    today = timezone.localdate()
    assert len(shown(client, f"?since={today}&until={today}")) == 3
    assert shown(client, f"?since={today + timedelta(days=1)}") == []
    assert shown(client, f"?until={today - timedelta(days=1)}") == []


def test_a_filter_that_fits_nothing_shows_the_way_back_and_nonsense_is_no_filter(alice, client_of, lines):
    client = client_of(alice)
    assert "Nothing found" in client.get(f"{LOG}?who=nobody-of-this-name").text
    assert len(shown(client, "?since=x&until=y&what=z&cursor=q&who=%00")) == 3


def test_a_days_end_is_midnight_where_the_reader_is(alice, client_of, acme):
    alice.time_zone = "Pacific/Auckland"
    alice.save(update_fields=["time_zone"])
    Line.objects.create(who="x", what="people.person_invited", at="2026-03-01T11:30:00Z")  # 2 March, 00:30 there
    client = client_of(alice)
    assert shown(client, "?since=2026-03-02&until=2026-03-02") == ["people.person_invited"]
    assert shown(client, "?since=2026-03-01&until=2026-03-01") == []


def test_pages_follow_each_other_with_the_filter_kept(alice, client_of, acme):
    for number in range(120):
        record(who="tests", what="people.person_invited", on_whom=f"n{number}@acme.example")
    client, cursor, seen = client_of(alice), "", []
    for _ in range(3):
        page = client.get(f"{LOG}?what=people.person_invited&cursor={cursor}").context["page"]
        seen += [line.on_whom for line in page.rows]
        cursor = page.next
    assert cursor == ""
    assert seen == [f"n{number}@acme.example" for number in reversed(range(120))]


def exported(client, **asked) -> list[list[str]]:
    answer = client.post(f"{LOG}export/", asked)
    assert answer["Content-Type"].startswith("text/csv")
    return list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


def test_the_export_holds_what_the_filter_lets_through(alice, client_of, lines):
    rows = exported(client_of(alice), who="bob")
    assert [row[7] for row in rows[1:3]] == ["people.role_changed", "people.person_invited"]
    assert rows[1][1:4] == ["Alice Adams", "Changed a role", "Bob Brown"]


def test_the_export_stands_in_the_log_and_in_itself(alice, client_of, lines):
    rows = exported(client_of(alice))
    line = Line.objects.get(what="administration.log_exported")
    assert line.who_name == "Alice Adams"
    assert rows[1][7] == "administration.log_exported"
    exported(client_of(alice), who="bob")
    assert Line.objects.filter(what="administration.log_exported").latest("at").detail == {"filter": {"who": "bob"}}


def test_the_export_is_written_in_parts_and_in_the_readers_language(alice, client_of, lines, monkeypatch):
    monkeypatch.setattr(exporting, "PART", 1)
    alice.language = "fr"
    alice.save(update_fields=["language"])
    rows = exported(client_of(alice))
    assert rows[0][1:3] == ["Qui", "Quoi"]
    assert len(rows) == Line.objects.count() + 1
    assert "A changé un rôle" in [row[2] for row in rows]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\n=1"])
def test_a_cell_is_never_a_formula(cell):
    assert harmless(cell).startswith("'")


def test_a_formula_in_a_name_is_text_in_the_export(alice, client_of, acme):
    record(who='=HYPERLINK("http://evil.example")', what="people.person_invited", on_whom="+44 1234")
    row = exported(client_of(alice), who="HYPERLINK")[1]
    assert row[1].startswith("'=")
    assert row[3].startswith("'+")


def test_exports_are_not_made_without_end(alice, client_of, acme):
    client = client_of(alice)
    assert 429 in [client.post(f"{LOG}export/").status_code for _ in range(12)]


def test_another_companys_lines_are_not_in_it(alice, gina, client_of, lines):
    assert "Alice Adams" not in client_of(gina).get(LOG).text
    assert "Alice Adams" not in str(exported(client_of(gina)))


def test_values_are_read_as_words_too_and_before_stands_before_after(alice, bob, client_of):
    from people.actions import change_role

    change_role(person=bob, role="people", by=alice)
    assert Line.objects.get(what="people.role_changed").told == [("Before", "member"), ("After", "people admin")]
