"""Children: what they say, how they come back, how they end. The children here are small shells."""

import io
import os
import signal
import subprocess
import sys
import threading
import time
from types import SimpleNamespace

import pytest

from standalone.folders import ROOT
from standalone.output import Console
from standalone.processes import LONGEST_WAIT, Process, Program, Supervisor, wait_until_ready
from standalone.refusal import Refusal


@pytest.fixture
def console():
    return Console(io.StringIO(), colours=False)


@pytest.fixture
def supervisor(console):
    supervisor = Supervisor(console)
    yield supervisor
    supervisor.end(patience=0)


def shell(script, **more):
    return Program("child", ["sh", "-c", script], **more)


def until(condition, seconds=10.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


def exists(pid):
    """Whether a process runs; one that ended and was not collected does not."""
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_each_line_stands_under_its_speaker(console):
    process = Process(shell("echo one; echo two >&2"), console)
    process.start()
    assert process.wait() == 0
    assert console.out.getvalue() == "child    │ one\nchild    │ two\n"


def test_colours_only_where_somebody_looks():
    assert "\033[" not in Console(io.StringIO(), colours=False).prefix("web")
    assert "\033[" in Console(io.StringIO(), colours=True).prefix("web")


def test_a_child_that_dies_comes_back(supervisor, console):
    process = supervisor.start(shell("sleep 60"))
    first = process.popen.pid
    os.kill(first, signal.SIGKILL)
    stop = threading.Event()
    watch = threading.Thread(target=supervisor.watch, args=(stop, 0.01))
    watch.start()
    until(lambda: process.popen is not None and process.popen.pid != first and process.is_alive())
    stop.set()
    watch.join()
    assert "ended by SIGKILL; starting it again in 0.2 s" in console.out.getvalue()


def test_a_child_that_can_wait_is_begun_by_the_watch(supervisor):
    supervisor.start_later(shell("sleep 60"), seconds=0.1)
    process = supervisor.processes[0]
    process.tend(process.due - 0.01)
    assert not process.is_alive()
    process.tend(process.due)
    assert process.is_alive()


def test_a_child_that_keeps_dying_is_tried_more_and_more_slowly(console):
    process = Process(shell("exit 3"), console)
    now = time.monotonic()
    process.start()
    for _ in range(8):
        until(lambda: not process.is_alive())
        process.tend(now)  # buries it
        now = process.due
        process.tend(now)  # begins it again
    process.finish()
    pauses = [line.rsplit(" ", 2)[1] for line in console.out.getvalue().splitlines()]
    assert pauses == ["0.2", "0.4", "0.8", "1.6", "3.2", "5", "5", "5"]
    assert process.pause == LONGEST_WAIT


def test_a_child_that_ran_long_is_new_again(console):
    process = Process(shell("sleep 60"), console)
    process.start()
    process.pause = LONGEST_WAIT
    process.tend(time.monotonic() + 11)
    process.finish()
    assert process.pause == 0.2


def test_the_children_of_a_child_end_with_it(supervisor, tmp_path):
    note = tmp_path / "pid"
    supervisor.start(shell(f"sleep 60 & echo $! > {note}; wait"))
    until(lambda: note.exists() and note.read_text().strip())
    grandchild = int(note.read_text())
    assert exists(grandchild)
    supervisor.end()
    until(lambda: not exists(grandchild))


@pytest.fixture
def waited(monkeypatch):
    """Seconds that `standalone.processes` slept: its clock moves by nothing else."""
    clock = [0.0]

    def sleep(seconds):
        clock[0] += seconds
        time.sleep(0.001)

    monkeypatch.setattr("standalone.processes.time", SimpleNamespace(monotonic=lambda: clock[0], sleep=sleep))
    return clock


def test_a_child_that_won_t_end_is_not_waited_for(supervisor, tmp_path, waited):
    process = supervisor.start(shell(f"trap '' TERM; touch {tmp_path}/set; while true; do sleep 0.1; done"))
    until((tmp_path / "set").exists)
    supervisor.end(patience=0.3)
    assert waited[0] == pytest.approx(0.3, abs=0.03)
    assert not process.is_alive()


def test_all_that_won_t_end_are_not_waited_for_ten_seconds(supervisor, tmp_path, waited):
    for name in ("user", "server"):
        log = tmp_path / "log" if name == "server" else None
        supervisor.start(shell(f"trap '' TERM; touch {tmp_path}/{name}; while true; do sleep 0.1; done", log=log))
    until(lambda: all((tmp_path / name).exists() for name in ("user", "server")))
    supervisor.end()
    assert waited[0] < 10


def test_servers_end_after_those_who_use_them(supervisor, console, tmp_path):
    ends = tmp_path / "ends"
    say = "trap 'echo {0} >> {1}; exit' TERM; touch {1}-{0}; while true; do sleep 0.05; done"
    supervisor.start(shell(say.format("server", ends), log=tmp_path / "log"))
    supervisor.start(shell(say.format("user", ends)))
    until(lambda: all((tmp_path / f"ends-{name}").exists() for name in ("server", "user")))
    supervisor.end()
    assert ends.read_text().split() == ["user", "server"]


def test_a_server_that_ends_instead_of_answering_is_refused_with_its_words(supervisor, tmp_path):
    process = supervisor.start(shell("echo out of luck; exit 1", log=tmp_path / "log"))
    with pytest.raises(Refusal, match="child did not start. It said: out of luck"):
        wait_until_ready(process, lambda: False, 10)


def test_nothing_is_left_when_the_launcher_is_killed(tmp_path):
    """The kernel tells the children: no signal handler of the launcher runs."""
    note = tmp_path / "pid"
    script = (
        "import time; from standalone.processes import *; from standalone.output import Console\n"
        f"Supervisor().start(Program('child', ['sh', '-c', 'echo $$ > {note}; exec sleep 60'])); time.sleep(60)"
    )
    launcher = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT)
    until(lambda: note.exists() and note.read_text().strip())
    child = int(note.read_text())
    assert exists(child)
    launcher.kill()
    launcher.wait()
    until(lambda: not exists(child))
