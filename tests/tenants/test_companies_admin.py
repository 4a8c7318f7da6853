"""Operators list companies, look at them, and shut or open their doors."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from core.schema import inside, inside_public
from tenants import actions
from tenants.models import Company, CompanyCounts, Host, MailDomain

BREMA = {
    "name": "Brema",
    "host": "brema",
    "mail_domains": "brema.example brema-group.example",
    "admin_email": "ines@brema.example",
    "seat_limit": "50",
    "pilot_end": (date.today() + timedelta(days=90)).isoformat(),  # noqa: DTZ011
    "language": "fr",
    "country": "DE",
}


def add(olga, **fields):
    return olga.post("/admin/tenants/company/add/", {**BREMA, **fields})


def act(olga, company, which, **said):
    return olga.post(f"/admin/tenants/company/{company.pk}/{which}/", {"why": "because", **said})


def test_a_company_listed_by_hand_is_live_after_the_worker_has_run(olga, run_tasks):
    page = add(olga)
    run_tasks()
    company = Company.objects.get(name="Brema")
    assert page["Location"] == f"/admin/tenants/company/{company.pk}/change/"
    assert company.state == "live"
    assert company.host == "brema.localhost"
    assert [domain.domain for domain in company.mail_domains.all()] == ["brema-group.example", "brema.example"]
    assert [(step.name, step.state) for step in company.steps.all()] == [
        (name, "done") for name in ("base", "schema", "rows", "open")
    ]


def test_the_first_admin_gets_a_mail_with_a_link(olga, run_tasks):
    add(olga)
    run_tasks()
    run_tasks()
    assert mail.outbox[-1].to == ["ines@brema.example"]
    assert "http://brema.localhost:8000/join/" in mail.outbox[-1].body


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"host": "admin"}, "reserved"),
        ({"host": "localhost"}, "reserved"),
        ({"host": "a.b.localhost"}, "reserved"),
        ({"host": "acme"}, "taken"),
        ({"host": "-no-"}, "Letters, digits and hyphens"),
        ({"host": "10.0.0.1"}, "Letters, digits and hyphens"),
        ({"mail_domains": "acme.example"}, "belongs to Acme"),
        ({"mail_domains": "brema.example gmail.com"}, "gives addresses to everybody"),
        ({"mail_domains": "nonsense"}, "not a mail domain"),
        ({"pilot_end": "2020-01-01"}, "This day is over"),
        ({"admin_email": "nonsense"}, "valid email address"),
    ],
)
def test_what_cannot_be_listed_is_said_at_its_field(olga, fields, said):
    page = add(olga, **fields)
    assert page.status_code == 200
    assert said in page.content.decode()
    assert not Company.objects.filter(name="Brema").exists()


def test_a_full_pilot_lists_nobody_and_says_why(olga, settings):
    settings.PILOT_SIZE = 2
    assert "2 of 2 places are taken" in add(olga).content.decode()
    assert not Company.objects.filter(name="Brema").exists()


def test_a_closed_company_frees_its_place(olga, globex, settings):
    settings.PILOT_SIZE = 2
    actions.change_state(company=globex, to="closed", who="olga", why="")
    add(olga)
    assert Company.objects.filter(name="Brema").exists()


def test_the_list_shows_how_full_the_pilot_is_and_each_companys_counts(olga, acme):
    with inside_public():
        CompanyCounts.objects.create(company=acme, people=31, active=17, messages=12345, storage=5_000_000)
    page = olga.get("/admin/tenants/company/").content.decode()
    assert "2 of 300 places" in page
    for figure in ("acme.localhost", ">31<", ">17<", "12,345", "4.8"):
        assert figure in page


def test_the_list_costs_ten_queries_at_most_with_300_companies(olga, django_assert_max_num_queries):
    companies = Company.objects.bulk_create([Company(name=f"Company {n}") for n in range(300)])
    Host.objects.bulk_create([Host(domain=f"c{c.pk}.localhost", tenant=c, is_primary=True) for c in companies])
    CompanyCounts.objects.bulk_create([CompanyCounts(company=company) for company in companies])
    with django_assert_max_num_queries(10):
        assert olga.get("/admin/tenants/company/").status_code == 200


@pytest.mark.parametrize("query", ["q=acme.example", "state__exact=live", "ends=open", "q=acme.localhost"])
def test_the_list_is_searched_and_filtered(olga, query):
    page = olga.get(f"/admin/tenants/company/?{query}").content.decode()
    assert "acme.localhost" in page


def test_the_page_of_a_company_shows_its_history(olga, run_tasks):
    add(olga)
    company = Company.objects.get(name="Brema")
    act(olga, company, "add-domain", domain="brema.test")
    page = olga.get(f"/admin/tenants/company/{company.pk}/change/").content.decode()
    assert "olga@workplace.example" in page
    assert "mail domain added" in page
    assert "brema.test" in page
    assert "A worker has not begun yet" in page


def test_suspending_asks_why_and_tells_its_people(olga, globex):
    page = olga.post(f"/admin/tenants/company/{globex.pk}/suspend/", {"shown": "Unpaid."})
    assert "This field is required" in page.content.decode()
    act(olga, globex, "suspend", shown="Unpaid.")
    globex.refresh_from_db()
    assert (globex.state, globex.why_shut) == ("suspended", "Unpaid.")


def test_what_operators_do_stands_in_the_companys_own_log(olga, globex):
    from audit.models import Line

    act(olga, globex, "suspend")
    with inside(globex):
        line = Line.objects.latest("at")
    assert (line.who, line.what, line.detail) == (
        "olga@workplace.example",
        "tenants.company_suspended",
        {"why": "because", "before": "live", "after": "suspended"},
    )


def test_an_act_that_does_not_fit_the_state_is_nothing(olga, globex):
    assert act(olga, globex, "resume").status_code == 404
    assert act(olga, globex, "no-such-act").status_code == 404


def test_closing_wants_the_name_typed(olga, globex):
    assert "not its name" in act(olga, globex, "close", name="Globe").content.decode()
    act(olga, globex, "close", name="Globex")
    globex.refresh_from_db()
    assert globex.state == "closed"
    assert globex.erase_at == timezone.localdate() + timedelta(days=90)


def test_resuming_after_the_pilots_end_wants_a_new_end(olga, globex):
    Company.objects.filter(pk=globex.pk).update(pilot_end=timezone.localdate() - timedelta(days=1), state="suspended")
    over = (timezone.localdate() - timedelta(days=1)).isoformat()
    assert "The pilot of this company is over" in act(olga, globex, "resume", pilot_end=over).content.decode()
    act(olga, globex, "resume", pilot_end=(timezone.localdate() + timedelta(days=30)).isoformat())
    globex.refresh_from_db()
    assert globex.state == "live"


def test_the_first_admins_link_is_renewed_and_a_second_admin_invited(olga, globex, run_tasks):
    act(olga, globex, "admin-link", email="ines@globex.example")
    act(olga, globex, "second-admin", email="ida@globex.example")
    run_tasks()
    assert [letter.to for letter in mail.outbox] == [["ines@globex.example"], ["ida@globex.example"]]


def test_an_admin_who_is_in_already_gets_no_link(olga, globex, run_tasks):
    page = act(olga, globex, "admin-link", email="gina@globex.example")
    assert "in already" in page.content.decode()
    run_tasks()
    assert mail.outbox == []


def test_a_mail_domain_is_removed_and_can_then_be_anothers(olga, globex):
    act(olga, globex, "remove-domain", domain="globex.example")
    assert not MailDomain.objects.filter(domain="globex.example").exists()
    assert add(olga, mail_domains="globex.example").status_code == 302


def test_terms_are_edited_and_noted(olga, globex):
    end = timezone.localdate() + timedelta(days=10)
    act(olga, globex, "edit", name="Globex", language="fr", seat_limit="7", pilot_end=end.isoformat(), country="BE")
    globex.refresh_from_db()
    assert (globex.language, globex.seat_limit, globex.pilot_end, globex.country) == ("fr", 7, end, "BE")
    assert "seat_limit: 7" in globex.changes.first().after


def test_companies_are_not_deleted_here(olga, globex):
    assert olga.get(f"/admin/tenants/company/{globex.pk}/delete/").status_code == 404


# From a file


HEADER = "name,host,mail_domains,admin_email,seat_limit,pilot_end,language,country\n"
GOOD = HEADER + (
    "Brema,brema,brema.example brema.test,ines@brema.example,50,2199-01-31,fr,Allemagne\n"
    "Corda,corda,corda.example,ida@corda.example,,,,\n"
)


def send_file(olga, text, name="companies.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    return olga.post("/admin/tenants/company/import/", {"file": SimpleUploadedFile(name, content)})


def test_a_dry_run_writes_nothing_and_the_second_step_lists_all(olga):
    page = send_file(olga, GOOD)
    assert "List 2 companies" in page.content.decode()
    assert Company.objects.count() == 2
    olga.post("/admin/tenants/company/import/", {"text": page.context["carried"].initial["text"]})
    assert Company.objects.get(name="Brema").country == "DE"
    assert Company.objects.get(name="Corda").pilot_end is None


def test_a_dry_run_says_what_is_wrong_with_each_row(olga):
    text = HEADER + (
        "Acme two,acme,acme.example,a@acme.example,,,,\n"
        "Brema,brema,brema.example,ines@brema.example,many,31.1.2199,xx,Atlantis\n"
        "\n"
        "Brema again,brema,brema.example,ines@brema.example,,,,\n"
    )
    page = send_file(olga, text)
    rows = {row.number: " | ".join(row.errors) for row in page.context["rows"]}
    assert "taken" in rows[2]
    assert "belongs to Acme" in rows[2]
    assert all(word in rows[3] for word in ("Seat limit", "End of the pilot", "Language", "Country"))
    assert "List 3 companies" not in page.content.decode()


def test_the_same_host_twice_in_a_file_is_said_with_its_row(olga):
    text = HEADER + "Brema,brema,brema.example,i@brema.example,,,,\nTwin,brema,twin.example,i@twin.example,,,,\n"
    rows = send_file(olga, text).context["rows"]
    assert rows[1].errors == ["Host: brema.localhost stands in row 2 too."]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"name;host\nBrema;brema\n", "columns are missing: admin_email, mail_domains"),
        (b"name,host,mail_domains,admin_email,colour\n", "not known: colour"),
        (b"", "columns are missing"),
        (b"\x00\xff\x81\x00", "not a text file"),
    ],
)
def test_a_file_that_is_none_is_refused_with_the_reason(olga, content, said):
    assert said in send_file(olga, content).content.decode()


def test_a_spreadsheets_file_with_semicolons_and_a_mark_is_read(olga):
    page = send_file(olga, ("\ufeff" + GOOD.replace(",", ";")).encode())
    assert [row.errors for row in page.context["rows"]] == [[], []]


def test_a_file_that_no_longer_fits_when_it_is_meant_lists_nobody(olga):
    page = send_file(olga, GOOD)
    add(olga, name="Faster", host="corda", mail_domains="faster.example")
    again = olga.post("/admin/tenants/company/import/", {"text": page.context["carried"].initial["text"]})
    assert "taken" in again.content.decode()
    assert not Company.objects.filter(name="Brema").exists()
