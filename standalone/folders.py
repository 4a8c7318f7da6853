"""Where things lie: the checkout, its virtual environment and the private folder of `up`."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
HOME = Path(os.environ.get("STANDALONE_HOME", ROOT / ".standalone"))


def private(folder: Path) -> Path:
    """The folder, made if need be, closed to everybody else: it holds passwords and people's messages."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def write_private(file: Path, text: str) -> None:
    """Write a file nobody else can read, whole or not at all: a full disk must not leave half a secret."""
    draft = file.with_name(file.name + ".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write(text)
    draft.replace(file)
