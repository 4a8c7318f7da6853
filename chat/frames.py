"""What browsers and phones say through the socket: that messages arrived."""

from __future__ import annotations

import asyncio
import logging

from chat import actions
from core.rest import to_pk
from core.schema import HasSchema
from people.models import User
from realtime.hooks import Frame
from tenants.context import in_company

logger = logging.getLogger(__name__)

GATHER, PAUSE = 0.1, 0.9  # seconds; together the least time between two writes for one thread
LARGEST = 2**62

Key = tuple[str, int]


class Delivered:
    """Gathers `received` frames of all sockets of this process: one statement a second per thread, not one a frame."""

    def __init__(self) -> None:
        self.waiting: dict[Key, dict[int, int]] = {}
        self.writers: dict[Key, asyncio.Task[None]] = {}

    async def received(self, company: HasSchema, person: User, frame: Frame) -> None:
        """`{"type": "received", "thread": "12", "seq": 7}`: this device has all messages up to 7."""
        seq = frame.get("seq")
        if not isinstance(seq, int) or isinstance(seq, bool) or not 0 < seq < LARGEST:
            raise ValueError("seq must be a whole number above 0")
        key = (company.schema_name, to_pk(frame.get("thread", "")))
        pointers = self.waiting.setdefault(key, {})
        pointers[person.pk] = max(seq, pointers.get(person.pk, 0))
        if key not in self.writers:
            self.writers[key] = asyncio.create_task(self.write(company, key))

    async def write(self, company: HasSchema, key: Key) -> None:
        """Write what waits, until nothing does. Losing it costs nothing: the next pointer counts for all before."""
        try:
            while key in self.waiting:
                await asyncio.sleep(GATHER)
                pointers = self.waiting.pop(key)
                await in_company(company, actions.note_delivered, thread_id=key[1], pointers=pointers)
                await asyncio.sleep(PAUSE)
        except Exception:
            logger.exception("delivered pointers of thread %s in %s are not kept", key[1], key[0])
        finally:
            self.writers.pop(key, None)


delivered = Delivered()
