"""How fast one socket may speak."""

from __future__ import annotations

import time

BURST, PER_SECOND = 200, 30


class Rate:
    """A bucket that holds `BURST` frames and fills by `PER_SECOND`."""

    __slots__ = ("left", "seen")

    def __init__(self) -> None:
        self.left, self.seen = float(BURST), time.monotonic()

    def allows(self) -> bool:
        now = time.monotonic()
        self.left = min(BURST, self.left + (now - self.seen) * PER_SECOND)
        self.seen = now
        if self.left < 1:
            return False
        self.left -= 1
        return True
