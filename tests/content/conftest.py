"""Files that people send: `send(bob, picture())`."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.core.files.storage import default_storage
from django.http import HttpResponse
from PIL import Image

from content.models import File
from core.schema import entered
from feed.actions import create_post
from groups.models import Group


def picture(width: int = 60, height: int = 40, kind: str = "JPEG", **more: object) -> bytes:
    """The bytes of a picture in one colour."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, kind, **more)
    return out.getvalue()


def stored() -> list[str]:
    """All that lies in the storage for the company that is entered."""
    return sorted(name for name, _since in default_storage.names_under(f"{entered()}/files"))


def body(answer: HttpResponse) -> bytes:
    return answer.getvalue()


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    """Each test has a storage of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def send(api_of) -> Callable[..., HttpResponse]:
    """`send(bob, b"…", name="a.txt")`: the answer of the API to a bare body."""

    def sent(person, content: bytes, name: str = "photo.jpg", **about: object) -> HttpResponse:
        query = {"name": name, **about}
        return api_of(person).generic(
            "POST", "/api/v1/files", content, content_type="application/octet-stream", query_params=query
        )

    return sent


@pytest.fixture
def file_of(send) -> Callable[..., File]:
    """`file_of(bob, b"…")`: the row that it made."""

    def made(person, content: bytes = b"some bytes", name: str = "notes.txt", **about: object) -> File:
        answer = send(person, content, name, **about)
        assert answer.status_code == 201, answer.content
        return File.objects.get(pk=answer.json()["id"])

    return made


@pytest.fixture
def news(acme) -> Group:
    return Group.objects.get(is_default=True)


@pytest.fixture
def posted(file_of, news) -> Callable[..., File]:
    """`posted(bob, group=team)`: a file in a post of Bob's."""

    def made(person, group: Group | None = None, content: bytes = b"some bytes", **about: object) -> File:
        file = file_of(person, content, **about)
        create_post(group=group or news, author=person, text="Look", files=[file.pk])
        file.refresh_from_db()
        return file

    return made
