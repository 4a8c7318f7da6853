"""A task is done if and only if its transaction committed, whatever dies on the way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from celery import shared_task
from django.core import mail
from django.db import connection, transaction
from django.test import TestCase
from django.utils import timezone

from core.schema import inside, inside_public
from jobs.base import CompanyTask, PlatformTask, Refused
from jobs.mail import queue_mail
from jobs.models import Outbox
from jobs.sweep import sweep
from tenants.actions import change_state
from tenants.models import Company

ran: list[tuple[str, str]] = []


@shared_task(base=CompanyTask, name="tests.note", lease=timedelta(seconds=30))
def note(*, text: str) -> None:
    if text == "trouble":
        raise ValueError("trouble")
    ran.append((connection.schema_name, text))


@shared_task(base=PlatformTask, name="tests.platform_note")
def platform_note(*, text: str) -> None:
    ran.append((connection.schema_name, text))


@pytest.fixture(autouse=True)
def nothing_ran():
    ran.clear()


def test_a_task_runs_in_the_company_it_was_sent_in(acme, globex, run_tasks):
    note.send(text="hello")
    with inside(globex):
        note.send(text="hi")
    run_tasks()
    assert sorted(ran) == sorted([(acme.schema_name, "hello"), (globex.schema_name, "hi")])


def test_the_company_is_the_one_at_the_call_and_not_at_the_commit(acme, globex, monkeypatch):
    handed = []
    monkeypatch.setattr(note, "apply_async", lambda args, **kw: handed.append(args[0]))
    with TestCase.captureOnCommitCallbacks(execute=True), inside_public(), transaction.atomic():
        for company in (acme, globex):
            with inside(company):
                note.send(text="hello")
    assert handed == [acme.schema_name, globex.schema_name]


def test_a_task_of_a_rolled_back_transaction_is_never_sent(acme, run_tasks):
    with transaction.atomic():
        note.send(text="never")
        transaction.set_rollback(True)
    assert run_tasks() == 0


def test_a_key_makes_a_task_unique(acme, run_tasks):
    note.send(text="once", key="k")
    note.send(text="twice", key="k")
    run_tasks()
    assert ran == [(acme.schema_name, "once")]


def test_the_same_message_twice_runs_the_task_once(acme):
    note.send(text="once")
    pk = Outbox.objects.get().pk
    for _ in range(2):
        note(acme.schema_name, pk)
    assert len(ran) == 1


def test_what_was_sent_is_forgotten_once_done(acme, run_tasks):
    note.send(text="secret code 123456")
    run_tasks()
    assert Outbox.objects.get().arguments == {}


def test_a_failing_task_is_tried_again_later(acme):
    note.send(text="trouble")
    row = Outbox.objects.get()
    note(acme.schema_name, row.pk)
    row.refresh_from_db()
    assert (row.state, row.attempts, row.error) == ("waiting", 1, "ValueError: trouble")
    assert row.due_at > timezone.now()


def test_a_task_that_never_succeeds_is_failed_in_the_end(acme):
    note.send(text="trouble")
    pk = Outbox.objects.get().pk
    for _ in range(note.tries):
        Outbox.objects.filter(pk=pk).update(due_at=timezone.now())
        note(acme.schema_name, pk)
    assert Outbox.objects.get().state == "failed"


def test_a_row_whose_worker_died_is_free_after_its_lease(acme):
    note.send(text="again")
    pk = Outbox.objects.get().pk
    assert Outbox.objects.claim(pk, timedelta(seconds=-1))
    note(acme.schema_name, pk)
    assert ran == [(acme.schema_name, "again")]


def test_a_row_under_lease_is_left_alone(acme):
    note.send(text="again")
    pk = Outbox.objects.get().pk
    assert Outbox.objects.claim(pk, timedelta(seconds=60))
    note(acme.schema_name, pk)
    assert ran == []


def test_the_sweep_hands_over_what_an_emptied_broker_lost(acme, monkeypatch):
    handed = []
    monkeypatch.setattr(note, "apply_async", lambda args, **kw: handed.append(args))
    note.send(text="lost")
    long_ago = timezone.now() - timedelta(seconds=30)
    Outbox.objects.update(due_at=long_ago, handed_at=long_ago)
    assert sweep(acme.schema_name, inside(acme)) == 1
    assert handed == [(acme.schema_name, Outbox.objects.get().pk)]


def test_the_sweep_hands_a_row_over_once_in_a_while(acme, monkeypatch):
    handed = []
    monkeypatch.setattr(note, "apply_async", lambda args, **kw: handed.append(args))
    note.send(text="waits its turn in a long queue")
    Outbox.objects.update(due_at=timezone.now() - timedelta(minutes=5), handed_at=None)
    for _ in range(3):
        sweep(acme.schema_name, inside(acme))
    assert len(handed) == 1


def test_a_row_of_a_task_that_is_no_more_holds_nothing_up(acme, monkeypatch):
    handed = []
    monkeypatch.setattr(note, "apply_async", lambda args, **kw: handed.append(args))
    Outbox.objects.create(task="tests.of_an_older_release", key="old")
    Outbox.objects.create(task="tests.note", key="new", arguments={"text": "x"})
    assert sweep(acme.schema_name, inside(acme)) == 1


def test_a_worker_slower_than_its_lease_has_no_say_any_more(acme, monkeypatch):
    note.send(text="slow")
    pk = Outbox.objects.get().pk

    def slow(schema, row):
        Outbox.objects.filter(pk=pk).update(leased_until=timezone.now())
        assert Outbox.objects.claim(pk, timedelta(seconds=60))
        raise ValueError("too late to fail")

    monkeypatch.setattr(note, "run", lambda **arguments: slow(acme.schema_name, pk))
    note(acme.schema_name, pk)
    assert Outbox.objects.get().state == "running"


def test_a_task_that_ends_its_worker_each_time_is_failed_in_the_end(acme):
    note.send(text="deadly")
    Outbox.objects.update(attempts=note.tries)
    note(acme.schema_name, Outbox.objects.get().pk)
    assert ran == []
    assert Outbox.objects.get().state == "failed"


def test_a_broker_that_is_away_breaks_nothing(acme, monkeypatch):
    def away(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr(note, "apply_async", away)
    with TestCase.captureOnCommitCallbacks(execute=True):
        note.send(text="later")
    assert Outbox.objects.get().state == "waiting"


def test_a_company_task_refuses_public(acme):
    with inside_public(), pytest.raises(Refused):
        note.send(text="nowhere")


def test_a_platform_task_refuses_a_company(acme):
    with pytest.raises(Refused):
        platform_note.send(text="nowhere")


@pytest.mark.parametrize("state", ["suspended", "closed"])
def test_a_task_of_a_company_behind_a_closed_door_waits(acme, state):
    note.send(text="wait")
    pk = Outbox.objects.get().pk
    with inside_public():
        change_state(company=Company.objects.get(pk=acme.pk), to=state, who="tests", why="")
    with inside_public(), pytest.raises(Refused):
        note(acme.schema_name, pk)
    assert Outbox.objects.get().state == "waiting"
    assert ran == []


def test_a_mail_keeps_its_message_id_over_tries(acme, run_tasks):
    queue_mail(to="bob@acme.example", subject="Hi\nBcc: x@y.z", text="hello", sender="Acme")
    message_id = Outbox.objects.get().arguments["message_id"]
    run_tasks()
    sent = mail.outbox[0]
    assert sent.extra_headers["Message-ID"] == message_id
    assert sent.subject == "Hi Bcc: x@y.z"
    assert sent.from_email.startswith("Acme <")
