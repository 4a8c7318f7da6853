"""Who is there: kept in Valkey alone, and forgotten a minute after it was last said.

A person may have several pages and a phone open: each says its own state, and the liveliest counts.
Nobody is told of a change; pages ask for the faces they show.
"""

from __future__ import annotations

import functools
import logging
import time
from collections.abc import Sequence
from typing import Any

import redis
from django.conf import settings
from django.db import connection
from redis import asyncio as aioredis
from redis.exceptions import RedisError

from core.schema import HasSchema

logger = logging.getLogger(__name__)

LIFE = 60
STATES = ("active", "away")


def key(schema: str, person: int | str) -> str:
    return f"{schema}:presence:{person}"


TIMES = {"socket_connect_timeout": 1, "socket_timeout": 2, "decode_responses": True}


@functools.cache
def _client() -> redis.Redis:
    return redis.Redis.from_url(settings.REDIS_URL, **TIMES)


def client() -> aioredis.Redis:
    """For one event loop; connects when it is used."""
    return aioredis.Redis.from_url(settings.REDIS_URL, **TIMES)


def states_of(people: Sequence[str]) -> dict[str, str]:
    """`active`, `away` or `offline` of each of these ids, in the company entered now."""
    try:
        with _client().pipeline(transaction=False) as asked:
            for person in people:
                asked.hgetall(key(connection.schema_name, person))
            answers: list[dict[str, str]] = asked.execute()
    except RedisError as away:
        logger.warning("presence is away: %s", away)
        return dict.fromkeys(people, "offline")
    now = time.time()
    return {person: _liveliest(answer, now) for person, answer in zip(people, answers, strict=True)}


def _liveliest(sockets: dict[str, str], now: float) -> str:
    fresh = {state for state, until in (said.split(":") for said in sockets.values()) if float(until) > now}
    return next((state for state in STATES if state in fresh), "offline")


class Presence:
    """What one open socket says about its person."""

    def __init__(self, company: HasSchema, person: Any, socket: str) -> None:
        self.key, self.socket = key(company.schema_name, person.pk), socket
        self.said = False

    async def say(self, client: aioredis.Redis, state: str) -> None:
        if state not in STATES:
            raise ValueError(state)
        self.said = True
        async with client.pipeline(transaction=True) as writing:
            writing.hset(self.key, self.socket, f"{state}:{time.time() + LIFE:.0f}")
            writing.expire(self.key, LIFE)
            await self._quietly(writing.execute())

    async def leave(self, client: aioredis.Redis) -> None:
        if self.said:
            await self._quietly(client.hdel(self.key, self.socket))

    @staticmethod
    async def _quietly(writing: Any) -> None:
        try:
            await writing
        except (RedisError, OSError) as away:
            logger.debug("presence is away: %s", away)
