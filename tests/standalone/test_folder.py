"""What `.standalone/` keeps: one start at a time, secrets, what was done, what the children are told."""

import os
import subprocess
import sys

import pytest

from standalone import environment, up
from standalone.fingerprint import Done
from standalone.folders import ROOT
from standalone.keys import keys
from standalone.lock import held
from standalone.state import State


def test_a_second_start_of_one_folder_is_refused(tmp_path):
    hold = f"from pathlib import Path; from standalone.lock import held\nwith held(Path({str(tmp_path)!r})): pass"
    with held(tmp_path):
        second = subprocess.run([sys.executable, "-c", hold], cwd=ROOT, capture_output=True, text=True)
    assert f"running already (process {os.getpid()})" in second.stderr


def test_a_lock_ends_with_its_process(tmp_path):
    with held(tmp_path):
        pass
    with held(tmp_path):
        assert (tmp_path / "lock").read_text() == str(os.getpid())


def test_secrets_are_made_once_and_nobody_else_reads_them(tmp_path):
    file = tmp_path / "keys.json"
    assert keys(file) == keys(file)
    assert file.stat().st_mode & 0o077 == 0


def test_a_step_is_done_until_a_source_changes(tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.css").write_text("a")
    done = Done(tmp_path / "done", [source])
    assert not done
    done.note()
    assert Done(tmp_path / "done", [source])
    (source / "b.css").write_text("b")
    assert not Done(tmp_path / "done", [source])


def test_facts_are_remembered(tmp_path):
    State(tmp_path / "state.json").note("demo")
    assert "demo" in State(tmp_path / "state.json")
    assert "started" not in State(tmp_path / "state.json")


def test_a_command_uses_what_up_uses_unless_told_otherwise(tmp_path, monkeypatch):
    environment.keep({"REDIS_URL": "redis://kept", "WORKPLACE_TEST": "kept"}, tmp_path / "environment.json")
    monkeypatch.setenv("REDIS_URL", "redis://said")
    monkeypatch.delenv("WORKPLACE_TEST", raising=False)
    environment.fill_in(tmp_path / "environment.json")
    assert os.environ["REDIS_URL"] == "redis://said"
    assert os.environ.pop("WORKPLACE_TEST") == "kept"


def test_reset_erases_all_but_the_lock(tmp_path):
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "photo").touch()
    (tmp_path / "keys.json").touch()
    (tmp_path / "lock").touch()
    up.erase(tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["lock"]


def test_half_a_state_file_is_no_state(tmp_path):
    (tmp_path / "state.json").write_text('["dem')
    assert "demo" not in State(tmp_path / "state.json")


@pytest.mark.parametrize("missing", ["secret_key", "postgres", "valkey"])
def test_an_older_folder_gets_the_secret_it_lacks(tmp_path, missing):
    known = keys(tmp_path / "keys.json")
    (tmp_path / "keys.json").write_text(str({k: v for k, v in known.items() if k != missing}).replace("'", '"'))
    again = keys(tmp_path / "keys.json")
    assert again[missing]
    assert {k: v for k, v in again.items() if k != missing} == {k: v for k, v in known.items() if k != missing}
