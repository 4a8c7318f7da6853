"""At the same moment: real threads, real commits, since what is meant here is what row locks do."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from chat.actions import create_thread, mark_read, send_message
from chat.models import Member, Message, Thread
from core.schema import inside
from people.models import User
from tenants.models import Company

pytestmark = pytest.mark.commits
Together = Callable[..., list[Any]]


@pytest.fixture
def acme_for_real(django_db_setup: None, django_db_blocker: Any) -> Iterator[Company]:
    """Acme, entered, without a test's transaction around; what the test wrote is deleted at its end."""
    with django_db_blocker.unblock():
        connection.set_schema_to_public()
        company = Company.objects.get(name="Acme")
        with inside(company):
            try:
                yield company
            finally:
                for model in (Message, Member, Thread):
                    model.objects.all().delete()
        connection.set_schema_to_public()
        connection.close()


@pytest.fixture
def together(acme_for_real: Company) -> Together:
    """`together(work, work, …)`: all at the same moment, each on a connection of its own."""

    def run(*works: Callable[[], Any]) -> list[Any]:
        barrier = Barrier(len(works))

        def one(work: Callable[[], Any]) -> Any:
            try:
                with inside(acme_for_real):
                    barrier.wait()
                    return work()
            finally:
                connection.close()

        with ThreadPoolExecutor(len(works)) as pool:
            return list(pool.map(one, works))

    return run


@pytest.fixture
def alice(acme_for_real: Company) -> User:
    return User.objects.get(email="alice@acme.example")


@pytest.fixture
def bob(acme_for_real: Company) -> User:
    return User.objects.get(email="bob@acme.example")


def test_four_tries_of_one_message_make_one_message(together, alice, bob):
    thread, _ = create_thread(creator=alice, people=[bob])
    said = thread.last_seq  # a test on a running server may have talked there before
    answers = together(*[lambda: send_message(thread=thread, author=alice, text="hi", client_id="same")] * 4)
    assert len({message.pk for message, _ in answers}) == 1
    assert sorted(new for _, new in answers) == [False, False, False, True]
    thread.refresh_from_db()
    assert (Message.objects.filter(thread=thread, client_id="same").count(), thread.last_seq) == (1, said + 1)


def test_messages_sent_at_once_get_places_without_gap_or_double(together, alice, bob):
    thread, _ = create_thread(creator=alice, people=[bob])

    def talk(author: User) -> None:
        for number in range(10):
            send_message(thread=Thread.objects.get(pk=thread.pk), author=author, text="x", client_id=f"{number}")

    together(lambda: talk(alice), lambda: talk(bob))
    assert list(Message.objects.order_by("seq").values_list("seq", "version")) == [(n, n) for n in range(1, 21)]


def test_two_people_who_open_their_thread_at_once_get_the_same(together, alice, bob):
    answers = together(
        lambda: create_thread(creator=alice, people=[bob]), lambda: create_thread(creator=bob, people=[alice])
    )
    assert answers[0][0] == answers[1][0]
    assert Thread.objects.count() == 1
    assert Member.objects.count() == 2


def test_one_group_for_one_client_id_though_asked_twice_at_once(together, alice, bob):
    carol = User.objects.get(email="carol@acme.example")
    answers = together(*[lambda: create_thread(creator=alice, people=[bob, carol], client_id="g")] * 2)
    assert answers[0][0] == answers[1][0]
    assert sorted(new for _, new in answers) == [False, True]


def test_reading_and_writing_at_once_count_own_messages_right(together, alice, bob):
    thread, _ = create_thread(creator=alice, people=[bob])
    for number in range(5):
        send_message(thread=thread, author=bob, text="x", client_id=f"b{number}")

    def read() -> None:
        for seq in range(1, 6):
            mark_read(thread=thread, person=alice, seq=seq)

    def write() -> None:
        for number in range(5):
            send_message(thread=Thread.objects.get(pk=thread.pk), author=alice, text="x", client_id=f"a{number}")

    together(read, write)
    mine = Thread.objects.for_reader(alice).get(pk=thread.pk)
    unread = Message.objects.filter(thread=thread, seq__gt=mine.my_read_seq).exclude(author=alice).count()
    assert (mine.my_unread, unread) == (0, 0)
