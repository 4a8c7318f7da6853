"""A client that costs next to nothing, so that what is measured is the server: one kept connection, JSON only."""

from __future__ import annotations

import asyncio
from typing import Any

import orjson

from bench.stage import only_here


class Http:
    def __init__(self, url: str, host: str, token: str) -> None:
        self.address = only_here(url)
        self.head = f"HTTP/1.1\r\nHost: {host}\r\nX-Session-Token: {token}\r\nAccept: application/json\r\n"

    async def __aenter__(self) -> Http:
        self.reader, self.writer = await asyncio.open_connection(*self.address)
        return self

    async def __aexit__(self, *problem: object) -> None:
        self.writer.close()

    async def ask(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        data = b"" if body is None else orjson.dumps(body)
        kind = "Content-Type: application/json\r\n" if data else ""
        self.writer.write(f"{method} {path} {self.head}{kind}Content-Length: {len(data)}\r\n\r\n".encode() + data)
        status = int((await self.reader.readline()).split()[1])
        length, chunked = 0, False
        while (header := await self.reader.readline()) != b"\r\n":
            name, _, value = header.decode("latin1").lower().partition(":")
            length = int(value) if name == "content-length" else length
            chunked = chunked or (name == "transfer-encoding" and "chunked" in value)
        answer = await (self.chunks() if chunked else self.reader.readexactly(length))
        return status, orjson.loads(answer) if answer else None

    async def chunks(self) -> bytes:
        found = b""
        while size := int((await self.reader.readline()).split(b";")[0], 16):
            found += await self.reader.readexactly(size)
            await self.reader.readline()
        await self.reader.readline()
        return found
