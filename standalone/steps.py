"""Django commands that a start runs before its programs: to their end, some side by side."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field

from standalone.folders import ROOT
from standalone.output import Console
from standalone.processes import Process, Program
from standalone.refusal import Refusal


@dataclass
class Steps:
    """Each step speaks under its own name; one that fails ends the start with a sentence."""

    console: Console
    environment: dict[str, str] = field(default_factory=dict)
    running: list[Process] = field(default_factory=list)

    def run(self, name: str, *command: str) -> None:
        self.wait(self.begin(name, *command))

    def begin(self, name: str, *command: str) -> Process:
        line = [sys.executable, str(ROOT / "manage.py"), *command]
        process = Process(Program(name, line, self.environment, ROOT), self.console)
        process.start()
        self.running.append(process)
        return process

    def wait(self, process: Process, then: Callable[[], None] = lambda: None) -> None:
        status = process.wait()
        self.running.remove(process)
        if status:
            raise Refusal(f"The step “{process.program.name}” failed; its own words stand above. Nothing was lost.")
        then()

    def break_off(self) -> None:
        while self.running:
            self.running.pop().finish()
