"""What the processes say, on one screen: each line under the name of who said it."""

import contextlib
import sys
import threading
from typing import TextIO

from standalone.progress import coloured

COLOURS = (36, 33, 32, 35, 34, 31)  # cyan, yellow, green, magenta, blue, red
WIDTH = 8


class Console:
    """Lines of many processes, whole and in order; colours only where somebody looks."""

    def __init__(self, out: TextIO | None = None, colours: bool | None = None) -> None:
        self.out = out or sys.stdout
        self.colours = coloured() if colours is None else colours
        self.lock = threading.Lock()
        self.known: dict[str, int] = {}

    def line(self, name: str, text: str) -> None:
        with self.lock, self.closed_screens_are_fine():
            self.out.write(f"{self.prefix(name)} {text.rstrip()}\n")
            self.out.flush()

    def plain(self, text: str = "") -> None:
        with self.lock, self.closed_screens_are_fine():
            self.out.write(text + "\n")
            self.out.flush()

    def prefix(self, name: str) -> str:
        label = f"{name:<{WIDTH}} │"
        if not self.colours:
            return label
        colour = COLOURS[self.known.setdefault(name, len(self.known)) % len(COLOURS)]
        return f"\033[{colour}m{label}\033[0m"

    def bold(self, text: str) -> str:
        return f"\033[1m{text}\033[0m" if self.colours else text

    @staticmethod
    def closed_screens_are_fine() -> contextlib.AbstractContextManager:
        """Whoever read the output may have left; that ends nothing."""
        return contextlib.suppress(BrokenPipeError)
