"""Who is there: kept in Valkey alone, and forgotten a minute after it was last said.

A person may have several pages and a phone open: each says its own state, and the liveliest counts. When they
were last there is kept for a month. Who does not want to be seen says nothing, and asks in vain.

Pages ask for the faces they show, once in a while: telling everyone of each change would be a storm every
morning, of news that almost nobody looks at. Only the page of a conversation of two watches its one partner
and is told at once. Nobody is told that somebody went: most who go open the next page.
"""

from __future__ import annotations

import functools
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import redis
from django.conf import settings
from django.db import connection
from redis import asyncio as aioredis
from redis.exceptions import RedisError

from core.schema import HasSchema
from realtime.background import sender
from realtime.events import Event
from realtime.publish import group_of

logger = logging.getLogger(__name__)

LIFE = 60
KEPT = 30 * 24 * 3600  # when somebody was last there
WATCHED = 90  # seconds a page's wish to be told holds; it says it again
MOST_WATCHED = 5
STATES = ("active", "away")


def key(schema: str, person: int | str, what: str = "presence") -> str:
    return f"{schema}:{what}:{person}"


@dataclass(frozen=True)
class Seen:
    """`active`, `away` or `offline`; `last` is when an offline person was last there, if it is known."""

    state: str = "offline"
    last: datetime | None = None


TIMES = {"socket_connect_timeout": 1, "socket_timeout": 2, "decode_responses": True}


@functools.cache
def valkey() -> redis.Redis:
    """For pages' threads and tasks."""
    return redis.Redis.from_url(settings.REDIS_URL, **TIMES)


def client() -> aioredis.Redis:
    """For one event loop; connects when it is used."""
    return aioredis.Redis.from_url(settings.REDIS_URL, **TIMES)


def presence_of(people: Sequence[str]) -> dict[str, Seen]:
    """Each of these ids, in the company entered now."""
    schema = connection.schema_name
    try:
        with valkey().pipeline(transaction=False) as asked:
            for person in people:
                asked.hgetall(key(schema, person))
            asked.mget([key(schema, person, "last-seen") for person in people])
            *answers, last = asked.execute()
    except RedisError as away:
        logger.warning("presence is away: %s", away)
        return dict.fromkeys(people, Seen())
    now = time.time()
    return {
        person: _seen(_liveliest(said, now), when) for person, said, when in zip(people, answers, last, strict=True)
    }


def _seen(state: str, when: str | None) -> Seen:
    gone = state == "offline" and when
    return Seen(state, datetime.fromtimestamp(float(when), UTC) if gone and when else None)


def forget(person: int) -> None:
    """All that is known of where a person is, in the company entered now: they do not want to be seen."""
    schema = connection.schema_name
    try:
        valkey().delete(key(schema, person), key(schema, person, "last-seen"))
    except RedisError as away:
        logger.warning("presence is away: %s", away)


def _liveliest(sockets: dict[str, str], now: float) -> str:
    fresh = {state for state, until in (said.split(":") for said in sockets.values()) if float(until) > now}
    return next((state for state in STATES if state in fresh), "offline")


class Presence:
    """What one open socket says about its person."""

    def __init__(self, company: HasSchema, person: Any, socket: str) -> None:
        self.schema, self.person, self.socket = company.schema_name, person, socket
        self.key = key(self.schema, person.pk)
        self.said = ""

    @property
    def is_shown(self) -> bool:
        return bool(self.person.shows_presence)

    async def say(self, client: aioredis.Redis, state: str) -> None:
        """Say it, and tell who watches if it is news."""
        if state not in STATES:
            raise ValueError(state)
        if not self.is_shown:
            return
        now, before, self.said = time.time(), self.said, state
        async with client.pipeline(transaction=True) as writing:
            writing.hset(self.key, self.socket, f"{state}:{now + LIFE:.0f}")
            writing.expire(self.key, LIFE)
            writing.set(key(self.schema, self.person.pk, "last-seen"), f"{now:.0f}", ex=KEPT)
            writing.hgetall(self.key)
            writing.zrangebyscore(key(self.schema, self.person.pk, "watchers"), now, "+inf")
            answers = await self._quietly(writing.execute())
        if answers and state != before and answers[-1]:
            self._tell(_liveliest(answers[-2], now), [int(watcher) for watcher in answers[-1]])

    def _tell(self, state: str, watchers: list[int]) -> None:
        event = PresenceChanged(person=str(self.person.pk), state=state)
        sender().hand_over(group_of(self.schema), {"to": watchers, "text": event.wire()})

    async def watch(self, client: aioredis.Redis, people: Sequence[int]) -> None:
        """Be told at once what becomes of these people, for a while. Ids of nobody cost nothing and tell nothing."""
        if not self.is_shown:
            return
        now = time.time()
        async with client.pipeline(transaction=False) as writing:
            for person in people[:MOST_WATCHED]:
                watchers = key(self.schema, person, "watchers")
                writing.zremrangebyscore(watchers, "-inf", now)
                writing.zadd(watchers, {str(self.person.pk): now + WATCHED})
                writing.expire(watchers, WATCHED)
            await self._quietly(writing.execute())

    async def leave(self, client: aioredis.Redis) -> None:
        if self.said:
            await self._quietly(client.hdel(self.key, self.socket))

    @staticmethod
    async def _quietly(writing: Any) -> Any:
        try:
            return await writing
        except (RedisError, OSError) as away:
            logger.debug("presence is away: %s", away)
            return None


@dataclass(frozen=True, kw_only=True)
class PresenceChanged(Event):
    """Somebody came or turned to something else. Only pages that watch this person are told, and not that they went."""

    type = "realtime.presence_changed"
    v = 1

    person: str
    state: str
