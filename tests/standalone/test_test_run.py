"""What a run of the tests leaves behind."""

import os

from tests.servers import PREFIX, SERVERS, forget_killed_runs


def test_the_folder_of_a_killed_run_goes_and_that_of_a_living_one_stays(tmp_path):
    dead, living = tmp_path / f"{PREFIX}999999999-x", tmp_path / f"{PREFIX}{os.getpid()}-x"
    dead.mkdir()
    living.mkdir()
    forget_killed_runs(tmp_path)
    assert (dead.exists(), living.exists()) == (False, True)


def test_this_run_has_a_folder_of_its_own():
    assert SERVERS.folder.name.startswith(f"{PREFIX}{os.getpid()}-")
