"""Ctrl-C, a closed terminal and `kill`: all ask for the same orderly end."""

import signal
import threading
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Ending:
    """Breaks off the preparations at once, lets the watch end its round; a second time nobody is waited for."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.watching = False

    def listen(self) -> None:
        for number in SIGNALS:
            signal.signal(number, self.take)

    def take(self, number: int, frame: FrameType | None) -> None:
        again = self.asked.is_set()
        self.asked.set()
        if again or not self.watching:
            raise KeyboardInterrupt
