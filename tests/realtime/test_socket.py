"""Who hears what, and what the socket takes."""

from __future__ import annotations

import asyncio
import os
import threading

import pytest
from asgiref.sync import async_to_sync
from django.db import connection, transaction
from django.http import Http404
from django.test import TestCase
from django_tenants.postgresql_backend.base import FakeTenant

from core.errors import Refusal
from core.schema import inside, inside_public
from people.models import User
from realtime import background, consumer, hooks, hub
from realtime.background import sender
from realtime.publish import group_of, publish, relay
from tests.sockets import SOON, Happened, commit, here, hung_up, opened, tell


def test_a_person_hears_what_is_meant_for_them_on_all_their_sockets(scenario, acme, bob, line_of):
    async def story():
        page, phone = await opened(line_of(bob), line_of(bob))
        await commit(acme, publish, Happened(what="hello", html="<p>"), to=[bob.pk])
        frame = {"type": "tests.thing_happened", "v": 1, "data": {"what": "hello"}, "html": "<p>"}
        assert await page.next() == frame
        assert await phone.next() == frame
        await hung_up(page, phone)

    scenario(story)


def test_who_is_not_named_hears_nothing(scenario, acme, alice, bob, line_of):
    async def story():
        alices, bobs = await opened(line_of(alice), line_of(bob))
        await tell(acme, "for both", alice, bob)
        await tell(acme, "after bob was removed", alice)
        await alices.hears("for both")
        await alices.hears("after bob was removed")
        await bobs.hears("for both")
        assert await bobs.hears_nothing()
        await hung_up(alices, bobs)

    scenario(story)


def test_equal_ids_in_two_companies_never_cross(scenario, acme, globex, bob, gina, line_of):
    async def story():
        bobs, ginas = await opened(line_of(bob), line_of(gina))
        for number in range(30):
            await tell(acme, f"acme {number}", bob)
            await tell(globex, f"globex {number}", gina)
        for number in range(30):
            await bobs.hears(f"acme {number}")
            await ginas.hears(f"globex {number}")
        assert await bobs.hears_nothing()
        assert await ginas.hears_nothing()
        await hung_up(bobs, ginas)

    scenario(story)


def test_who_is_shut_out_hears_nothing_that_was_said_after_it(scenario, acme, bob, line_of):
    """Though the order and what follows it arrive in one breath."""

    async def story():
        (socket,) = await opened(line_of(bob))
        room = hub.hub().rooms[acme.schema_name]
        room.hear({"close": [bob.pk], "code": 4401})
        room.hear({"to": [bob.pk], "text": Happened(what="after").wire()})
        assert await socket.receive_output(timeout=SOON) == {"type": "websocket.close", "code": 4401}

    scenario(story)


def test_what_is_rolled_back_was_never_said(scenario, acme, bob, line_of):
    def fail():
        with transaction.atomic():
            publish(Happened(what="never"), to=[bob.pk])
            transaction.set_rollback(True)

    async def story():
        (socket,) = await opened(line_of(bob))
        await commit(acme, fail)
        await tell(acme, "said", bob)
        await socket.hears("said")
        await hung_up(socket)

    scenario(story)


def test_the_company_is_the_one_of_the_call_not_of_the_commit(scenario, acme, globex, bob, gina, line_of):
    def both():
        for person in (bob, gina):
            with inside(person.company):
                publish(Happened(what=f"for {person.email}"), to=[person.pk])

    async def story():
        bobs, ginas = await opened(line_of(bob), line_of(gina))
        await commit(FakeTenant("public"), both)
        await bobs.hears("for bob@acme.example")
        await ginas.hears("for gina@globex.example")
        await hung_up(bobs, ginas)

    scenario(story)


def test_outside_of_a_company_there_is_nobody_to_tell(bob):
    with inside_public(), pytest.raises(RuntimeError):
        publish(Happened(what="to whom?"), to=[bob.pk])


def test_threads_and_forked_processes_can_tell_too(scenario, acme, bob, line_of):
    message = {"to": [bob.pk], "text": Happened(what="from a child").wire()}

    def fork() -> int:
        child = os.fork()
        if child == 0:
            sender().hand_over(group_of(acme.schema_name), message)
            os._exit(0 if sender().flush() else 1)
        return os.waitpid(child, 0)[1]

    async def story():
        (socket,) = await opened(line_of(bob))
        await tell(acme, "from the parent", bob)
        await socket.hears("from the parent")
        assert await here(fork) == 0
        await socket.hears("from a child")
        thread = threading.Thread(target=sender().hand_over, args=(group_of(acme.schema_name), message))
        thread.start()
        thread.join()
        await socket.hears("from a child")
        await hung_up(socket)

    scenario(story)


def test_a_lost_event_is_logged_and_no_error(acme, bob, settings, caplog, monkeypatch):
    monkeypatch.setattr(background, "_sender", None)
    nowhere = {"BACKEND": "realtime.layer.Layer", "CONFIG": {"hosts": ["redis://127.0.0.1:1/0"]}}
    settings.CHANNEL_LAYERS = {"default": nowhere}
    async_to_sync(commit)(acme, publish, Happened(what="lost"), to=[bob.pk])
    assert f"not sent to {group_of(acme.schema_name)}" in caplog.text


def test_what_passes_by_is_dropped_when_there_is_a_queue(acme, bob, monkeypatch):
    monkeypatch.setattr("realtime.background.Sender.is_busy", lambda self: True)
    with TestCase.captureOnCommitCallbacks() as callbacks:
        relay(Happened(what="typing"), to=[bob.pk])
        publish(Happened(what="message"), to=[bob.pk])
    assert len(callbacks) == 1


def test_ping_is_answered(scenario, bob, line_of):
    async def story():
        (socket,) = await opened(line_of(bob))
        await socket.send_json_to({"type": "ping"})
        assert await socket.next() == {"type": "pong"}
        await hung_up(socket)

    scenario(story)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nonsense", "not_json"),
        ("[]", "not_json"),
        ("{}", "not_json"),
        ('{"type": ["typing"]}', "unknown_type"),
        ('{"type": "chat.message_sent"}', "unknown_type"),
        ('{"type": "presence"}', "invalid"),
        ('{"type": "presence", "state": "king"}', "invalid"),
    ],
)
def test_what_is_not_understood_is_refused_in_words(scenario, bob, line_of, text, code):
    async def story():
        (socket,) = await opened(line_of(bob))
        await socket.send_to(text_data=text)
        assert (await socket.next())["data"] == {"code": code}
        await socket.send_json_to({"type": "ping"})
        assert await socket.next() == {"type": "pong"}, "it stays open"
        await hung_up(socket)

    scenario(story)


@pytest.fixture
def frames(monkeypatch):
    monkeypatch.setattr(hooks, "FRAMES", known := {})
    monkeypatch.setattr(consumer, "FRAMES", known)
    return hooks.frame_handler


def test_a_frame_runs_inside_its_persons_company(scenario, bob, gina, line_of, frames):
    def whoami(company, person, frame):
        with TestCase.captureOnCommitCallbacks(execute=True):
            publish(Happened(what=f"{User.objects.get(pk=frame['id']).email} {connection.schema_name}"), to=[person.pk])

    frames("whoami", whoami)

    async def story():
        bobs, ginas = await opened(line_of(bob), line_of(gina))
        for socket in (bobs, ginas):
            await socket.send_json_to({"type": "whoami", "id": 2})
        await bobs.hears(f"bob@acme.example {bob.company.schema_name}")
        await ginas.hears(f"gina@globex.example {gina.company.schema_name}")
        await hung_up(bobs, ginas)

    scenario(story)


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (Http404(), "not_found"),
        (Refusal("too_late", "Too late."), "too_late"),
        (KeyError("thread"), "invalid"),
        (ZeroDivisionError(), "error"),
    ],
)
def test_a_handler_that_refuses_does_not_end_the_socket(scenario, bob, line_of, frames, problem, code):
    def refuse(company, person, frame):
        raise problem

    frames("try", refuse)

    async def story():
        (socket,) = await opened(line_of(bob))
        await socket.send_json_to({"type": "try"})
        assert (await socket.next())["data"] == {"code": code}
        await hung_up(socket)

    scenario(story)


def test_a_coroutine_takes_frames_on_the_loop(scenario, bob, line_of, frames):
    heard = []

    async def note(company, person, frame):
        heard.append((company.schema_name, person.pk, frame["n"]))

    frames("note", note)

    async def story():
        (socket,) = await opened(line_of(bob))
        await socket.send_json_to({"type": "note", "n": 7})
        await socket.send_json_to({"type": "ping"})
        await socket.next()
        assert heard == [(bob.company.schema_name, bob.pk, 7)]
        await hung_up(socket)

    scenario(story)


def test_two_handlers_for_one_frame_are_a_mistake(frames):
    frames("typing", print)
    frames("typing", print)
    with pytest.raises(ValueError, match="already go to"):
        frames("typing", repr)


def test_a_frame_too_large_ends_the_socket(scenario, bob, line_of):
    async def story():
        (socket,) = await opened(line_of(bob))
        await socket.send_to(text_data="x" * (consumer.LARGEST + 1))
        assert await socket.closed_with() == consumer.TOO_LARGE

    scenario(story)


def test_who_speaks_too_fast_is_ended(scenario, bob, line_of):
    async def story():
        (socket,) = await opened(line_of(bob))
        for _ in range(260):
            await socket.send_json_to({"type": "ping"})
        assert await socket.closed_with() == consumer.TOO_FAST

    scenario(story)


def test_the_oldest_of_too_many_sockets_is_ended(scenario, bob, line_of, monkeypatch):
    monkeypatch.setattr(hub, "MOST_SOCKETS", 2)

    async def story():
        first, second, third = await opened(line_of(bob), line_of(bob), line_of(bob))
        assert await first.closed_with() == hub.TOO_MANY
        assert await second.hears_nothing()
        await hung_up(second, third)

    scenario(story)


class Deaf:
    """A client that opened its socket and never reads: what is written to it waits for ever."""

    def __init__(self, company, person) -> None:
        self.scope = {"company": company, "user": person, "session_key": "k", "look_again": self.still_here}
        self.accepted = asyncio.Event()
        self.frames = iter(["websocket.connect"])

    async def still_here(self):
        return self.scope["company"], self.scope["user"]

    async def never(self, message=None) -> None:
        await asyncio.Event().wait()

    async def receive(self):
        for type in self.frames:
            return {"type": type}
        return await self.never()

    async def send(self, message) -> None:
        if message["type"] == "websocket.accept":
            return self.accepted.set()
        return await self.never()


def test_a_socket_that_does_not_keep_up_is_ended_and_holds_nobody_up(scenario, acme, alice, bob, line_of, monkeypatch):
    monkeypatch.setattr(hub, "MOST_WAITING", 5)

    async def story():
        (alices,) = await opened(line_of(alice))
        deaf = Deaf(acme, bob)
        running = asyncio.ensure_future(consumer.consumer(deaf.scope, deaf.receive, deaf.send))
        await asyncio.wait_for(deaf.accepted.wait(), SOON)
        for number in range(8):
            await tell(acme, str(number), alice, bob)
            await alices.hears(str(number))  # she keeps up
        await asyncio.wait_for(running, SOON)
        assert list(hub.hub().rooms[acme.schema_name].people) == [alice.pk]
        await hung_up(alices)

    scenario(story)


def test_nobody_listens_for_a_company_without_sockets(scenario, bob, line_of):
    async def story():
        await hung_up(*await opened(line_of(bob)))
        assert hub.hub().rooms == {}
        (socket,) = await opened(line_of(bob))  # and it begins again
        await tell(bob.company, "again", bob)
        await socket.hears("again")
        await hung_up(socket)

    scenario(story)
