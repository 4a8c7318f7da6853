"""From POST to the other person's socket: p50 and p95.

    python -m bench.latency --start two       # starts pages and sockets apart, as in production
    python -m bench.latency --start one       # one process for both, as `up` does
    python -m bench.latency --pages http://127.0.0.1:8000 [--sockets http://127.0.0.1:8002]     # what runs already

Two people in one thread; one sends by POST, the other listens on a socket. Also said: how long the sender waited for
the answer, and how long a ping takes on the socket. `--readers N` asks for lists all the while, as other people would.
PostgreSQL and Valkey are those of `up`, or of the environment. Compare with `bench.floor` of the same minute.
"""

from __future__ import annotations

import argparse
import asyncio
import time
import uuid
from contextlib import nullcontext
from typing import Any

import orjson

from bench import servers, stage
from bench.http import Http


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--start", choices=["one", "two"], help="start servers for this, one process or two")
    parser.add_argument("--pages", default="http://127.0.0.1:8000", help="where POSTs go")
    parser.add_argument("--sockets", default="", help="where /ws/ is; by default the same")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--pause", type=float, default=0.01, help="seconds between two messages")
    parser.add_argument("--readers", type=int, default=0, help="clients that read a page of messages all the while")
    asked = parser.parse_args()
    asked.count = min(asked.count, stage.MOST)
    asked.sockets = asked.sockets or asked.pages
    return asked


async def connect(url: str, player: stage.Player) -> Any:
    import websockets

    address, port = stage.only_here(url)
    return await websockets.connect(
        f"ws://{stage.HOST}/ws/",
        host=address,
        port=port,
        additional_headers={"X-Session-Token": player.token},
        compression=None,
        proxy=None,
    )


async def hear(line: Any, wanted: str) -> float:
    while True:
        frame = orjson.loads(await asyncio.wait_for(line.recv(), 10))
        if frame["type"] == "chat.message_sent" and frame["data"]["client_id"] == wanted:
            return time.perf_counter()


async def ping(line: Any, count: int) -> list[float]:
    found = []
    for _ in range(count):
        begun = time.perf_counter()
        await line.send('{"type":"ping"}')
        await line.recv()
        found.append(time.perf_counter() - begun)
        await asyncio.sleep(0.04)  # the server lets a socket speak 30 times a second
    return found


async def read_on(url: str, player: stage.Player, path: str) -> None:
    async with Http(url, stage.HOST, player.token) as reader:
        while True:
            await reader.ask("GET", path)


async def measure(asked: argparse.Namespace, players: list[stage.Player]) -> None:
    sender, listener, *others = players
    line = await connect(asked.sockets, listener)
    pings = await ping(line, 50)
    heard, answered = [], []
    async with Http(asked.pages, stage.HOST, sender.token) as client:
        _, thread = await client.ask("POST", "/api/v1/threads", {"people": [str(listener.id)]})
        path = f"/api/v1/threads/{thread['id']}/messages"
        readers = [asyncio.create_task(read_on(asked.pages, each, "/api/v1/people?limit=50")) for each in others]
        for number in range(asked.count + 20):
            words = {"client_id": uuid.uuid4().hex, "text": f"Message number {number}, as people write them."}
            waiting = asyncio.create_task(hear(line, words["client_id"]))
            begun = time.perf_counter()
            status, _ = await client.ask("POST", path, words)
            done = time.perf_counter()
            if status != 201:
                raise SystemExit(f"POST {path} answered {status}")
            heard.append(await waiting - begun)
            answered.append(done - begun)
            await asyncio.sleep(asked.pause)
        for reader in readers:
            reader.cancel()
    print(stage.line("ping on the socket", pings))
    print(stage.line("POST answered", answered[20:]))  # the first ones warm caches and prepare statements
    print(stage.line("POST to the other's socket", heard[20:]))
    await line.close()


if __name__ == "__main__":
    asked = arguments()
    stage.set_up()
    players = stage.company(2 + asked.readers).players
    begin = {"one": servers.one, "two": servers.two, None: lambda: nullcontext((asked.pages, asked.sockets))}
    with begin[asked.start]() as (asked.pages, asked.sockets):
        asyncio.run(measure(asked, players))
