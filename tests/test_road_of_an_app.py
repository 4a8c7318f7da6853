"""The road of a program: sign in, talk, post and hear of it, through the API and the socket alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
from websockets.sync.client import ClientConnection, connect

from standalone.demo_content import PASSWORD
from tests.installation import Installation


class App:
    """One person's app, with the token that the sign-in gave it."""

    def __init__(self, installation: Installation, email: str) -> None:
        self.host = f"{email.split('@')[1].split('.')[0]}.localhost"
        self.port = installation.port
        self.http = httpx.Client(base_url=installation.url(self.host), timeout=60)
        answer = self.http.post("/_allauth/app/v1/auth/login", json={"email": email, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        self.token = answer.json()["meta"]["session_token"]
        self.http.headers["X-Session-Token"] = self.token

    def get(self, path: str, **query: str | int) -> dict:
        answer = self.http.get(f"/api/v1/{path}", params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, expect: int = 201, **body: object) -> dict:
        answer = self.http.post(f"/api/v1/{path}", json=body)
        assert answer.status_code == expect, answer.text
        return answer.json()

    def find(self, name: str) -> str:
        (person,) = self.get("people", q=name)["results"]
        return person["id"]

    @contextmanager
    def socket(self) -> Iterator[ClientConnection]:
        url = f"ws://{self.host}:{self.port}/ws/"
        with connect(url, additional_headers={"X-Session-Token": self.token}) as socket:
            yield socket


def heard(socket: ClientConnection, type: str, seconds: float = 60) -> dict:
    """The next event of a type; others are passed over."""
    while True:
        event = json.loads(socket.recv(timeout=seconds))
        if event["type"] == type:
            return event


@pytest.fixture(scope="module")
def bob(demo: Installation) -> App:
    return App(demo, "bob@acme.example")


@pytest.fixture(scope="module")
def carol(demo: Installation) -> App:
    return App(demo, "carol@acme.example")


@pytest.fixture(scope="module")
def gina(demo: Installation) -> App:
    return App(demo, "gina@globex.example")


def test_a_message_crosses_and_a_lost_one_is_asked_for(bob: App, carol: App):
    with carol.socket() as socket:
        thread = bob.post("threads", people=[bob.find("Carol")], expect=201)
        sent = bob.post(f"threads/{thread['id']}/messages", client_id="road-1", text="Hello *Carol*")
        event = heard(socket, "chat.message_sent")
    assert event["data"]["id"] == sent["id"]
    assert "<em>Carol</em>" in event["html"]
    bob.post(f"threads/{thread['id']}/messages", client_id="road-2", text="Still there?")  # her socket is closed
    changes = carol.get(f"threads/{thread['id']}/changes", since=event["data"]["version"])
    assert [message["text"] for message in changes["messages"]] == ["Still there?"]


def test_a_retry_is_the_same_message(bob: App, carol: App):
    thread = bob.post("threads", people=[bob.find("Carol")], expect=200)
    first = bob.post(f"threads/{thread['id']}/messages", client_id="road-3", text="once")
    again = bob.post(f"threads/{thread['id']}/messages", client_id="road-3", text="once", expect=200)
    assert again["id"] == first["id"]


def test_a_post_is_heard_by_colleagues_and_by_nobody_else(bob: App, carol: App, gina: App):
    (news,) = [group for group in bob.get("groups")["results"] if group["name"] == "Company News"]
    with carol.socket() as hers, gina.socket() as elsewhere:
        post = bob.post("posts", group=news["id"], text="Fresh bread", client_id="road-post")
        assert heard(hers, "feed.post_created")["data"]["id"] == post["id"]
        with pytest.raises(TimeoutError):
            heard(elsewhere, "feed.post_created", seconds=1)


def test_a_token_opens_one_company_only(bob: App, gina: App):
    assert gina.http.get("/api/v1/me", headers={"X-Session-Token": bob.token}).status_code == 401
