"""Which command runs where: `up` and `test` make their own environment, Django's run in it."""

import os
import sys
import time
from pathlib import Path

from standalone import environment, options, venv
from standalone.folders import ROOT
from standalone.progress import BEGAN
from standalone.refusal import Refusal


def run(command: str, arguments: list[str]) -> int | str | None:
    """Run one command of manage.py; the answer is its exit status."""
    if command == "up":
        os.environ.setdefault(BEGAN, str(time.time()))
        if asks_for_help(arguments):  # answered by a bare Python: nothing is installed to read a manual
            options.parse(arguments)
        enter(venv.RUN)
        from standalone import up

        return up.main(arguments)
    if command == "test":
        enter(venv.RUN, venv.DEVELOP)
        from standalone import testing

        return testing.main(arguments)
    return django_command()


def asks_for_help(arguments: list[str]) -> bool:
    return any(argument in ("-h", "--help") for argument in arguments)


def enter(*requirements: Path) -> None:
    """Go on inside the virtual environment, made or refreshed first if need be."""
    venv.ensure(*requirements)
    step_inside()


def step_inside() -> None:
    if not venv.active():
        os.execv(venv.PYTHON, [str(venv.PYTHON), str(ROOT / "manage.py"), *sys.argv[1:]])  # noqa: S606


def django_command() -> int:
    if venv.PYTHON.exists():
        step_inside()
    environment.fill_in()
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        raise Refusal("Django is not installed here yet. This installs it: python3 manage.py up") from None
    execute_from_command_line(sys.argv)
    return 0
