"""The one socket of a person's browser or phone: events out; typing, presence and the like in."""

from __future__ import annotations

import asyncio
import logging
import random
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

import orjson
from django.core.exceptions import PermissionDenied
from django.http import Http404

from core.errors import Refusal
from core.rest import to_pk
from realtime.events import FrameRefused
from realtime.hooks import FRAMES, Frame
from realtime.hub import Socket, hub
from realtime.presence import Presence
from realtime.publish import SHUT, SIGNED_OUT, session_mark
from realtime.rate import Rate
from tenants.websocket import AWAY

logger = logging.getLogger(__name__)

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

LARGEST = 64 * 1024  # call signals carry a session description
TOO_LARGE, TOO_FAST = 1009, 4429
LOOK_AGAIN = 300
SPREAD = 5  # after a break all sockets have doubts at once
LAST_WORD = 1.0  # seconds a socket that is ended has to take the reason


class Consumer:
    """One open socket. `CompanySocket` let its person in and wrote company, person and session into the scope."""

    def __init__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        self.company, self.person = scope["company"], scope["user"]
        self.look_again = scope["look_again"]
        self.receive, self.send = receive, send
        self.socket = Socket(self.person.pk, session_mark(scope["session_key"]))
        self.rate = Rate()
        self.presence = Presence(self.company, self.person, uuid.uuid4().hex)

    async def run(self) -> None:
        await self.receive()  # websocket.connect
        schema = self.company.schema_name
        tasks: set[asyncio.Future[Any]] = {self.socket.ended}
        try:
            await hub().join(schema, self.socket)
            if not await self.still_welcome():
                await self.close(SHUT)
                return
            await self.send({"type": "websocket.accept"})
            tasks |= {asyncio.create_task(each) for each in (self.read(), self.write(), self.watch())}
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            hub().leave(schema, self.socket)
            code = self.socket.ended.result() if self.socket.ended.done() else None
            await self.end(tasks)
        if code is not None:
            await self.close(code)

    async def still_welcome(self) -> bool:
        """Look once more now that orders to close arrive here: one given since the door looked was not heard."""
        try:
            found = await self.look_again()
        except AWAY as away:
            logger.warning("a socket is refused, since the database is away: %s", away)
            found = None
        if found is not None:
            self.company, self.person = found
            self.presence.person = self.person
        return found is not None and not self.socket.ended.done()

    async def end(self, tasks: set[asyncio.Future[Any]]) -> None:
        for task in tasks:
            task.cancel()
        for problem in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(problem, Exception) and not isinstance(
                problem, OSError
            ):  # servers raise that when it is gone
                logger.error("a socket of %s broke", self.company.schema_name, exc_info=problem)
        await self.presence.leave(hub().valkey)

    async def read(self) -> None:
        """Take frames until the other side goes away."""
        while (message := await self.receive())["type"] == "websocket.receive":
            text = message.get("text") or message.get("bytes") or b""
            if len(text) > LARGEST:
                self.socket.end(TOO_LARGE)
            elif not self.rate.allows():
                self.socket.end(TOO_FAST)
            else:
                await self.take(text)

    async def take(self, text: str | bytes) -> None:
        """Hand one frame to the app that knows its type."""
        try:
            frame: Frame = orjson.loads(text)
            type = frame["type"]
        except (ValueError, TypeError, KeyError):
            return self.refuse("not_json")
        try:
            await self.handle(type, frame)
        except (Http404, PermissionDenied):
            self.refuse("not_found")
        except Refusal as refusal:
            self.refuse(refusal.code)
        except (KeyError, TypeError, ValueError):
            self.refuse("invalid")
        except Exception:
            logger.exception("frame %s of %s failed", type, self.company.schema_name)
            self.refuse("error")

    async def handle(self, type: object, frame: Frame) -> None:
        if type == "ping":
            self.socket.push(PONG)
        elif type == "presence":
            await self.presence.say(hub().valkey, frame["state"])
        elif type == "watch":
            await self.presence.watch(hub().valkey, [to_pk(person) for person in frame["people"]])
        elif isinstance(type, str) and type in FRAMES and self.company.paused:
            self.refuse("paused")
        elif isinstance(type, str) and type in FRAMES:
            await FRAMES[type](self.company, self.person, frame)
        else:
            self.refuse("unknown_type")

    def refuse(self, code: str) -> None:
        self.socket.push(FrameRefused(code=code).wire())

    async def write(self) -> None:
        """Write what waits, as fast as the other side takes it."""
        socket, send = self.socket, self.send
        while True:
            while socket.waiting:
                await send({"type": "websocket.send", "text": socket.waiting.popleft()})
            socket.wake.clear()
            await socket.wake.wait()

    async def watch(self) -> None:
        """Ask at the door from time to time: an order to close may be lost, and sessions run out silently."""
        while True:
            try:
                async with asyncio.timeout(LOOK_AGAIN * between(0.5, 1)):
                    await self.socket.doubt.wait()
                    await asyncio.sleep(SPREAD * between(0, 1))
            except TimeoutError:
                logger.debug("time to look again")
            self.socket.doubt.clear()
            try:
                found = await self.look_again()
                if found is None:
                    self.socket.end(SIGNED_OUT)
                else:
                    self.company, self.person = found  # roles and flags as they are now
                    self.presence.person = self.person
            except AWAY as away:
                logger.debug("nobody can tell who may stay: %s", away)

    async def close(self, code: int) -> None:
        try:
            async with asyncio.timeout(LAST_WORD):
                await self.send({"type": "websocket.close", "code": code})
        except TimeoutError:  # it does not even read: the server hangs up
            logger.info("a socket of %s took nothing any more", self.company.schema_name)


def between(least: float, most: float) -> float:
    """So that sockets which opened together do not ask together."""
    return random.uniform(least, most)  # noqa: S311


PONG = '{"type":"pong"}'


async def consumer(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """The application behind `/ws/`."""
    await Consumer(scope, receive, send).run()
