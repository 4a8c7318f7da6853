"""`up` itself, started as a person starts it: one installation for all of these, in their order."""

import signal
import subprocess
import sys
import time

import psycopg
import pytest
import redis

from standalone.folders import ROOT
from tests.installation import Installation, wait_for

PARTS = ["uvicorn", "worker -Q", "celery --quiet -A workplace beat", "mail_sink", "bin/postgres", "valkey-server"]


@pytest.fixture(scope="module")
def up(tmp_path_factory):
    running = Installation(tmp_path_factory.mktemp("up"), "--no-demo")
    running.wait_until_up()
    yield running
    if running.process.poll() is None:
        running.end()


def again(up, *words):
    """A second `up` of the same folder; what it said."""
    command = [sys.executable, "manage.py", "up", *words]
    done = subprocess.run(command, cwd=ROOT, env=up.environment, capture_output=True, text=True, timeout=180)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr


def children(up):
    """Command lines by process id."""
    command = ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(up.process.pid)]
    listed = subprocess.run(command, capture_output=True, text=True)
    rows = [line.split(None, 1) for line in listed.stdout.splitlines()]
    return {int(pid): command for pid, command in rows if "<defunct>" not in command}


def find(up, part):
    return next((pid for pid, command in children(up).items() if part in command), None)


def answers(up):
    """Whether every part does its work: servers take the password, the mail sink a mail, the web shows it."""
    subject = f"Sent at {time.monotonic()}"
    try:
        psycopg.connect(up.told("DATABASE_URL"), connect_timeout=2).close()
        redis.from_url(up.told("REDIS_URL"), socket_timeout=2).ping()
        up.send_mail(subject)
        return subject in up.get("/mail/")
    except (OSError, psycopg.Error, redis.RedisError):
        return False


def mails(up):
    return list((up.home / "mail" / "new").iterdir())


def test_it_says_where_everything_is(up):
    said = up.said()
    assert up.url() in said
    assert up.url(path="/mail/") in said


def test_what_it_started_works(up):
    wait_for(lambda: answers(up), "all to work")


def test_a_second_start_of_the_same_folder_is_refused(up):
    assert f"running already (process {up.process.pid})" in again(up, "--port", "0", "--no-demo")


def test_a_second_installation_on_the_same_port_is_refused(up, tmp_path):
    up.environment["STANDALONE_HOME"], home = str(tmp_path), up.environment["STANDALONE_HOME"]
    try:
        assert f"Port {up.port} is taken" in again(up, "--port", str(up.port), "--no-demo")
    finally:
        up.environment["STANDALONE_HOME"] = home


def test_django_commands_find_the_same_servers(up):
    shell = "from django.conf import settings; print(settings.DATABASE_URL)"
    assert up.told("DATABASE_URL") in up.django("shell", "--no-imports", "-c", shell)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_is_killed_comes_back(up, part):
    before = wait_for(lambda: find(up, part), f"the first {part}")
    up.kill(part)
    wait_for(lambda: find(up, part) not in {None, before}, f"another {part}")
    wait_for(lambda: answers(up), "all to work again")


def test_ctrl_c_ends_everything_within_seconds(up):
    running = children(up)
    assert len(running) == len(PARTS)
    up.process.send_signal(signal.SIGINT)
    assert up.process.wait(30) == 0
    left = subprocess.run(["ps", "-wweo", "stat=,args="], capture_output=True, text=True).stdout.splitlines()
    assert not [line for line in left if str(up.home) in line and not line.startswith("Z")]


def test_the_next_start_is_quick_and_knows_everything(up):
    before = up.told("DATABASE_URL"), len(mails(up))
    up.start()
    up.wait_until_up()
    assert "migrate" not in up.said()
    assert "making" not in up.said()
    assert (up.told("DATABASE_URL"), len(mails(up))) == before
