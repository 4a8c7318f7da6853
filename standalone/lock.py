"""One start for one folder: two would write into the same database."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from standalone.refusal import Refusal


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the folder; the kernel lets go of it however this process ends."""
    file = folder / "lock"
    with open(os.open(file, os.O_RDWR | os.O_CREAT, 0o600), "r+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pid = handle.read().strip() or "unknown"
            raise Refusal(
                f"This checkout is running already (process {pid}). Use that one, or end it first: kill {pid}"
            ) from None
        handle.truncate(0)
        handle.write(str(os.getpid()))
        handle.flush()
        yield
