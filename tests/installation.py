"""A whole installation, as `manage.py up` starts it: for tests that walk through the product and break it."""

from __future__ import annotations

import email
import fcntl
import json
import os
import re
import shutil
import signal
import smtplib
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import pytest

from standalone.folders import ROOT, write_private
from standalone.postgres import works_in
from standalone.processes import die_with_parent
from tests.ports import own_port

T = TypeVar("T")
PATIENCE = 400.0  # seconds for a start, or for something to come back


def wait_for(ask: Callable[[], T], what: str, seconds: float = PATIENCE) -> T:
    """Ask until the answer is true; fail with words if it never is."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := ask():
            return answer
        time.sleep(0.1)
    raise AssertionError(f"waited {seconds:.0f} s in vain for {what}")


class Installation:
    """The processes of one `up`, their mails, and the means to kill them one by one."""

    def __init__(self, home: Path, *arguments: str) -> None:
        self.home, self.port, self.arguments = home, own_port(), arguments
        own = {"DATABASE_URL", "REDIS_URL", "MEDIA_ROOT", "STATIC_ROOT", "STATIC_STORAGE", "SECRET_KEY", "EMAIL_URL"}
        kept = {name: value for name, value in os.environ.items() if name not in own}
        self.environment = {**kept, "STANDALONE_HOME": str(home)}
        inner = {name: own_port() for name in ("postgres", "valkey", "mail")}
        write_private(home / "ports.json", json.dumps(inner))  # as if it had them last time
        self.start()

    def start(self) -> None:
        """Also again, after `end`: the same data on the same port."""
        self.log = open(self.home / "up.log", "w")  # noqa: SIM115  (open as long as the process)
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "up", "--port", str(self.port), *self.arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=self.log,
            stderr=subprocess.STDOUT,
            preexec_fn=die_with_parent(signal.SIGTERM),  # tests that are killed leave nothing running
        )

    def said(self) -> str:
        return (self.home / "up.log").read_text()

    def wait_until_up(self) -> None:
        def ready() -> bool:
            assert self.process.poll() is None, self.said()
            return "Up after" in self.said()

        try:
            wait_for(ready, "the installation to come up")
        except BaseException:
            self.end()
            raise

    def url(self, host: str = "localhost", path: str = "/") -> str:
        return f"http://{host}:{self.port}{path}"

    def get(self, path: str, host: str = "localhost") -> str:
        with urllib.request.urlopen(self.url(host, path), timeout=10) as answer:
            return answer.read().decode()

    def django(self, *command: str) -> str:
        """Run a management command against this installation."""
        done = subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=self.environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def told(self, name: str) -> str:
        """What the processes were told: an address, a key, a folder."""
        return json.loads((self.home / "environment.json").read_text())[name]

    def send_mail(self, subject: str) -> None:
        """A mail into the sink, as the worker would send it."""
        mail = EmailMessage()
        mail["To"], mail["From"], mail["Subject"] = "dan@acme.example", "no-reply@localhost", subject
        mail.set_content("text")
        at = urlsplit(self.told("EMAIL_URL"))
        with smtplib.SMTP(at.hostname or "", at.port or 0, timeout=30) as server:
            server.send_message(mail)

    def mails_to(self, address: str) -> list[EmailMessage]:
        """Mails to one address, oldest first."""
        files = sorted((self.home / "mail").glob("new/*"), key=lambda file: file.stat().st_mtime_ns)
        mails = [email.message_from_bytes(file.read_bytes(), policy=default) for file in files]
        return [mail for mail in mails if address in mail["To"]]

    def said_to(self, address: str, pattern: str) -> str:
        """What matches `pattern` in the newest mail to an address that has it, once there is one."""

        def look() -> str:
            for mail in reversed(self.mails_to(address)):
                body = mail.get_body(("plain",))
                if body is not None and (found := re.search(pattern, body.get_content())):
                    return found[0]
            return ""

        return wait_for(look, f"a mail to {address} with {pattern}")

    def code_for(self, address: str) -> str:
        return self.said_to(address, r"\b\d{6}\b")

    def link_for(self, address: str, part: str) -> str:
        return self.said_to(address, rf"https?://\S+{part}\S+")

    def kill(self, pattern: str) -> None:
        """SIGKILL the child of `up` whose command holds `pattern`, and all it started."""
        for child in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split():
            command = Path(f"/proc/{child}/cmdline").read_bytes().replace(b"\0", b" ").decode()
            if pattern in command:
                os.killpg(int(child), signal.SIGKILL)  # each child leads a group of its own
                return
        raise AssertionError(f"no child like {pattern!r}")

    def end(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)
        self.log.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """With the two demo companies. Made once for all processes of a run; each starts a copy of its own."""
    home = tmp_path_factory.mktemp("demo") / "home"
    shutil.copytree(_made_once(tmp_path_factory), home, ignore=shutil.ignore_patterns("ports.json", "lock", "mail"))
    running = Installation(home)
    try:
        running.wait_until_up()
        yield running
    finally:
        running.end()


def _made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an installation that was started and ended, by whichever process asks first."""
    run = tmp_path_factory.getbasetemp()
    home = (run.parent if "PYTEST_XDIST_WORKER" in os.environ else run) / "made-once"
    with open(f"{home}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (done := home / "done").exists():
            home.mkdir()
            first = Installation(home)
            first.wait_until_up()
            first.end()
            data = home / "postgres" / "data"  # of one that was slow to end, connections still write
            wait_for(lambda: not works_in(data), "the last connections to end")
            done.touch()
    return home
