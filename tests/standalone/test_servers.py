"""The real servers: private, durable, and there again after a kill."""

import os
import signal
import stat
import threading

import psycopg
import pytest
import redis

from standalone.postgres import Postgres
from standalone.processes import Supervisor, wait_until_ready
from standalone.valkey import Valkey
from tests.ports import own_port


@pytest.fixture(scope="module")
def supervisor():
    supervisor = Supervisor()
    yield supervisor
    supervisor.end()


@pytest.fixture(scope="module")
def postgres(supervisor, tmp_path_factory):
    server = Postgres(tmp_path_factory.mktemp("home") / "postgres", own_port(), "pass word/1")
    server.folder.mkdir()
    server.init()
    server.process = supervisor.start(server.program())
    wait_until_ready(server.process, server.is_ready, 60)
    server.make_database()
    return server


@pytest.fixture(scope="module")
def valkey(supervisor, tmp_path_factory):
    server = Valkey(tmp_path_factory.mktemp("valkey"), own_port(), "secret")
    server.process = supervisor.start(server.program())
    wait_until_ready(server.process, server.is_ready, 30)
    return server


def kill_and_start(server):
    os.kill(server.process.popen.pid, signal.SIGKILL)
    server.process.popen.wait()
    server.process.signal_group(signal.SIGKILL)
    server.process.start()
    wait_until_ready(server.process, server.is_ready, 60)


def test_postgresql_wants_the_password(postgres):
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(postgres.url.replace("pass%20word%2F1", "other"))


def test_postgresql_speaks_every_language(postgres):
    with psycopg.connect(postgres.url) as connection:
        assert connection.execute("SELECT lower('ÄÉ') || version()").fetchone()[0].startswith("äéPostgreSQL 18")


def test_the_database_s_folder_is_closed_to_others(postgres):
    assert stat.S_IMODE(postgres.folder.stat().st_mode) == 0o700


def test_what_was_committed_outlives_a_kill(postgres):
    with psycopg.connect(postgres.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS n")
    kill_and_start(postgres)
    with psycopg.connect(postgres.url) as connection:
        assert connection.execute("SELECT n FROM kept").fetchone() == (7,)


def test_a_note_of_a_dead_server_does_not_stop_a_new_one(postgres):
    """After a crash of the machine its process id may be anybody's: here it is this very test's."""
    note = postgres.data / "postmaster.pid"
    lines = note.read_text().split("\n")
    os.kill(postgres.process.popen.pid, signal.SIGKILL)
    postgres.process.popen.wait()
    note.write_text("\n".join([str(os.getpid()), *lines[1:]]))
    postgres.process.start()
    wait_until_ready(postgres.process, postgres.is_ready, 60)


def test_a_new_one_waits_for_what_a_killed_one_left(postgres):
    """Its last connections hold the shared memory for a moment: here for as long as the test lets them."""
    connection = psycopg.connect(postgres.url, autocommit=True)
    last = connection.execute("SELECT pg_backend_pid()").fetchone()[0]
    os.kill(last, signal.SIGSTOP)
    os.kill(postgres.process.popen.pid, signal.SIGKILL)
    postgres.process.popen.wait()
    awake = threading.Timer(1.0, os.kill, (last, signal.SIGCONT))
    awake.start()
    postgres.process.start()
    awake.join()
    connection.close()
    wait_until_ready(postgres.process, postgres.is_ready, 60)


def test_a_note_of_a_living_server_is_left_alone(postgres):
    postgres.forget_a_dead_one()
    assert (postgres.data / "postmaster.pid").exists()


def test_valkey_wants_the_password(valkey):
    with pytest.raises(redis.AuthenticationError):
        redis.Redis(port=valkey.port).ping()


def test_what_valkey_holds_outlives_its_restart(valkey):
    redis.from_url(valkey.url).set("kept", "7")
    valkey.process.ask_to_end()
    valkey.process.popen.wait()
    valkey.process.start()
    wait_until_ready(valkey.process, valkey.is_ready, 30)
    assert redis.from_url(valkey.url).get("kept") == b"7"


def test_the_password_stands_in_no_command_line(postgres, valkey):
    for server in (postgres, valkey):
        assert not any(server.password in word for word in server.program().command)
