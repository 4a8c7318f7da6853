"""Files over the wire, and at the same time."""

from __future__ import annotations

import http.client
import io
import json
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from content.actions import erase_files, take_file
from content.actions.preparing import forget_bytes
from content.models import File, Space
from core.errors import TooLarge
from core.schema import inside
from standalone.ports import LOOPBACK
from tests.content.conftest import stored
from tests.installation import wait_for
from tests.live import committed

pytestmark = pytest.mark.commits


@pytest.fixture(autouse=True)
def own_folder():
    """The server's own: what it lays down is looked at here."""


@pytest.fixture
def bobs(guests):
    return guests[1]


def there(guest) -> tuple[int, list[str]]:
    def look():
        with inside(guest.company):
            return File.objects.count(), stored()

    return committed(look)


def head(guest, length: int) -> bytes:
    lines = ["POST /api/v1/files?name=a.bin HTTP/1.1", f"Host: {guest.host}", f"Content-Length: {length}"]
    return "\r\n".join([*lines, f"X-Session-Token: {guest.key}", "", ""]).encode()


def test_what_is_cut_off_at_60_percent_leaves_neither_row_nor_bytes(live, bobs):
    before = there(bobs)
    with socket.create_connection((LOOPBACK, live.port)) as line:
        line.sendall(head(bobs, 1_000_000) + bytes(600_000))
        time.sleep(0.5)
    time.sleep(1)
    wait_for(lambda: there(bobs) == before, "what came of it to be gone")


def test_5_gb_are_refused_before_they_travel(live, bobs):
    before = there(bobs)
    with socket.create_connection((LOOPBACK, live.port), timeout=20) as line:
        line.sendall(head(bobs, 5 * 1024**3) + bytes(1000))
        assert b" 413 " in line.recv(4000).split(b"\r\n")[0]
    assert there(bobs) == before


def test_a_file_of_20_mb_comes_through_and_goes_out_again(live, bobs):
    content = bytes(range(256)) * 80_000
    line = http.client.HTTPConnection(LOOPBACK, live.port, timeout=60)
    line.request("POST", "/api/v1/files?name=a.bin", content, headers=bobs.token)
    answer = line.getresponse()
    file = json.loads(answer.read())
    assert (answer.status, file["size"]) == (201, len(content))
    line.request("GET", file["url"], headers={**bobs.token, "Range": "bytes=20000000-"})
    answer = line.getresponse()
    assert (answer.status, answer.read()) == (206, content[20_000_000:])
    line.request("DELETE", f"/api/v1/files/{file['id']}", headers=bobs.token)
    assert line.getresponse().status == 204


def test_of_many_at_once_only_so_many_pass_as_there_is_room_for(settings, guests, bobs):
    def used() -> int:
        with inside(bobs.company):
            return Space.objects.get_or_create(pk=1)[0].used

    settings.COMPANY_SPACE = committed(used) + 25
    together = Barrier(4)

    def one(_number: int) -> int | None:
        try:
            with inside(bobs.company):
                together.wait(10)
                return take_file(person=bobs.person, source=io.BytesIO(bytes(10)), size=10, name="a")[0].pk
        except TooLarge:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        made = [pk for pk in threads.map(one, range(4)) if pk]
    assert len(made) == 2
    committed(lambda: clear_away(bobs, made))


def clear_away(guest, files: list[int]) -> None:
    with inside(guest.company):
        paths = list(File.objects.filter(pk__in=files).values_list("path", flat=True))
        erase_files(files=files)
        for path in paths:
            forget_bytes(path=path)
            assert not default_storage.exists(f"{path}/raw")
