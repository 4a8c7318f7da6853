"""Sending for code without an event loop: pages' threads, tasks, commands and tests say it and go on.

They say it to Valkey themselves, on one socket of the process (`wire.py`). Where that is not possible (Valkey is
away, the caller is an event loop, others wait already) one loop per process, in a thread of its own, sends it. A loop
per send (`async_to_sync`) would cost three milliseconds and a Valkey connection each time.
"""

from __future__ import annotations

import asyncio
import atexit
import logging
import os
import threading
import time
from collections import deque
from typing import Any

from channels.layers import get_channel_layer

from realtime.layer import Layer
from realtime.wire import Said, Wire

logger = logging.getLogger(__name__)

SECONDS = 5  # a Valkey that takes longer is away
MOST_WAITING = 1000
BUSY = 100
TELL_EVERY = 5
LAST_WORDS = 2  # seconds a process that ends gives what it still has to say


class Sender:
    """Sends messages to groups of the channel layer, in the order in which they were handed over."""

    def __init__(self) -> None:
        self.waiting: deque[tuple[str, dict[str, Any]]] = deque()
        self.idle = threading.Event()
        self.idle.set()
        self.lost, self.told = 0, float("-inf")
        self.task: asyncio.Task[None] | None = None
        layer = get_channel_layer()
        host = layer.only_host if isinstance(layer, Layer) else None
        self.wire = Wire(host, layer) if host else None
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, name="realtime", daemon=True).start()

    def hand_over(self, group: str, message: dict[str, Any]) -> None:
        """Tell Valkey from here, or where that is not possible let it wait its turn."""
        if self.wire is None or not self.idle.is_set() or on_a_loop():
            self.put_off(group, message)
        else:
            self.put_off_all(self.wire.publish(group, message))

    def put_off_all(self, unsaid: list[Said]) -> None:
        for group, message in unsaid:
            self.put_off(group, message)

    def put_off(self, group: str, message: dict[str, Any]) -> None:
        if len(self.waiting) < MOST_WAITING:
            self.waiting.append((group, message))
            self.idle.clear()
            self.loop.call_soon_threadsafe(self.wake)
        else:
            self.note_loss(group, OverflowError(f"{MOST_WAITING} others wait"))

    def is_busy(self) -> bool:
        return len(self.waiting) > BUSY

    def wake(self) -> None:
        if self.task is None or self.task.done():
            self.task = self.loop.create_task(self.send_all())

    async def send_all(self) -> None:
        layer = get_channel_layer()
        while self.waiting:
            group, message = self.waiting.popleft()
            try:
                async with asyncio.timeout(SECONDS):
                    await layer.group_send(group, message)
            except Exception as broken:  # whatever the layer raises: the work is done, pages ask for what they missed
                self.note_loss(group, broken)
        self.idle.set()

    def note_loss(self, group: str, broken: Exception) -> None:
        """Each loss counts, but an outage is not a line per event."""
        self.lost += 1
        if time.monotonic() - self.told > TELL_EVERY:
            logger.error("not sent to %s, %s in all: %s", group, self.lost, str(broken) or type(broken).__name__)
            self.lost, self.told = 0, time.monotonic()

    def flush(self, seconds: float = LAST_WORDS) -> bool:
        """Wait until all is sent; False if that took too long."""
        if self.wire is not None:
            self.put_off_all(self.wire.settle())
        return self.idle.wait(seconds)


def on_a_loop() -> bool:
    """Whether this is an event loop's own thread, which never waits for anybody."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


_lock = threading.Lock()
_sender: Sender | None = None


def sender() -> Sender:
    """This process's sender, started at the first call: so after the fork in processes that fork."""
    global _sender
    with _lock:
        if _sender is None:
            _sender = Sender()
            atexit.register(_sender.flush)
        return _sender


def _forget() -> None:
    """In a forked child the parent's loop has no thread, and the lock may be held by a thread that is not there."""
    global _lock, _sender
    _lock, _sender = threading.Lock(), None


os.register_at_fork(after_in_child=_forget)
