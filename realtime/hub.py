"""One receiver per company that has sockets open in this process, and the sockets it serves.

Every event comes once per process, with its recipients, and is handed as ready text to the sockets
of those people. So its price is that of the processes, not of the sockets.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from typing import Any
from weakref import WeakKeyDictionary

from channels.layers import get_channel_layer
from redis.exceptions import RedisError

from realtime import presence
from realtime.events import RESYNC
from realtime.layer import LOST
from realtime.publish import group_of

logger = logging.getLogger(__name__)

MOST_WAITING = 500  # frames; who is this far behind is quicker served by asking again
MOST_SOCKETS = 30  # of one person in one process: more is a program gone wild
BEHIND, TOO_MANY = 4408, 4429
RETRY = 1.0
PATIENCE = 3.0  # how long a socket waits for Valkey before it opens without


class Socket:
    """The server's end of one open socket: what waits to be written, and whether it has to end."""

    __slots__ = ("doubt", "ended", "mark", "person", "waiting", "wake")

    def __init__(self, person: int, mark: str) -> None:
        self.person, self.mark = person, mark
        self.waiting: deque[str] = deque()
        self.wake, self.doubt = asyncio.Event(), asyncio.Event()
        self.ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def push(self, text: str) -> None:
        """Put a frame in line. Who does not keep up is ended and catches up when it returns; who was ended hears
        no more."""
        if self.ended.done():
            return
        self.waiting.append(text)
        if len(self.waiting) > MOST_WAITING:
            self.end(BEHIND)
        self.wake.set()

    def end(self, code: int) -> None:
        if not self.ended.done():
            self.ended.set_result(code)


class Room:
    """The open sockets of one company in this process."""

    def __init__(self, schema: str) -> None:
        self.schema = schema
        self.people: dict[int, list[Socket]] = {}
        self.listening = asyncio.Event()
        self.missed = False
        self.task = asyncio.create_task(self.listen())

    def everyone(self) -> list[Socket]:
        return [socket for sockets in self.people.values() for socket in sockets]

    async def listen(self) -> None:
        """Hear what is published for the company, for as long as somebody has a socket open."""
        while True:
            try:
                await self.receive()
            except (RedisError, OSError) as broken:
                logger.warning("no events in %s: %s", self.schema, broken)
            except Exception:  # a message nobody can read must not leave the company deaf
                logger.exception("events of %s stumbled", self.schema)
            self.missed = True
            await asyncio.sleep(RETRY)

    async def receive(self) -> None:
        layer, group = get_channel_layer(), group_of(self.schema)
        channel = await layer.new_channel()
        try:
            await layer.group_add(group, channel)
            self.listening.set()
            if self.missed:
                self.hear(LOST)
            while True:
                self.hear(await layer.receive(channel))
        finally:
            with contextlib.suppress(RedisError, OSError):
                await layer.group_discard(group, channel)

    def hear(self, message: dict[str, Any]) -> None:
        """One message of the channel layer: an event, an order to close, or a gap."""
        if "to" in message:
            text = message["text"]
            for person in message["to"]:
                for socket in self.people.get(person, ()):
                    socket.push(text)
        elif "close" in message:
            whom = message["close"]
            for socket in self.everyone():
                if whom is None or socket.person in whom:
                    socket.end(message["code"])
        elif "session" in message:
            for socket in self.everyone():
                if socket.mark == message["session"]:
                    socket.end(message["code"])
        elif "lost" in message:
            for socket in self.everyone():
                socket.push(RESYNC)
                socket.doubt.set()  # an order to close may be among what was missed


class Hub:
    """The rooms of one process (of one event loop)."""

    def __init__(self) -> None:
        self.rooms: dict[str, Room] = {}
        self.valkey = presence.client()

    async def join(self, schema: str, socket: Socket) -> None:
        """From the return on the socket hears every event for its person."""
        room = self.rooms.get(schema)
        if room is None:
            room = self.rooms[schema] = Room(schema)
        sockets = room.people.setdefault(socket.person, [])
        sockets.append(socket)
        if len(sockets) > MOST_SOCKETS:
            sockets[0].end(TOO_MANY)
        if not room.listening.is_set():
            try:
                async with asyncio.timeout(PATIENCE):
                    await room.listening.wait()
            except TimeoutError:
                room.missed = True  # it asks for what was published before the room heard
                logger.warning("a socket in %s opens while Valkey is away", schema)

    def leave(self, schema: str, socket: Socket) -> None:
        room = self.rooms[schema]
        room.people[socket.person].remove(socket)
        if not room.people[socket.person]:
            del room.people[socket.person]
        if not room.people:
            del self.rooms[schema]
            room.task.cancel()


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def hub() -> Hub:
    """The hub of the running loop; a process that serves has one, tests have one each."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        _hubs[loop] = Hub()
    return _hubs[loop]
