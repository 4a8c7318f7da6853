"""A client that nobody wrote: made from the OpenAPI document, it signs in, sends a message, and posts."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import uuid
from pathlib import Path
from types import ModuleType

import pytest

from tests.installation import Installation
from tests.test_road_of_an_app import App


@pytest.fixture(scope="module")
def bob(demo: Installation) -> App:
    return App(demo, "bob@acme.example")


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory, bob: App) -> Path:
    """The folder of the client, made without a network and without any tool beside the generator."""
    folder = tmp_path_factory.mktemp("client")
    (folder / "openapi.json").write_text(bob.http.get("/api/v1/openapi.json").text)
    (folder / "config.yml").write_text(json.dumps({"post_hooks": [], "package_name_override": "workplace_client"}))
    command = ["generate", "--path", "openapi.json", "--config", "config.yml", "--meta", "none", "--fail-on-warning"]
    done = subprocess.run(
        [sys.executable, "-m", "openapi_python_client", *command, "--output-path", "workplace_client"],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture
def part(generated: Path, monkeypatch: pytest.MonkeyPatch):
    """`part("models")`: a module of the client."""
    monkeypatch.syspath_prepend(str(generated))

    def load(name: str) -> ModuleType:
        return importlib.import_module(f"workplace_client.{name}")

    return load


def test_a_generated_client_talks(part, bob: App):
    address = str(bob.http.base_url).rstrip("/")
    client = part("client").AuthenticatedClient(address, bob.token, prefix="", auth_header_name="X-Session-Token")
    models = part("models")

    found = part("api.people.people").sync(client=client, q="carol")
    carol = found.results[0]
    assert carol.name == "Carol Clark"

    thread = part("api.threads.threads_create").sync(client=client, body=models.NewThreadRequest(people=[carol.id]))
    words = f"Hello {uuid.uuid4().hex}"
    body = models.NewMessageRequest(client_id=uuid.uuid4().hex, text=words)
    sent = part("api.threads.messages_send").sync_detailed(thread.id, client=client, body=body)
    assert sent.status_code == 201
    assert sent.parsed.text == words
    assert sent.parsed.author.name == "Bob Brown"

    group = part("api.groups.groups_list").sync(client=client).results[0]
    post = part("api.posts.posts_create").sync(client=client, body=models.NewPostRequest(group=group.id, text=words))
    feed = part("api.feed.feed_list").sync(client=client)
    assert post.id in [row.id for row in feed.results]
    refused = part("api.posts.posts_read").sync_detailed("0", client=client)
    assert (refused.status_code, refused.parsed.code) == (404, "not_found")
