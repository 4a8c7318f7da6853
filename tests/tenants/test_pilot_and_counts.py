"""The pilot's end is told in time and shuts the doors; counts are gathered one company at a time."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import DatabaseError
from django.utils import timezone

from core.schema import inside
from people.models import User
from tenants import hooks
from tenants.actions import count_everywhere, edit_company, watch_pilots
from tenants.models import Company, CompanyCounts


@pytest.fixture
def ending(globex, operator):
    """`ending(14)`: Globex's pilot ends in so many days."""

    def set_end(days):
        Company.objects.filter(pk=globex.pk).update(pilot_end=timezone.localdate() + timedelta(days=days))
        globex.refresh_from_db()
        return globex

    return set_end


def told(run_tasks):
    watch_pilots()
    mail.outbox.clear()
    run_tasks()
    return sorted(letter.to[0] for letter in mail.outbox)


BOTH = ["gina@globex.example", "olga@workplace.example"]


@pytest.mark.parametrize("days", [14, 3, 0])
def test_admins_and_operators_are_told(ending, run_tasks, days):
    ending(days)
    assert told(run_tasks) == BOTH
    said = "ends today" if days == 0 else f"ends in {days} days"
    assert said in mail.outbox[0].subject


@pytest.mark.parametrize("days", [15, 30])
def test_nobody_is_told_before_that(ending, run_tasks, days):
    ending(days)
    assert told(run_tasks) == []


def test_each_of_the_three_is_told_once(ending, run_tasks):
    rounds = []
    for days in (15, 14, 14, 13, 4, 3, 2, 0, 0):
        ending(days)
        rounds.append(bool(told(run_tasks)))
    assert rounds == [False, True, False, False, False, True, False, True, False]


def test_a_day_on_which_nothing_ran_is_made_up_for(ending, run_tasks):
    ending(9)
    assert told(run_tasks) == BOTH
    assert "ends in 9 days" in mail.outbox[0].subject


def test_a_new_end_is_announced_anew(ending, run_tasks):
    globex = ending(3)
    told(run_tasks)
    terms = {"name": "Globex", "seat_limit": None, "language": "en", "country": ""}
    end = timezone.localdate() + timedelta(days=14)
    edit_company(company=globex, who="olga", why="goes well", pilot_end=end, **terms)
    assert told(run_tasks) == BOTH


def test_the_day_after_it_is_suspended_and_never_erased(ending):
    globex = ending(0)
    watch_pilots()
    globex.refresh_from_db()
    assert globex.state == "live"
    ending(-1)
    watch_pilots()
    globex.refresh_from_db()
    assert (globex.state, globex.erase_at) == ("suspended", None)
    assert "pilot of your company is over" in globex.why_shut


def test_counts_are_gathered_for_each_company(globex, operator):
    assert count_everywhere() == 2
    counts = CompanyCounts.objects.get(company=globex)
    assert counts.people == 3
    assert counts.storage > 100_000


def test_messages_are_counted_by_what_their_threads_number(globex, operator):
    from chat.models import Thread

    count_everywhere()
    before = CompanyCounts.objects.get(company=globex).messages
    with inside(globex):
        gina = User.objects.get(email="gina@globex.example")
        Thread.objects.create(kind="group", name="A", created_by=gina, last_seq=5)
        Thread.objects.create(kind="group", name="B", created_by=gina, last_seq=7)
    count_everywhere()
    assert CompanyCounts.objects.get(company=globex).messages == before + 12


def test_a_company_out_of_reach_keeps_its_old_figures_and_stops_nobody(globex, monkeypatch, operator):
    CompanyCounts.objects.create(company=globex, people=7)

    def count(*, company):
        if company == globex:
            raise DatabaseError("this node is away")
        return {"people": 3}

    monkeypatch.setattr(hooks.company_counts, "_handlers", [(1, "test", count)])
    assert count_everywhere() == 1
    assert CompanyCounts.objects.get(company=globex).people == 7
    assert CompanyCounts.objects.get(company__name="Acme").people == 3
