"""People who talk: `say(bob, thread, "hi")`, `heard` for what sockets would be told."""

from __future__ import annotations

import io
import itertools
import json
from collections.abc import Callable
from typing import Any

import pytest

from chat.actions import create_thread, send_message
from chat.models import Message, Thread
from content.actions import take_file
from content.models import File
from core.schema import inside
from people.models import User
from realtime.events import Event

numbers = itertools.count()


def say(author: User, thread: Thread, text: str = "hi", client_id: str = "") -> Message:
    """Say something in a thread, as an action; in the company entered now."""
    message, _ = send_message(thread=thread, author=author, text=text, client_id=client_id or f"test-{next(numbers)}")
    return message


def group_of(creator: User, *people: User, name: str = "Morning shift") -> Thread:
    thread, _ = create_thread(creator=creator, people=people, name=name)
    return thread


@pytest.fixture
def thread(alice: User, bob: User) -> Thread:
    """The direct thread of Alice and Bob."""
    thread, new = create_thread(creator=alice, people=[bob])
    assert new
    return thread


@pytest.fixture
def group(alice: User, bob: User, carol: User) -> Thread:
    """A group thread of Alice (who made it), Bob and Carol."""
    thread, _ = create_thread(creator=alice, people=[bob, carol], name="Morning shift")
    return thread


@pytest.fixture
def globex_thread(globex: Any, gina: User) -> Thread:
    """A thread of Globex, where Gina and Greg talk."""
    with inside(globex):
        greg = User.objects.get(email="greg@globex.example")
        thread, _ = create_thread(creator=gina, people=[greg])
        say(gina, thread, "a secret of Globex")
    return thread


@pytest.fixture
def api_of(client_of: Callable[..., Any]) -> Callable[..., Api]:
    """`api_of(bob).post("threads", people=[…])`: the API as Bob sees it."""
    return lambda person, **where: Api(client_of(person, **where))


@pytest.fixture
def file_of(settings: Any, tmp_path: Any) -> Callable[..., File]:
    """`file_of(bob, b"…", name="a.txt")`: Bob's file that nothing holds yet, in a storage of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "media"

    def made(person: User, content: bytes = b"some bytes", name: str = "notes.txt", **about: Any) -> File:
        return take_file(person=person, source=io.BytesIO(content), size=len(content), name=name, **about)[0]

    return made


class Api:
    def __init__(self, client: Any) -> None:
        self.client = client

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(f"/api/v1/{path}", query)

    def post(self, path: str, **body: Any) -> Any:
        return self.send("post", path, body)

    def patch(self, path: str, **body: Any) -> Any:
        return self.send("patch", path, body)

    def delete(self, path: str) -> Any:
        return self.client.delete(f"/api/v1/{path}")

    def put(self, path: str, **body: Any) -> Any:
        return self.send("put", path, body)

    def send(self, method: str, path: str, body: Any) -> Any:
        return getattr(self.client, method)(f"/api/v1/{path}", json.dumps(body), content_type="application/json")


class Heard(list[tuple[Event, set[int]]]):
    """What was published, and to whom."""

    def types(self) -> list[str]:
        return [event.type for event, _ in self]

    def last(self) -> tuple[Event, set[int]]:
        return self[-1]


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    found = Heard()

    def note(event: Event, *, to: Any) -> None:
        event.wire()  # what cannot be written fails here
        found.append((event, set(to)))

    told = "messages threads members reading happenings preferences keeping groups pinning later peace reports"
    for module in told.split():
        monkeypatch.setattr(f"chat.actions.{module}.publish", note)
    monkeypatch.setattr("realtime.typing.relay", note)
    return found
