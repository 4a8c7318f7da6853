"""When the virtual environment is made, refreshed, or left alone."""

import pytest

from standalone import venv


@pytest.fixture
def made(monkeypatch, tmp_path):
    """An environment of one requirement file; the answer lists what was done to it."""
    folder, done = tmp_path / ".venv", []
    for name, path in {
        "VENV": folder, "PYTHON": folder / "bin" / "python", "STAMP": folder / "installed.json",
        "HALF_DONE": folder / "half-installed", "RUN": tmp_path / "requirements.txt",
    }.items():  # fmt: skip
        monkeypatch.setattr(venv, name, path)
    venv.RUN.write_text("Django==5.2.19\n")

    def make():
        done.append("made")
        venv.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        venv.PYTHON.write_text("#!/bin/sh\nexit 0\n")
        venv.PYTHON.chmod(0o755)
        venv.HALF_DONE.unlink(missing_ok=True)

    def follow(command):
        done.append("installed")
        return "", 0

    monkeypatch.setattr(venv, "make", make)
    monkeypatch.setattr(venv, "follow", follow)
    return done


def test_it_is_made_when_missing(made):
    venv.ensure(venv.RUN)
    assert made == ["made", "installed"]


def test_it_is_left_alone_when_nothing_changed(made):
    venv.ensure(venv.RUN)
    venv.ensure(venv.RUN)
    assert made == ["made", "installed"]


def test_it_is_refreshed_when_the_requirements_changed(made):
    venv.ensure(venv.RUN)
    venv.RUN.write_text("Django==5.2.20\n")
    venv.ensure(venv.RUN)
    assert made == ["made", "installed", "installed"]


def test_half_an_installation_is_made_again(made, monkeypatch):
    whole = venv.follow
    monkeypatch.setattr(venv, "follow", lambda command: ("ERROR: cut short", 1))
    with pytest.raises(venv.Refusal, match="cut short"):
        venv.ensure(venv.RUN)
    monkeypatch.setattr(venv, "follow", whole)
    venv.ensure(venv.RUN)
    assert made == ["made", "made", "installed"]


def test_what_another_file_installed_is_remembered(made, tmp_path):
    more = tmp_path / "requirements-dev.txt"
    more.write_text("pytest\n")
    venv.ensure(venv.RUN, more)
    venv.RUN.write_text("Django==5.2.20\n")
    venv.ensure(venv.RUN)
    assert venv.is_current((venv.RUN, more))


def test_a_linked_environment_is_installed_into_but_never_erased(made, tmp_path):
    venv.make()
    venv.VENV.rename(tmp_path / "elsewhere")
    venv.VENV.symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere" / "half-installed").touch()
    venv.ensure(venv.RUN)
    assert made == ["made", "installed"]


def test_packages_of_an_older_python_are_made_again(made, tmp_path):
    venv.ensure(venv.RUN)
    newer = tmp_path / "python3.99"
    venv.PYTHON.rename(newer)
    venv.PYTHON.symlink_to(newer)
    assert not venv.is_sound()
