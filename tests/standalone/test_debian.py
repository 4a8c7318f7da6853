"""What the tests need of the machine: listed, and told when it can't be had."""

import pytest

from standalone import debian, testing
from standalone.refusal import Refusal


@pytest.fixture
def listing(tmp_path):
    file = tmp_path / "packages.txt"
    file.write_text("# why\nchromium   # the browser\n\nno-such-package-here\n")
    return file


def test_the_list_may_hold_reasons(listing):
    assert debian.wanted(listing) == ["chromium", "no-such-package-here"]


def test_without_root_the_command_is_told(monkeypatch, listing):
    monkeypatch.setattr(debian.shutil, "which", lambda name: name)
    monkeypatch.setattr(debian, "not_installed", lambda packages: ["chromium"])
    monkeypatch.setattr(debian.os, "geteuid", lambda: 1000)
    assert str(debian.provide(listing)) == "chromium (as root: apt-get install chromium)"


def test_another_system_is_told_what_to_install(monkeypatch, listing):
    monkeypatch.setattr(debian.shutil, "which", lambda name: None)
    assert "chromium (this is not Debian" in str(debian.provide(listing))


def test_a_missing_part_is_one_line(monkeypatch, capsys):
    monkeypatch.delenv("REQUIRE_ALL", raising=False)
    testing.tell(debian.Missing(["chromium"], "there is no apt-get here"))
    assert capsys.readouterr().out == "Skipped where needed: chromium (there is no apt-get here).\n"


def test_a_missing_part_fails_where_all_is_required(monkeypatch):
    monkeypatch.setenv("REQUIRE_ALL", "1")
    with pytest.raises(Refusal, match="that is a failure"):
        testing.tell(debian.Missing(["chromium"], "why"))
