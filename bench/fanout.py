"""How many deliveries a second one socket process makes, and how long the last of many listeners waits.

    python -m bench.fanout
    python -m bench.fanout --listeners 400 --events 500

Starts one uvicorn as `up` does, with the product's own consumer and hub behind a door that asks no database, and
listeners in processes of their own that only count bytes. Events of a message's size go through the channel layer, a
part of the listeners each. Then single events, one at a time: when had all heard?
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from bench import servers, stage

SCHEMA = "bench_fanout"
SIZE = 900  # a message with its fragment


# The server's process ------------------------------------------------------------------------------------------
async def open_door(scope: dict[str, Any], receive: Callable[[], Awaitable[Any]], send: Callable) -> None:
    """The person is the number in the path; nobody is looked up."""
    from realtime.consumer import consumer
    from realtime.lifespan import lifespan

    if scope["type"] == "lifespan":
        return await lifespan(scope, receive, send)
    if scope["type"] == "http":  # somebody asks whether the server is there
        await send({"type": "http.response.start", "status": 204})
        return await send({"type": "http.response.body"})
    person = SimpleNamespace(pk=int(scope["path"].strip("/")), shows_presence=False)
    company = SimpleNamespace(schema_name=SCHEMA, paused=False)

    async def look_again() -> tuple[Any, Any]:
        return company, person

    entered = {"company": company, "user": person, "session_key": "x", "look_again": look_again}
    return await consumer({**scope, **entered}, receive, send)


def serve(port: int) -> subprocess.Popen[bytes]:
    program = ["-m", "uvicorn", "bench.fanout_server:application", "--host", "127.0.0.1", "--port", str(port)]
    how = ["--loop", "uvloop", "--ws", "websockets-sansio", "--ws-per-message-deflate", "false", "--no-access-log"]
    return subprocess.Popen([sys.executable, *program, *how, "--log-level", "warning"], cwd=stage.ROOT)


# The listeners' processes --------------------------------------------------------------------------------------
class Listener(asyncio.Protocol):
    """A WebSocket client that shakes hands and from then on counts bytes."""

    def __init__(self, person: int, heard: Callable[[int], None]) -> None:
        self.person, self.heard, self.open = person, heard, asyncio.get_running_loop().create_future()

    def connection_made(self, transport: Any) -> None:
        head = f"GET /{self.person} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        transport.write((head + key).encode())

    def data_received(self, data: bytes) -> None:
        if not self.open.done():
            self.open.set_result(None)
            data = data.partition(b"\r\n\r\n")[2]
        self.heard(len(data))


async def listen(port: int, people: range, counter: Any, ready: Any, stop: Any) -> None:
    def heard(size: int) -> None:
        counter.value += size

    loop, listeners = asyncio.get_running_loop(), []
    for person in people:
        _, listener = await loop.create_connection(lambda person=person: Listener(person, heard), "127.0.0.1", port)
        await listener.open
        listeners.append(listener)
    ready.release()
    while not stop.is_set():
        await asyncio.sleep(0.05)


def listener_process(*arguments: Any) -> None:
    import uvloop

    uvloop.run(listen(*arguments))


# The measurement -----------------------------------------------------------------------------------------------
class Crowd:
    def __init__(self, port: int, listeners: int, processes: int) -> None:
        make = multiprocessing.get_context("spawn")
        self.stop, ready = make.Event(), make.Semaphore(0)
        share = listeners // processes
        self.counters = [make.Value("Q", 0, lock=False) for _ in range(processes)]
        self.processes = []
        for number, counter in enumerate(self.counters):
            people = range(number * share, (number + 1) * share)
            self.processes.append(make.Process(target=listener_process, args=(port, people, counter, ready, self.stop)))
        for process in self.processes:
            process.start()
        for _ in self.processes:
            if not ready.acquire(timeout=30):
                raise SystemExit("the listeners do not come in")

    def bytes(self) -> int:
        return sum(counter.value for counter in self.counters)

    def end(self) -> None:
        self.stop.set()
        for process in self.processes:
            process.join(5)


def wait_for(crowd: Crowd, wanted: int, seconds: float = 60) -> float:
    end = time.perf_counter() + seconds
    while crowd.bytes() < wanted:
        if time.perf_counter() > end:
            raise SystemExit(f"only {crowd.bytes()} of {wanted} bytes came")
        time.sleep(0.0002)
    return time.perf_counter()


def measure(asked: argparse.Namespace) -> None:
    from realtime.background import sender
    from realtime.publish import group_of
    from standalone.ports import any_free

    port = any_free()
    server = serve(port)
    try:
        servers.wait_until_open(f"http://127.0.0.1:{port}", server)
        crowd = Crowd(port, asked.listeners, asked.processes)
        message = {"to": list(range(asked.listeners)), "text": "x" * SIZE}
        frame = SIZE + 4
        sender().hand_over(group_of(SCHEMA), message)
        told = wait_for(crowd, asked.listeners * frame) and 1
        begun, used = time.perf_counter(), cpu(server.pid)
        for _ in range(asked.events):
            while sender().is_busy():
                time.sleep(0.001)
            sender().hand_over(group_of(SCHEMA), message)
        told += asked.events
        took = wait_for(crowd, told * asked.listeners * frame) - begun
        deliveries = asked.listeners * asked.events
        each = (cpu(server.pid) - used) / deliveries * 1e6
        print(f"{deliveries / took:,.0f} deliveries a second to {asked.listeners} listeners, {each:.1f} µs of CPU each")
        waits = []
        for _ in range(50):
            told += 1
            begun = time.perf_counter()
            sender().hand_over(group_of(SCHEMA), message)
            waits.append(wait_for(crowd, told * asked.listeners * frame) - begun)
            time.sleep(0.02)
        print(stage.line("one event until all had heard", waits))
        crowd.end()
    finally:
        server.terminate()
        server.wait(10)


def cpu(pid: int) -> float:
    """Seconds of CPU a process has used: the figure that other work on the machine does not move."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--listeners", type=int, default=200)
    parser.add_argument("--events", type=int, default=300)
    parser.add_argument("--processes", type=int, default=2, help="that the listeners share")
    asked = parser.parse_args()
    asked.listeners, asked.events = min(asked.listeners, 1000), min(asked.events, stage.MOST)
    stage.set_up()
    measure(asked)
