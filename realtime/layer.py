"""The channel layer: channels-redis' pub/sub, made to notice when it was cut off.

Whatever is published while the connection is away is gone. The stock layer re-subscribes without a
word (its `on_disconnect` and `on_reconnect` are never called), so nobody would know to ask again.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from typing import Any

from channels_redis.pubsub import RedisPubSubChannelLayer, RedisPubSubLoopLayer, RedisSingleShardConnection
from channels_redis.utils import _wrap_close, create_pool
from redis import asyncio as aioredis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import ConstantBackoff
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

LOST: dict[str, Any] = {"lost": True}  # what a receiver gets when it may have missed something
RETRY = 0.3
QUIET = 5.0  # longest time without a look at the connection

# The kernel finds a peer that vanished without a word (a pulled cable, a lost machine) within 25 seconds.
KEEPALIVE = {
    getattr(socket, name): value
    for name, value in {"TCP_KEEPIDLE": 10, "TCP_KEEPINTVL": 5, "TCP_KEEPCNT": 3, "TCP_USER_TIMEOUT": 25_000}.items()
    if hasattr(socket, name)
}


class WatchedPubSub(PubSub):
    """Reports each channel's subscription as Valkey confirms it."""

    def __init__(self, *args: Any, confirmed: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.confirmed = confirmed

    async def handle_message(self, response: Any, ignore_subscribe_messages: bool = False) -> Any:
        if isinstance(response, list) and response[0] == b"subscribe":
            self.confirmed(response[1].decode())
        return await super().handle_message(response, ignore_subscribe_messages)

    async def _reconnect(self, conn: Any) -> None:
        """Only hang up: connecting again, and with it re-subscribing, is the receiver's, one at a time."""
        await conn.disconnect()


class Shard(RedisSingleShardConnection):
    """One Valkey. A channel that is confirmed a second time was cut off in between."""

    def __init__(self, host: dict[str, Any], channel_layer: Any) -> None:
        super().__init__(host, channel_layer)
        self.known: dict[str, asyncio.Event] = {}

    async def subscribe(self, channel: str) -> None:
        """Returns when Valkey has confirmed: what is published from now on arrives."""
        confirmed = self.known.setdefault(channel, asyncio.Event())
        async with self._lock:
            if channel not in self._subscribed_to:
                self._ensure_redis()
                await self._pubsub.subscribe(channel)
                self._ensure_receiver()
                self._subscribed_to.add(channel)
        await confirmed.wait()

    async def unsubscribe(self, channel: str) -> None:
        self.known.pop(channel, None)
        await super().unsubscribe(channel)

    def confirm(self, channel: str) -> None:
        confirmed = self.known.get(channel)
        if confirmed is None:
            return
        if confirmed.is_set():
            self.channel_layer.lost(channel)
        confirmed.set()

    def _ensure_redis(self) -> None:
        if self._redis is None:
            host = {"socket_keepalive": True, "socket_keepalive_options": KEEPALIVE, **self.host}
            self._redis = aioredis.Redis(connection_pool=create_pool({**host, "retry": Retry(ConstantBackoff(0.1), 2)}))
            self._pubsub = WatchedPubSub(create_pool(host), confirmed=self.confirm)

    async def _do_receiving(self) -> None:
        away = False
        while True:
            try:
                if not self._pubsub.connection.is_connected:
                    async with self._lock:  # or a subscription might connect at the same time
                        await self._pubsub.connect()
                if away:
                    away = False
                    logger.warning("Valkey is back")
                self._receive_message(await self._pubsub.get_message(ignore_subscribe_messages=True, timeout=QUIET))
            except (RedisError, OSError) as broken:
                if not away:
                    away = True
                    logger.warning("Valkey is away: %s", broken)
                await asyncio.sleep(RETRY)
            except Exception:  # a receiver that dies of anything else would leave the process deaf
                logger.exception("the receiver stumbled, and connects anew")
                away = True
                await self._pubsub.connection.disconnect()
                await asyncio.sleep(RETRY)


class LoopLayer(RedisPubSubLoopLayer):
    """The layer of one event loop."""

    def __init__(self, hosts: Any = None, channel_layer: Any = None, **options: Any) -> None:
        super().__init__(hosts=hosts, channel_layer=channel_layer, **options)
        self._shards = [Shard(shard.host, self) for shard in self._shards]

    def lost(self, name: str) -> None:
        """Tell the receivers of a channel or a group, in line with what they still have to read."""
        message = self.channel_layer.serialize(LOST)
        for channel in self.groups.get(name, ()):
            if channel in self.channels:
                self.channels[channel].put_nowait(message)


class Layer(RedisPubSubChannelLayer):
    @property
    def only_host(self) -> str | None:
        """Where everything is published, if that is one place."""
        hosts = self._kwargs.get("hosts") or []
        return hosts[0] if len(hosts) == 1 and isinstance(hosts[0], str) else None

    def name_of(self, group: str) -> str:
        """The channel on which a group hears."""
        return f"{self._kwargs.get('prefix', 'asgi')}__group__{group}"

    def _get_layer(self) -> LoopLayer:
        loop = asyncio.get_running_loop()
        layer = self._layers.get(loop)
        if layer is None:
            layer = self._layers[loop] = LoopLayer(*self._args, **self._kwargs, channel_layer=self)
            _wrap_close(self, loop)
        return layer
