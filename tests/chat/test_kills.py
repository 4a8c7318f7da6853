"""The web server is killed twenty times while people write: what was acknowledged is there, once, in its order.

Five times in each of four turns, so that a slow machine has four times the limit of one test.
"""

from __future__ import annotations

import asyncio
import itertools
import random
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from asgiref.sync import async_to_sync

from tests.chat.clients import Listener, Sender
from tests.live import Guest, Live

pytestmark = [pytest.mark.slow, pytest.mark.commits]
TURNS, KILLS = 4, 5
PATIENCE = 180.0  # seconds


@pytest.fixture(scope="module")
def hand(live: Live) -> Iterator[ThreadPoolExecutor]:
    """The one thread that kills and starts: the kernel ends a server together with the thread that began it."""
    with ThreadPoolExecutor(1) as hand:
        yield hand
        hand.submit(live.kill).result()
    live.start()  # by this thread, for those who come after


def group_of(guests: list[Guest]) -> str:
    first, *others = guests
    people = [str(guest.person.pk) for guest in others]
    answer = httpx.post(
        f"http://127.0.0.1:{first.host.rpartition(':')[2]}/api/v1/threads",
        json={"people": people, "name": f"Under fire {uuid.uuid4().hex[:6]}"},
        headers=first.token,
        timeout=30,
    )
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


async def under_fire(
    live: Live, hand: ThreadPoolExecutor, guests: list[Guest], thread: str
) -> tuple[list[Sender], list[Listener]]:
    """Two senders and two sockets for each person, while the server is killed and started again."""
    senders = [Sender(guest, thread, f"{thread}-{guest.person.pk}-{n}") for guest in guests for n in range(2)]
    listeners = [Listener(guest, thread) for guest in guests for _ in range(2)]
    listening = [asyncio.create_task(listener.live()) for listener in listeners]
    sending = [asyncio.create_task(sender.run(0.02)) for sender in senders]
    for _ in range(KILLS):
        wanted = sum(len(sender.acknowledged) for sender in senders) + 20
        await until(lambda wanted=wanted: sum(len(s.acknowledged) for s in senders) >= wanted, "people to write again")
        await asyncio.sleep(random.uniform(0, 0.3))  # noqa: S311
        for step in (live.kill, live.start):
            await asyncio.get_running_loop().run_in_executor(hand, step)
    for sender in senders:
        sender.stopped = True
    await asyncio.gather(*sending)
    number = sum(len(sender.acknowledged) for sender in senders)
    await until(lambda: all(len(listener.known) >= number for listener in listeners), f"{number} messages everywhere")
    for task in listening:
        task.cancel()
    await asyncio.gather(*listening, return_exceptions=True)
    return senders, listeners


async def until(true: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, f"waited {PATIENCE:g} s in vain for {what}"
        await asyncio.sleep(0.02)


@pytest.mark.parametrize("turn", range(TURNS))
def test_twenty_kills_lose_nothing_double_nothing_and_keep_each_senders_order(
    live: Live, guests: list[Guest], hand: ThreadPoolExecutor, turn: int
):
    acme = guests[:3]
    thread = group_of(acme)
    senders, listeners = async_to_sync(under_fire)(live, hand, acme, thread)
    everything = {client_id: seq for sender in senders for client_id, seq in sender.acknowledged.items()}
    assert sum(sender.retried for sender in senders) >= KILLS, "the kills were felt"
    first = min(everything.values())
    assert sorted(everything.values()) == list(range(first, first + len(everything))), "one place each, no gap"
    for sender in senders:
        assert is_rising(sender.acknowledged.values()), "in the order in which they were said"
    for listener in listeners:
        assert listener.times_opened > KILLS / 2
        assert len(listener.delivered) == len(everything), "each once"
        assert {message["client_id"]: message["seq"] for message in listener.delivered} == everything
        for _author, said in itertools.groupby(sorted(listener.delivered, key=sender_of), key=sender_of):
            assert is_rising(message["seq"] for message in said), "each sender's in order, as they came"


def sender_of(message: dict) -> str:
    return message["client_id"].rpartition("-")[0]


def is_rising(numbers) -> bool:
    return all(before < after for before, after in itertools.pairwise(numbers))
