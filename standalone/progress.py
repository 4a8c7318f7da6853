"""How far a long step is: one line that is rewritten on a terminal, a line now and then in a log."""

import os
import sys
import time

BEGAN = "UP_BEGAN_AT"  # handed on from the machine's Python to the environment's


def seconds_since_began() -> float:
    return time.time() - float(os.environ.get(BEGAN, time.time()))


def terminal() -> bool:
    return sys.stdout.isatty()


def coloured() -> bool:
    return terminal() and not os.environ.get("NO_COLOR")


class Progress:
    """Say steps as they come; in a log only each twentieth, so that it stays readable."""

    def __init__(self) -> None:
        self.count = 0

    def step(self, text: str) -> None:
        self.count += 1
        if terminal():
            print(f"\r\033[K  {text[:70]}", end="", flush=True)
        elif self.count % 20 == 0:
            print(f"  {text}", flush=True)

    def done(self, text: str) -> None:
        if terminal():
            print("\r\033[K", end="")
        if text:
            print(f"  {text}", flush=True)
