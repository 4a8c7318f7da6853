"""Mails: when they go out, what they say, and how they are stopped."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from jobs.mail import deliver
from notifications import actions, mailing
from notifications.models import Choice, Delivery, Notification
from tests.notifications.conftest import LOUD, hidden


@pytest.fixture
def told(alice, bob, wave, run_tasks):
    """Alice waved at Bob, aloud."""
    wave(alice, bob, kind=LOUD)
    return bob


def test_a_mail_says_what_it_is_about(told, run_tasks):
    run_tasks()
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["bob@acme.example"], "Alice Adams waved")
    assert "For Bob Brown" in sent.body
    assert not Delivery.objects.exists()


def test_a_name_in_two_lines_is_one_in_the_header(alice, bob, wave, run_tasks):
    alice.name = "Alice\nBcc: all@globex.example"
    alice.save(update_fields=["name"])
    wave(alice, bob, kind=LOUD)
    run_tasks()
    (sent,) = mail.outbox
    assert sent.subject == "Alice Bcc: all@globex.example waved"


def test_so_is_a_company_s():
    deliver(to="bob@acme.example", subject="Hello", text="", html="", sender="Acme\r\nX: y", message_id="<1@here>")
    (sent,) = mail.outbox
    assert sent.message()["From"].startswith('"Acme X: y" <')


def test_it_waits_and_gives_way_to_what_was_read(alice, told, run_tasks):
    Delivery.objects.update(due_at=timezone.now() + timedelta(minutes=10))
    run_tasks()
    assert mail.outbox == []
    actions.read_about(person=told, about=alice)
    assert not Delivery.objects.exists()


def test_what_may_not_be_seen_any_more_is_not_mailed(alice, told, run_tasks):
    hidden.add(alice.pk)
    run_tasks()
    assert mail.outbox == []


def test_nobody_without_an_address_gets_one(alice, bob, wave):
    bob.email, bob.username = None, "bob"
    bob.save(update_fields=["email", "username"])
    wave(alice, bob, kind=LOUD)
    assert not Delivery.objects.exists()


def test_a_server_that_is_away_is_tried_again_with_the_same_id(told, run_tasks, monkeypatch):
    ids = []

    def away(*, message_id, **letter):
        ids.append(message_id)
        raise ConnectionRefusedError

    monkeypatch.setattr(mailing, "deliver_letter", away)
    for _ in range(2):
        run_tasks()
        assert Delivery.objects.get().due_at > timezone.now()
        Delivery.objects.update(due_at=timezone.now())
        mailing.mail_what_is_due()
    assert len(set(ids)) == 1
    assert ids[0].endswith("@localhost>")


def test_the_sweep_wakes_who_sends_what_became_due(told, acme, run_tasks):
    from core.schema import inside
    from jobs.models import Outbox
    from jobs.sweep import sweep

    Outbox.objects.all().delete()
    for _ in range(2):
        sweep(acme.schema_name, inside(acme))
    assert Outbox.objects.filter(task="notifications.mail").count() <= 2
    run_tasks()
    assert len(mail.outbox) == 1


def link_in(sent) -> str:
    return sent.extra_headers["List-Unsubscribe"].strip("<>").split("localhost", 1)[1].removeprefix(":8000")


def test_mail_programs_find_the_way_to_stop_it(told, run_tasks, stranger):
    run_tasks()
    (sent,) = mail.outbox
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent.extra_headers["List-Unsubscribe"].strip("<>") in sent.body
    link = link_in(sent)
    assert "Stop these mails?" in stranger.get(link).text
    assert not Choice.objects.exists()
    assert stranger.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Choice.objects.get().wanted is False


def test_who_stopped_them_gets_none_and_may_come_back(alice, told, wave, run_tasks, stranger):
    run_tasks()
    link = link_in(mail.outbox.pop())
    stranger.post(link)
    wave(alice, told, kind=LOUD)
    run_tasks()
    assert mail.outbox == []
    stranger.post(link, {"wanted": "1"})
    wave(alice, told, kind=LOUD)
    run_tasks()
    assert len(mail.outbox) == 1


def test_a_link_of_another_company_or_by_hand_is_404(told, run_tasks, stranger, globex):
    from tests.cast import CompanyClient

    run_tasks()
    link = link_in(mail.outbox[0])
    assert stranger.post(f"{link[:-3]}x/").status_code == 404
    assert stranger.get("/unsubscribe/x/").status_code == 404
    assert CompanyClient(headers={"host": "globex.localhost"}).post(link).status_code == 404


def test_a_mail_is_in_the_readers_language(alice, bob, wave, run_tasks):
    bob.language = "fr"
    bob.save(update_fields=["language"])
    wave(alice, bob, kind=LOUD)
    run_tasks()
    assert "Ne plus recevoir" in mail.outbox[0].body


def test_news_after_the_mail_is_another_mail(alice, bob, carol, wave, run_tasks):
    wave(alice, bob, kind=LOUD)
    run_tasks()
    wave(carol, bob, kind=LOUD, about=alice)
    run_tasks()
    ids = {sent.extra_headers["Message-ID"] for sent in mail.outbox}
    assert len(ids) == 2
    assert Notification.objects.count() == 1
