"""How often: token buckets in Valkey, one atomic step each, the same for all processes."""

from __future__ import annotations

import logging
import math
import time
from functools import cache

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _
from redis import Redis
from redis.exceptions import RedisError

from core.errors import Refusal

logger = logging.getLogger(__name__)

# Valkey's own clock, so that machines with different ones agree. Answers milliseconds to wait, 0 for "go on".
TAKE = """
local rate, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
local bucket = redis.call('HMGET', KEYS[1], 'left', 'at')
local left = math.min(burst, (tonumber(bucket[1]) or burst) + (now - (tonumber(bucket[2]) or now)) * rate)
local wait = 0
if left >= 1 then left = left - 1 else wait = math.ceil((1 - left) / rate * 1000) end
redis.call('HSET', KEYS[1], 'left', tostring(left), 'at', string.format('%.6f', now))
redis.call('PEXPIRE', KEYS[1], math.ceil(burst / rate * 1000) + 1000)
return wait
"""
SECONDS_WITHOUT = 5  # Valkey away: not every request waits for its time-out

_away_until = 0.0


class TooMany(Refusal):
    """Asked too often; `retry_after` seconds from now it works again."""

    status = 429

    def __init__(self, retry_after: int) -> None:
        super().__init__("throttled", _("That was too fast. Please try again in a moment."))
        self.retry_after = retry_after
        self.headers = {"Retry-After": str(retry_after)}


def limit(key: str, *, rate: float, burst: int) -> None:
    """Take one of `burst` tokens that come back at `rate` a second; raises TooMany where none is left.

    `key` is counted for the company entered now. While Valkey is away everybody passes.
    """
    wait = wait_for(key, rate=rate, burst=burst)
    if wait:
        raise TooMany(math.ceil(wait))


def wait_for(key: str, *, rate: float, burst: int) -> float:
    """Take a token if there is one; otherwise the seconds until the next."""
    global _away_until
    if time.monotonic() < _away_until:
        return 0
    try:
        return int(_take()(keys=[f"{connection.schema_name}:limit:{key}"], args=[rate, burst])) / 1000
    except RedisError as away:
        logger.warning("limits are off, Valkey is away: %s", away)
        _away_until = time.monotonic() + SECONDS_WITHOUT
        return 0


@cache
def _take():
    """The script, on connections of this process (made on first use, so after any fork)."""
    client = Redis.from_url(f"{settings.REDIS_URL}/0", socket_connect_timeout=1, socket_timeout=1)
    return client.register_script(TAKE)
