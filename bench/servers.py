"""Servers for one measurement: as `up` runs them (one process), or as production does (pages and sockets apart)."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from bench import stage

UVICORN = [
    "-m",
    "uvicorn",
    "workplace.asgi:application",
    "--loop",
    "uvloop",
    "--ws",
    "websockets-sansio",
    "--http",
    "httptools",
]
QUIET = ["--ws-per-message-deflate", "false", "--no-access-log", "--log-level", "warning"]
PAGES = ["-m", "granian", "--interface", "wsgi", "--workers", "1", "--blocking-threads", "2", "--log-level", "warning"]


_processes: dict[str, int] = {}


def process_at(url: str) -> int:
    """The id of the process that serves `url`, for looking at its memory."""
    return _processes[url]


@contextmanager
def one() -> Iterator[tuple[str, str]]:
    """URLs of pages and of sockets, which are the same."""
    from standalone.ports import any_free

    port = any_free()
    with running([*UVICORN, *QUIET, "--host", "127.0.0.1", "--port", str(port)], port) as url:
        yield url, url


@contextmanager
def two() -> Iterator[tuple[str, str]]:
    from standalone.ports import any_free

    pages, sockets = any_free(), any_free()
    with (
        running([*PAGES, "--host", "127.0.0.1", "--port", str(pages), "workplace.wsgi:application"], pages) as at,
        running([*UVICORN, *QUIET, "--host", "127.0.0.1", "--port", str(sockets)], sockets) as sockets_at,
    ):
        yield at, sockets_at


@contextmanager
def running(command: list[str], port: int) -> Iterator[str]:
    process = subprocess.Popen([sys.executable, *command], cwd=stage.ROOT, env={**os.environ, "LOG_LEVEL": "WARNING"})
    url = f"http://127.0.0.1:{port}"
    _processes[url] = process.pid
    try:
        wait_until_open(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(10)


def wait_until_open(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise SystemExit("the server ended instead of starting")
        try:
            urllib.request.urlopen(url, timeout=2)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server does not answer")
