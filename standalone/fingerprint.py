"""Whether a step's sources changed since it was last done, told by names, sizes and times."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def fingerprint(sources: Iterable[Path]) -> str:
    """One short word for all these files and everything below these folders."""
    digest = hashlib.sha256()
    for file in sorted(each for source in sources for each in files(source)):
        state = file.stat()
        digest.update(f"{file}\0{state.st_size}\0{state.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def files(source: Path) -> Iterable[Path]:
    return [file for file in source.rglob("*") if file.is_file()] if source.is_dir() else [source]


class Done:
    """Remembers, in a file, for which sources a step was done."""

    def __init__(self, file: Path, sources: Iterable[Path]) -> None:
        self.file, self.now = file, fingerprint(sources)

    def __bool__(self) -> bool:
        return self.file.exists() and self.file.read_text() == self.now

    def note(self) -> None:
        self.file.write_text(self.now)
