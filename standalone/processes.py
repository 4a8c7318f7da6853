"""The processes of one start: begun, watched, begun again when they die, and all ended together."""

import contextlib
import ctypes
import os
import pwd
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from standalone.output import Console
from standalone.refusal import Refusal, is_about_a_full_disk, reason_in

FIRST_WAIT, LONGEST_WAIT = 0.2, 5.0
LARGEST_LOG = 10 * 1024 * 1024
STEADY = 10.0  # seconds after which a process counts as well again
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Program:
    """What there is to know of a program to run it, to see it ready and to end it."""

    name: str
    command: Sequence[str]
    environment: dict[str, str] | None = None
    folder: Path | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    user: str | None = None  # only where the launcher runs as root and the program refuses to
    log: Path | None = None  # without one it speaks on the console
    before: Callable[[], None] = field(default=lambda: None)  # runs before each start


class Process:
    """One program and, over time, the processes that were it."""

    def __init__(self, program: Program, console: Console) -> None:
        self.program, self.console = program, console
        self.popen: subprocess.Popen[str] | None = None
        self.reader: threading.Thread | None = None
        self.pause, self.due, self.started = FIRST_WAIT, 0.0, 0.0
        self.spoke_before = 0  # how long the log was when this process began

    def start(self) -> None:
        """In a session of its own: Ctrl-C reaches the launcher alone, and a group can be ended as a whole."""
        self.program.before()
        with self.where_to_speak() as speech:
            self.popen = subprocess.Popen(
                self.program.command,
                env=self.program.environment,
                cwd=self.program.folder,
                stdin=subprocess.DEVNULL,
                stdout=speech,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_parent(self.program.stop_signal),
                text=True,
                errors="replace",
                **as_user(self.program.user),
            )
        self.started = time.monotonic()
        if self.program.log is None:
            self.reader = threading.Thread(target=self.relay, args=(self.popen,), daemon=True)
            self.reader.start()

    def where_to_speak(self) -> AbstractContextManager[Any]:
        log = self.program.log
        if log is None:
            return contextlib.nullcontext(subprocess.PIPE)
        if log.exists() and log.stat().st_size > LARGEST_LOG:
            log.replace(log.with_name(log.name + ".old"))
        out = open(log, "a")  # noqa: SIM115  (the caller closes it)
        self.spoke_before = out.tell()
        return out

    def relay(self, popen: "subprocess.Popen[str]") -> None:
        for line in popen.stdout or ():
            self.console.line(self.program.name, line)

    def is_alive(self) -> bool:
        return self.popen is not None and self.popen.poll() is None

    def tend(self, now: float) -> None:
        """Begin again what died, at once the first time, then more and more slowly."""
        if self.is_alive():
            if now - self.started > STEADY:
                self.pause = FIRST_WAIT
            return
        if self.popen is not None:
            self.bury(self.popen.returncode, now)
        elif now >= self.due:
            self.start()

    def bury(self, status: int, now: float) -> None:
        self.signal_group(signal.SIGKILL)  # what it leaves behind holds its port and its locks
        self.console.line(self.program.name, f"{describe(status)}; starting it again in {self.pause:g} s")
        self.popen = None
        self.due, self.pause = now + self.pause, min(self.pause * 2, LONGEST_WAIT)

    def signal_group(self, number: signal.Signals) -> None:
        """To the process and all it began; those that are gone already don't mind."""
        if self.popen is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.popen.pid, number)

    def ask_to_end(self) -> None:
        """Only the process itself: it ends what it began in its own order."""
        if self.popen is not None and self.is_alive():
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.popen.pid, self.program.stop_signal)

    def wait(self) -> int:
        """For one that ends by itself: its status, after its last word was said."""
        status = self.popen.wait() if self.popen else 0
        if self.reader:
            self.reader.join()
        return status

    def finish(self) -> None:
        self.signal_group(signal.SIGKILL)
        if self.popen is not None:
            self.popen.wait()


def describe(status: int) -> str:
    if status < 0:
        return f"ended by {signal.Signals(-status).name}"
    return f"ended by itself (status {status})"


def as_user(name: str | None) -> dict:
    """Arguments that start a process as another user, with that user's rights and no more."""
    return {} if name is None else {"user": name, "group": pwd.getpwnam(name).pw_gid, "extra_groups": []}


def die_with_parent(number: signal.Signals) -> Callable[[], None] | None:
    """On Linux the kernel ends the process when the launcher is killed: nothing is left holding ports and data."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(PR_SET_PDEATHSIG, number)


class Supervisor:
    """The processes of this start, in the order they were begun."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console()
        self.processes: list[Process] = []

    def start(self, program: Program) -> Process:
        process = Process(program, self.console)
        process.start()
        self.processes.append(process)
        return process

    def start_later(self, program: Program, seconds: float) -> None:
        """The watch begins it: what nobody waits for leaves the machine to what people wait for."""
        process = Process(program, self.console)
        process.due = time.monotonic() + seconds
        self.processes.append(process)

    def watch(self, stop: threading.Event, pace: float = 0.1) -> None:
        """Until told to stop."""
        while not stop.wait(pace):
            for process in self.processes:
                process.tend(time.monotonic())

    def end(self, patience: float = 4.0) -> None:
        """The last begun first, so that nobody's server goes before its users; who is slow is not waited for."""
        users = [process for process in self.processes if process.program.log is None]
        servers = [process for process in self.processes if process.program.log is not None]
        for group in (users, servers):
            end_together(group, patience)
        self.processes.clear()


def end_together(processes: list[Process], patience: float) -> None:
    for process in processes:
        process.ask_to_end()
    deadline = time.monotonic() + patience
    while any(process.is_alive() for process in processes) and time.monotonic() < deadline:
        time.sleep(0.02)
    for process in processes:
        process.finish()


def wait_until_ready(process: Process, ready: Callable[[], bool], seconds: float) -> None:
    """Wait for a process to answer; one that ends instead is refused with the end of its log."""
    deadline = time.monotonic() + seconds
    while not ready():
        if not process.is_alive():
            raise Refusal(why_not_started(process))
        if time.monotonic() > deadline:
            raise Refusal(f"{process.program.name} does not answer after {seconds:g} s.{log_hint(process)}")
        time.sleep(0.01)


def why_not_started(process: Process) -> str:
    said = words_of(process)
    if is_about_a_full_disk(said):
        return f"The disk is full: {process.program.name} can't start. Make some room and start again."
    reason = f" It said: {reason_in(said)}" if said.strip() else ""
    return f"{process.program.name} did not start.{reason}{log_hint(process)}"


def log_hint(process: Process) -> str:
    return f" More in {process.program.log}." if process.program.log else ""


def words_of(process: Process) -> str:
    """What it has said since it began."""
    if process.program.log is None:
        return ""
    with open(process.program.log, errors="replace") as log:
        log.seek(process.spoke_before)
        return log.read()
