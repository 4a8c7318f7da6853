"""Sockets that cost next to nothing: they shake hands with the product's own door and time what they hear.

A message's `client_id` begins with the moment at which it was sent (`t<nanoseconds>-`, of the clock that all processes
of this machine share), so a frame tells by itself how long it was under way, without being parsed.
"""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Callable
from typing import Any

from bench import stage

MARK = b'"type":"chat.message_sent"'
SENT = b'"client_id":"t'


def marked() -> str:
    """A `client_id` that says when it was made."""
    return f"t{time.perf_counter_ns()}-{uuid.uuid4().hex[:12]}"


class Ear(asyncio.Protocol):
    """One person's open socket; `heard(seconds)` for each message that comes."""

    def __init__(self, player: stage.Player, heard: Callable[[float], None]) -> None:
        self.player, self.heard, self.rest = player, heard, b""
        self.open: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: Any) -> None:
        lines = [
            "GET /ws/ HTTP/1.1",
            f"Host: {stage.HOST}",
            f"X-Session-Token: {self.player.token}",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 13",
        ]
        transport.write("\r\n".join([*lines, "", ""]).encode())

    def connection_lost(self, problem: Exception | None) -> None:
        if not self.open.done():
            self.open.set_exception(problem or ConnectionError("the door stayed shut"))

    def data_received(self, data: bytes) -> None:
        self.rest += data
        if not self.open.done():
            head, end, self.rest = self.rest.partition(b"\r\n\r\n")
            if not end:
                self.rest = head
            elif b" 101 " in head[:20]:
                self.open.set_result(None)
            else:
                self.open.set_exception(ConnectionError(head[:60].decode("latin1")))
        while self.open.done() and (frame := self.next_frame()) is not None:
            if MARK in frame:
                at = frame.index(SENT) + len(SENT)
                self.heard((time.perf_counter_ns() - int(frame[at : frame.index(b"-", at)])) / 1e9)

    def next_frame(self) -> bytes | None:
        """The payload of the next whole frame; servers do not mask theirs."""
        if len(self.rest) < 2:
            return None
        length, begin = self.rest[1] & 127, 2
        if length > 125:
            begin = 4 if length == 126 else 10
            length = int.from_bytes(self.rest[2:begin], "big")
        if len(self.rest) < begin + length:
            return None
        frame, self.rest = self.rest[begin : begin + length], self.rest[begin + length :]
        return frame


async def listen(url: str, players: list[stage.Player], heard: Callable[[float], None]) -> list[asyncio.Transport]:
    """All of them in, a few at a time, as a door of the product lets people in."""
    address, loop, inside = stage.only_here(url), asyncio.get_running_loop(), []
    for player in players:
        transport, ear = await loop.create_connection(lambda player=player: Ear(player, heard), *address)
        await asyncio.wait_for(ear.open, 10)
        inside.append(transport)
    return inside
