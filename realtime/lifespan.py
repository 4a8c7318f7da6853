"""What a serving process does once, before the first request."""

from __future__ import annotations

import gc
from collections.abc import Awaitable, Callable
from typing import Any

from django.conf import settings
from django.urls import get_resolver

YOUNG = 50_000  # objects before the collector looks; at the usual 700 it is the longest wait of a busy fan-out


async def lifespan(
    scope: dict[str, Any],
    receive: Callable[[], Awaitable[dict[str, Any]]],
    send: Callable[[dict[str, Any]], Awaitable[None]],
) -> None:
    """ASGI's start and end of the process."""
    while (await receive())["type"] == "lifespan.startup":
        settle()
        await send({"type": "lifespan.startup.complete"})
    await send({"type": "lifespan.shutdown.complete"})


def settle() -> None:
    """Read all of the product, then take it out of the garbage collector's sight: it stays as long as we do."""
    for urls in (settings.ROOT_URLCONF, settings.PUBLIC_SCHEMA_URLCONF):
        _read(get_resolver(urls))
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)


def _read(resolver: Any) -> None:
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            _read(pattern)
