"""What the processes of `up` are told: kept in .standalone/, so that Django commands find the same servers."""

import json
import os
from pathlib import Path

from standalone.folders import HOME, write_private

FILE = HOME / "environment.json"


def keep(values: dict[str, str], file: Path = FILE) -> None:
    write_private(file, json.dumps(values, indent=1))


def kept(file: Path = FILE) -> dict[str, str]:
    try:
        return json.loads(file.read_text())
    except (OSError, ValueError):
        return {}


def fill_in(file: Path = FILE) -> None:
    """Give a Django command what `up` uses, wherever the caller has not said otherwise."""
    for name, value in kept(file).items():
        os.environ.setdefault(name, value)
