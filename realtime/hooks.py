"""Frames that come in through the socket, handed to the app that knows them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from inspect import iscoroutinefunction
from typing import Any

from core.hooks import hook
from core.schema import HasSchema
from tenants.context import in_company


@hook
def presence_hidden_from(*, person: Any) -> set[int]:
    """Ids of those whose coming and going this person shall not see."""
    return set()


Frame = dict[str, Any]
Handler = Callable[[HasSchema, Any, Frame], None] | Callable[[HasSchema, Any, Frame], Awaitable[None]]


@dataclass(frozen=True)
class FrameHandler:
    """Who takes frames of one type. A coroutine runs on the event loop and must not touch the database."""

    type: str
    handler: Handler

    async def __call__(self, company: HasSchema, person: Any, frame: Frame) -> None:
        if iscoroutinefunction(self.handler):
            await self.handler(company, person, frame)
        else:
            await in_company(company, self.handler, company, person, frame)

    @property
    def label(self) -> str:
        return f"{self.handler.__module__}.{self.handler.__qualname__}"


FRAMES: dict[str, FrameHandler] = {}


def frame_handler(type: str, handler: Handler) -> None:
    """Take frames `{"type": type, …}`: `handler(company, person, frame)`. Call it in AppConfig.ready().

    A frame comes from outside and says what it likes: the handler finds things through `access`, for
    this person. Raising Http404, Refusal or ValueError answers `realtime.frame_refused`.
    A plain function runs inside the company, in a database thread; an `async def` without database.
    """
    known = FRAMES.get(type)
    if known is not None and known.handler is not handler:
        raise ValueError(f"frames of type {type} already go to {known.label}")
    FRAMES[type] = FrameHandler(type, handler)
