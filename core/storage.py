"""Where files lie: a folder of this machine. `core.bucket` is the same on S3-compatible storage."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from django.core.files.storage import FileSystemStorage

CHUNK = 64 * 1024


class Folder(FileSystemStorage):
    """Has no URL: only views behind `access` serve what lies here."""

    def stream(self, name: str, start: int = 0, length: int | None = None) -> tuple[int, Iterator[bytes]]:
        """So many bytes, and they themselves, from `start` on. FileNotFoundError comes at once, not while reading."""
        file = open(self.path(name), "rb")  # noqa: SIM115  (closed by the generator)
        rest = os.fstat(file.fileno()).st_size - start
        length = rest if length is None else min(length, rest)
        file.seek(start)
        return length, _pieces(file, length)

    def names_under(self, prefix: str) -> Iterator[tuple[str, datetime]]:
        """All that lies under a folder, and since when."""
        for folder, _folders, names in os.walk(self.path(prefix)):
            for name in names:
                path = Path(folder) / name
                try:
                    changed = path.stat().st_mtime
                except FileNotFoundError:
                    continue
                yield str(path.relative_to(self.location)), datetime.fromtimestamp(changed, UTC)

    def delete(self, name: str) -> None:
        """And the folders that are empty without it."""
        super().delete(name)
        for folder in list(Path(name).parents)[:2]:
            try:
                os.rmdir(self.path(str(folder)))
            except OSError:
                return


def _pieces(file: IO[bytes], left: int) -> Iterator[bytes]:
    with file:
        while left > 0 and (piece := file.read(min(CHUNK, left))):
            left -= len(piece)
            yield piece
