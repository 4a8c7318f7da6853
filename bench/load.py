"""Work Chat under load: pages and sockets in a process each, everything through the product's own doors.

    python -m bench.load threads     # 20 threads of 10 people who listen, 16 senders: acknowledged a second, how late
    python -m bench.load crowd       # one thread of 200 people who listen, 5 messages a second
    python -m bench.load page        # a page of 50 messages, 8 clients
    python -m bench.load idle        # sockets that only stand open: memory of each

The database has what a company has: each message is authorised, made safe HTML, indexed for search and counted unread.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import time
from collections.abc import Callable
from pathlib import Path

from bench import ears, servers, stage
from bench.http import Http

THREADS, MEMBERS, SENDERS = 20, 10, 16
CROWD, A_SECOND = 200, 5
CLIENTS, PAGE = 8, 50
TEXT = "Message number {}, as people write them: the rota for *Monday* is in the usual place."


def text(numbers: itertools.count = itertools.count()) -> str:  # noqa: B008  (one count for the whole run)
    return TEXT.format(next(numbers))


async def thread_of(url: str, players: list[stage.Player]) -> str:
    first, *others = players
    async with Http(url, stage.HOST, first.token) as client:
        body = {"people": [str(player.id) for player in others], "name": "Bench", "client_id": ears.marked()}
        _, thread = await client.ask("POST", "/api/v1/threads", body)
    return f"/api/v1/threads/{thread['id']}/messages"


async def send_on(url: str, player: stage.Player, path: str, until: float, sent: Callable[[], None]) -> None:
    async with Http(url, stage.HOST, player.token) as client:
        while time.perf_counter() < until:
            status, answer = await client.ask("POST", path, {"client_id": ears.marked(), "text": text()})
            if status != 201:
                raise SystemExit(f"POST {path} answered {status}: {answer}")
            sent()


async def threads(pages: str, sockets: str, players: list[stage.Player], seconds: float) -> None:
    rooms = [players[at : at + MEMBERS] for at in range(0, THREADS * MEMBERS, MEMBERS)]
    paths = [await thread_of(pages, room) for room in rooms]
    heard: list[float] = []
    lines = await ears.listen(sockets, players, heard.append)
    sent = itertools.count()
    warm = time.perf_counter() + 2
    some = list(zip(rooms, paths, strict=True))[:SENDERS]
    await asyncio.gather(*[send_on(pages, room[0], path, warm, lambda: None) for room, path in some])
    await asyncio.sleep(1)
    heard.clear()
    begun = time.perf_counter()
    await asyncio.gather(*[send_on(pages, room[0], path, begun + seconds, lambda: next(sent)) for room, path in some])
    took, acknowledged = time.perf_counter() - begun, next(sent)
    await all_heard(heard, acknowledged * MEMBERS)
    print(f"{'acknowledged a second':<34} {acknowledged / took:8.0f}   ({acknowledged} in {took:.1f} s)")
    print(f"{'delivered of what was to be':<34} {len(heard)} of {acknowledged * MEMBERS}")
    print(stage.line("POST to each socket", heard))
    for line in lines:
        line.close()


async def crowd(pages: str, sockets: str, players: list[stage.Player], seconds: float) -> None:
    path = await thread_of(pages, players)
    heard: list[float] = []
    lines = await ears.listen(sockets, players, heard.append)
    async with Http(pages, stage.HOST, players[0].token) as client:
        for number in range(int(seconds * A_SECOND) + 10):
            if number == 10:  # the first ones warm caches and prepare statements
                heard.clear()
            await client.ask("POST", path, {"client_id": ears.marked(), "text": text()})
            await asyncio.sleep(1 / A_SECOND)
    await all_heard(heard, int(seconds * A_SECOND) * CROWD)
    print(stage.line(f"POST to each of {CROWD} sockets", heard))
    for line in lines:
        line.close()


async def all_heard(heard: list[float], wanted: int) -> None:
    for _ in range(200):
        if len(heard) >= wanted:
            return
        await asyncio.sleep(0.05)


async def page(pages: str, _sockets: str, players: list[stage.Player], seconds: float) -> None:
    path = await thread_of(pages, players[:MEMBERS])
    for number in range(PAGE * 2):
        async with Http(pages, stage.HOST, players[number % MEMBERS].token) as client:
            await client.ask("POST", path, {"client_id": ears.marked(), "text": text()})
    took: list[float] = []

    async def read_on(player: stage.Player, until: float) -> None:
        async with Http(pages, stage.HOST, player.token) as client:
            while (begun := time.perf_counter()) < until:
                status, answer = await client.ask("GET", f"{path}?limit={PAGE}")
                if status != 200 or len(answer["results"]) != PAGE:
                    raise SystemExit(f"GET {path} answered {status}")
                took.append(time.perf_counter() - begun)

    readers = players[:CLIENTS]
    await asyncio.gather(*[read_on(player, time.perf_counter() + 1) for player in readers])
    took.clear()
    await asyncio.gather(*[read_on(player, time.perf_counter() + seconds) for player in readers])
    print(f"{'pages of 50 a second':<34} {len(took) / seconds:8.0f}")
    print(stage.line("a page answered", took))


async def idle(_pages: str, sockets: str, players: list[stage.Player], seconds: float, number: int) -> None:
    process = servers.process_at(sockets)
    before = memory(process)
    each = -(-number // len(players))
    lines = await ears.listen(sockets, [player for player in players for _ in range(each)][:number], lambda _: None)
    await asyncio.sleep(seconds)
    grown = memory(process) - before
    print(
        f"{'idle sockets':<34} {len(lines)}: {grown / len(lines) / 1024:.1f} KiB each ({grown / 2**20:.0f} MiB in all)"
    )
    for line in lines:
        line.close()


def memory(process: int) -> int:
    """Bytes of the process's own (PSS)."""
    rows = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(row.split()[1]) * 1024 for row in rows if row.startswith("Pss:"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["threads", "crowd", "page", "idle"])
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--sockets", type=int, default=5_000, help="how many stand idle")
    asked = parser.parse_args()
    seconds = min(asked.seconds, 60)
    stage.set_up()
    players = stage.company(THREADS * MEMBERS).players
    with servers.two() as (pages, sockets):
        if asked.what == "idle":
            asyncio.run(idle(pages, sockets, players, seconds, min(asked.sockets, stage.MOST)))
        else:
            asyncio.run(globals()[asked.what](pages, sockets, players, seconds))


if __name__ == "__main__":
    main()
