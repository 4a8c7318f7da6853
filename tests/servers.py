"""The private PostgreSQL and Valkey of one run, in a folder of its own, so that runs can go side by side.

Loaded before everything else (`-p` in pyproject.toml), since Django's settings read the addresses.
"""

import os
import shutil
import tempfile
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from standalone.postgres import Postgres
from standalone.processes import Supervisor, wait_until_ready
from standalone.refusal import Refusal
from standalone.valkey import Valkey
from tests.ports import own_port

SECONDS = 180
PREFIX = "workplace-test-"


def forget_killed_runs(place: Path) -> None:
    """A run that was killed leaves its folder; its servers have ended with it."""
    for folder in place.glob(f"{PREFIX}*"):
        pid = folder.name.removeprefix(PREFIX).split("-")[0]
        if pid.isdigit() and not Path("/proc", pid).exists() and Path("/proc/self").exists():
            shutil.rmtree(folder, ignore_errors=True)


class Servers:
    """What this run started itself; what the caller named in the environment is used and left alone."""

    def __init__(self) -> None:
        forget_killed_runs(Path(tempfile.gettempdir()))
        self.folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
        self.supervisor = Supervisor()
        self.postgres: Postgres | None = None
        self.valkey: Valkey | None = None
        self.made: Future[None] | None = None

    def announce(self) -> None:
        """Addresses first: the servers come up while Django and the tests are being read."""
        if "DATABASE_URL" not in os.environ:
            self.postgres = Postgres(self.room("postgres"), own_port(), "tests", throwaway=True)
            os.environ["DATABASE_URL"] = self.postgres.url
            self.made = ThreadPoolExecutor(1).submit(self.postgres.init)
        if "REDIS_URL" not in os.environ:
            self.valkey = Valkey(self.room("valkey"), own_port(), "tests", throwaway=True)
            os.environ["REDIS_URL"] = self.valkey.url
        os.environ["MEDIA_ROOT"] = str(self.room("media"))
        os.environ["STATIC_ROOT"] = str(self.room("static"))
        os.environ["MAIL_FOLDER"] = str(self.room("mail"))
        # Names without hashes: nothing was collected. The test of the hashes sets its own.
        os.environ.setdefault("STATIC_STORAGE", "django.contrib.staticfiles.storage.StaticFilesStorage")

    def room(self, name: str) -> Path:
        room = self.folder / name
        room.mkdir()
        return room

    def start(self) -> None:
        if self.valkey is not None:
            process = self.supervisor.start(self.valkey.program())
            wait_until_ready(process, self.valkey.is_ready, SECONDS)
        if self.postgres is not None and self.made is not None:
            self.made.result()
            process = self.supervisor.start(self.postgres.program())
            wait_until_ready(process, self.postgres.is_ready, SECONDS)
            self.postgres.make_database()

    def end(self) -> None:
        self.supervisor.end()
        shutil.rmtree(self.folder, ignore_errors=True)


SERVERS = Servers()


def only_hands_out(options: Any) -> bool:
    """Whether this process runs no test itself: with `-n 2` it hands them to two others, with servers of their own."""
    return bool(getattr(options, "numprocesses", None)) and "PYTEST_XDIST_WORKER" not in os.environ


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    os.environ.setdefault("SECRET_KEY", "only for the tests of one run, which nobody else can reach")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workplace.settings")
    if only_hands_out(early_config.known_args_namespace):
        return
    try:
        SERVERS.announce()
    except Refusal as refusal:
        pytest.exit(str(refusal), returncode=1)


def pytest_configure(config: pytest.Config) -> None:
    """The database goes with its server: dropping it first would wait for every pooled connection."""
    if SERVERS.postgres is not None:
        config.option.reuse_db = True


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> None:
    if session.config.option.collectonly or only_hands_out(session.config.option):
        return
    try:
        SERVERS.start()
    except Refusal as refusal:
        pytest.exit(str(refusal), returncode=1)


def pytest_unconfigure() -> None:
    SERVERS.end()
