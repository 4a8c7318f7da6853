"""MP4 and QuickTime: how long, how large, sound or picture; and the place where it was taken, made unreadable.

The file is a tree of boxes: four bytes of length, four of name. Nothing is unpacked and nothing trusted: counts
and lengths are bounded, and what does not add up is simply not known.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

MOST_BOXES = 2000
TELLTALE = {b"udta", b"meta"}  # where phones write place, device and time


@dataclass
class Movie:
    tracks: set[bytes] = field(default_factory=set)  # b"vide", b"soun"
    width: int | None = None
    height: int | None = None
    duration: int | None = None


def read_movie(file: IO[bytes], size: int) -> Movie:
    """What its boxes say. Boxes that may name a place are renamed `free`, which players skip, in the file itself."""
    movie, budget = Movie(), [MOST_BOXES]
    try:
        for name, start, end in _boxes(file, 0, size, budget):
            if name == b"moov":
                _read_moov(file, start, end, movie, budget)
    except (struct.error, ValueError, OverflowError, IndexError):
        return movie
    return movie


def _read_moov(file: IO[bytes], start: int, end: int, movie: Movie, budget: list[int]) -> None:
    for name, inner, inner_end in _boxes(file, start, end, budget):
        if name == b"mvhd":
            movie.duration = _duration(_bytes(file, inner, 32))
        elif name == b"trak":
            _read_track(file, inner, inner_end, movie, budget)
        elif name in TELLTALE:
            _forget(file, inner)


def _read_track(file: IO[bytes], start: int, end: int, movie: Movie, budget: list[int]) -> None:
    size: tuple[int, int] | None = None
    for name, inner, inner_end in _boxes(file, start, end, budget):
        if name == b"tkhd":
            size = _size(_bytes(file, inner, 96))
        elif name == b"mdia":
            for part, at, _end in _boxes(file, inner, inner_end, budget):
                if part == b"hdlr":
                    handler = _bytes(file, at, 12)[8:12]
                    movie.tracks.add(handler)
                    if handler == b"vide" and size and all(size):
                        movie.width, movie.height = size
        elif name in TELLTALE:
            _forget(file, inner)


def _boxes(file: IO[bytes], start: int, end: int, budget: list[int]) -> Iterator[tuple[bytes, int, int]]:
    """Name, where its content starts, where it ends."""
    while start + 8 <= end and budget[0] > 0:
        budget[0] -= 1
        length, name = struct.unpack(">I4s", _bytes(file, start, 8))
        head = 8
        if length == 1:
            (length,) = struct.unpack(">Q", _bytes(file, start + 8, 8))
            head = 16
        elif length == 0:
            length = end - start
        if length < head or start + length > end:
            return
        yield name, start + head, start + length
        start += length


def _forget(file: IO[bytes], content: int) -> None:
    file.seek(content - 4)
    file.write(b"free")


def _duration(head: bytes) -> int | None:
    """Milliseconds."""
    if head[0] == 1:
        scale, length = struct.unpack(">IQ", head[20:32])
    else:
        scale, length = struct.unpack(">II", head[12:20])
    return length * 1000 // scale if scale and length < 2**62 else None


def _size(head: bytes) -> tuple[int, int]:
    """Width and height as shown: a phone held upright says so in the matrix."""
    matrix = 52 if head[0] == 1 else 40
    across, turned = struct.unpack(">ii", head[matrix : matrix + 8])
    width, height = struct.unpack(">II", head[matrix + 36 : matrix + 44])
    return (height >> 16, width >> 16) if across == 0 and turned else (width >> 16, height >> 16)


def _bytes(file: IO[bytes], at: int, length: int) -> bytes:
    file.seek(at)
    return file.read(length)
