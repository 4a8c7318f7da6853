"""The one door from async code to the database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import close_old_connections, connection

from core.schema import HasSchema, inside

P = ParamSpec("P")
R = TypeVar("R")

_executor: Executor | None = None


def _threads() -> Executor:
    """Threads of our own: on Channels' one thread 5,000 reconnecting sockets would queue."""
    global _executor
    if _executor is None:
        _executor = ThreadPoolExecutor(settings.SOCKET_DATABASE_THREADS, thread_name_prefix="in-company")
    return _executor


async def in_company(company: HasSchema, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a synchronous function inside the company's schema, off the event loop.

    The schema is entered in the worker thread: it is an attribute of that thread's connection, and
    setting it anywhere else was seen to hand one company another's rows.
    """

    def work() -> R:
        with inside(company):
            return function(*args, **kwargs)

    return await off_loop(work)


async def off_loop(work: Callable[[], R]) -> R:
    """Run database work that chooses its own schema (looking a host up) off the event loop."""
    if settings.DATABASE_WORK_ON_TEST_THREAD:
        return await sync_to_async(work)()  # uncommitted rows of a test are visible on its own thread only

    def on_thread() -> R:
        close_old_connections()
        try:
            return work()
        finally:
            connection.close()  # back to the pool: an idle thread must not hold a connection

    return await asyncio.get_running_loop().run_in_executor(_threads(), on_thread)
