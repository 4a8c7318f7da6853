"""The operators' queue of applications: oldest first, decided in three clicks, the next one opens."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from tenants import actions
from tenants.models import Application, Company

QUEUE = "/admin/tenants/application/"


def decide(olga, application, decision, **said):
    fields = {f"{decision}-{name}": value for name, value in said.items()}
    return olga.post(f"{QUEUE}{application.pk}/change/", {"decision": decision, **fields})


def prefilled(olga, application):
    """What stands in the form when the page opens: what a click on “List it” sends."""
    form = olga.get(f"{QUEUE}{application.pk}/change/").context["forms"]["list"][0]
    return {
        name: value
        for name in form.fields
        if (value := form.get_initial_for_field(form.fields[name], name)) is not None
    }


def test_the_queue_opens_on_what_waits_oldest_first(olga, apply):
    first, second = apply(company="First"), apply(company="Second", email="ida@corda.example")
    actions.ask(application=apply(company="Asked", email="a@asked.example"), question="?", who="olga")
    page = olga.get(QUEUE, follow=True)
    assert [row.pk for row in page.context["cl"].result_list] == [first.pk, second.pk]


def test_listing_takes_one_click_on_what_is_prefilled_and_opens_the_next(olga, apply, run_tasks):
    first, second = apply(), apply(company="Corda", email="ida@corda.example")
    said = prefilled(olga, first)
    assert said["host"] == "brema-kuhlung"
    assert said["mail_domains"] == "brema.example"
    assert said["pilot_end"] == timezone.localdate() + timedelta(days=90)
    page = decide(olga, first, "list", **said)
    assert page["Location"] == f"{QUEUE}{second.pk}/change/"
    run_tasks()
    company = Company.objects.get(name="Bréma Kühlung GmbH")
    assert (company.state, company.admin_email, company.country) == ("live", "ines@brema.example", "DE")
    assert first.changes.last().who == "olga@workplace.example"


def test_the_applicant_reads_that_the_company_is_listed_and_gets_the_link(olga, apply, run_tasks):
    application = apply(language="fr")
    run_tasks()
    mail.outbox.clear()
    decide(olga, application, "list", **prefilled(olga, application))
    run_tasks()
    run_tasks()
    subjects = [letter.subject for letter in mail.outbox]
    assert "Bréma Kühlung GmbH est sur la liste" in subjects
    assert any("http://brema-kuhlung.localhost:8000/join/" in letter.body for letter in mail.outbox)


def test_a_question_goes_to_the_applicant_and_the_answer_returns_to_the_old_place(olga, apply):
    first, second = apply(), apply(company="Corda", email="ida@corda.example")
    page = decide(olga, first, "ask", question="Which plants?")
    assert page["Location"] == f"{QUEUE}{second.pk}/change/"
    first.refresh_from_db()
    assert first.state == "asked"
    actions.answer(application=first, text="Bremen.")
    assert Application.objects.open().first() == first
    assert "Bremen." in olga.get(f"{QUEUE}{first.pk}/change/").content.decode()


def test_declining_wants_a_reason(olga, apply):
    application = apply()
    assert "This field is required" in decide(olga, application, "decline").content.decode()
    page = decide(olga, application, "decline", reason="Too early.")
    assert page["Location"] == QUEUE
    application.refresh_from_db()
    assert application.state == "declined"


def test_a_decided_application_cannot_be_decided_again(olga, apply):
    application = apply()
    said = prefilled(olga, application)
    actions.decline(application=application, reason="Too early.", who="olav")
    page = decide(olga, application, "list", **said)
    assert "Somebody was faster" in page.content.decode() or not page.context["forms"]["list"][0].is_valid()
    assert not Company.objects.filter(name="Bréma Kühlung GmbH").exists()
    assert 'name="decision"' not in olga.get(f"{QUEUE}{application.pk}/change/").content.decode()


def test_a_refused_listing_leaves_the_application_in_the_queue(olga, apply):
    application = apply()
    page = decide(olga, application, "list", **{**prefilled(olga, application), "host": "acme"})
    assert "taken" in page.content.decode()
    application.refresh_from_db()
    assert application.state == "received"


def test_neighbours_and_duplicates_are_noted(olga, apply):
    apply(email="eve@acme.example", company="Acme Two")
    apply(email="ida@brema.example")
    again, namesake = apply(), apply(email="a@elsewhere.example", company="globex")
    page = olga.get(QUEUE, follow=True).content.decode()
    assert "domain of Acme" in page
    assert "1 more from this domain" in page
    assert "a company of this name is listed" in page
    assert "ida@brema.example" in olga.get(f"{QUEUE}{again.pk}/change/").content.decode()
    assert namesake.number == 4


def test_a_taken_host_is_not_suggested(olga, apply):
    assert prefilled(olga, apply(company="Acme", email="a@acme-tools.example"))["host"] == "acme-tools"
    assert prefilled(olga, apply(company="Admin", email="a@globex.test"))["host"] == "admin-2"


def test_a_queue_is_listed_with_one_click_each_and_no_way_back_to_the_list(olga, apply):
    Application.objects.bulk_create(
        [
            Application(
                number=n,
                company=f"Company {n}",
                email=f"a@c{n}.example",
                domain=f"c{n}.example",
                headcount=n,
                country="FR",
                proven_at=timezone.now(),
            )
            for n in range(1, 6)
        ]
    )
    path, clicks = f"{QUEUE}{Application.objects.open().first().pk}/change/", 0
    while path != QUEUE:
        pk = int(path.removeprefix(QUEUE).partition("/")[0])
        application = Application.objects.get(pk=pk)
        path, clicks = decide(olga, application, "list", **prefilled(olga, application))["Location"], clicks + 1
    assert clicks == 5
    assert Company.objects.count() == 7


def test_the_queue_is_cheap_with_many(olga, apply, django_assert_max_num_queries):
    apply()
    Application.objects.bulk_create(
        [
            Application(
                number=n,
                company=f"C{n}",
                email="a@b.example",
                domain="b.example",
                headcount=1,
                proven_at=timezone.now(),
            )
            for n in range(2, 102)
        ]
    )
    with django_assert_max_num_queries(10):
        olga.get(f"{QUEUE}?state__exact=received")


@pytest.mark.parametrize("path", ["add/", "1/delete/", "999/change/"])
def test_applications_are_neither_made_nor_deleted_here(olga, path):
    assert olga.get(f"{QUEUE}{path}").status_code == 404
