"""The cache: keys start with the schema's name, and a dead Valkey is a slow day, not an outage."""

from __future__ import annotations

import logging

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

from core.schema import entered

logger = logging.getLogger(__name__)


def company_key(key: str, key_prefix: str, version: int) -> str:
    """`<schema>:<prefix>:<version>:<key>`: one company can never read what another cached."""
    return f"{entered()}:{key_prefix}:{version}:{key}"


class KeptClient(RedisCacheClient):
    """One client object per thread. Django makes a new one for each look, at the price of a small query."""

    def get_client(self, key=None, *, write=False):
        if not hasattr(self, "_kept"):
            self._kept = {}
        pool = self._get_connection_pool(write)
        if pool not in self._kept:
            self._kept[pool] = self._client(connection_pool=pool)
        return self._kept[pool]


class ForgivingCache(RedisCache):
    """Answers as an empty cache while Valkey is away: what is cached can always be read from its source."""

    def __init__(self, server, params):
        super().__init__(server, params)
        self._class = KeptClient

    def get(self, key, default=None, version=None):
        return self._forgive(super().get, default, key, default, version)

    def set(self, *args, **kwargs):
        return self._forgive(super().set, None, *args, **kwargs)

    def add(self, *args, **kwargs):
        return self._forgive(super().add, True, *args, **kwargs)

    def get_many(self, *args, **kwargs):
        return self._forgive(super().get_many, {}, *args, **kwargs)

    def delete(self, *args, **kwargs):
        return self._forgive(super().delete, False, *args, **kwargs)

    def touch(self, *args, **kwargs):
        return self._forgive(super().touch, False, *args, **kwargs)

    @staticmethod
    def _forgive(ask, otherwise, *args, **kwargs):
        try:
            return ask(*args, **kwargs)
        except RedisError as broken:
            logger.warning("cache is away: %s", broken)
            return otherwise
