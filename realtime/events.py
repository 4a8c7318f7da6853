"""Events: what the server tells open sockets. Each app declares its own in its `events.py`."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Any, ClassVar

import orjson

SHAPE = re.compile(r"(?P<app>[a-z]+)\.[a-z]+(_[a-z]+)*_(?P<verb>[a-z]+)")
PAST_WITHOUT_ED = {"sent", "read", "left", "begun", "made", "put", "set", "seen", "given", "taken", "ringing", "kept"}

EVENTS: dict[str, type[Event]] = {}


@dataclass(frozen=True, kw_only=True)
class Event:
    """What happened, for the pages and apps of those who may know it.

    A subclass names its `type` (`<app>.<noun>_<past verb>`) and version; its own fields are the keys
    of "data", exactly as the API gives them. A change that breaks readers gets a new `v`.
    `html` is the rendered fragment for pages, where there is one: without words and local times.
    """

    type: ClassVar[str]
    v: ClassVar[int]
    html: str = ""

    def __init_subclass__(cls) -> None:
        check(cls)
        EVENTS[cls.type] = cls

    def data(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name != "html"}

    def wire(self) -> str:
        """The frame, written once for all who hear it."""
        frame = {"type": self.type, "v": self.v, "data": self.data(), "html": self.html}
        return orjson.dumps(frame, option=orjson.OPT_UTC_Z).decode()


class BadEvent(TypeError):
    """An event class whose name, version or description would be wrong on the wire for ever."""


def check(cls: type[Event]) -> None:
    """Refuse a class that the catalogue could not describe; runs when the module is read."""
    shape = SHAPE.fullmatch(str(getattr(cls, "type", "")))
    if shape is None or not (shape["verb"].endswith("ed") or shape["verb"] in PAST_WITHOUT_ED):
        raise BadEvent(f"{cls.__name__}.type must read <app>.<noun>_<past verb>")
    if shape["app"] != cls.__module__.split(".")[0]:
        raise BadEvent(f"{cls.__name__}.type must begin with its app, {cls.__module__.split('.')[0]}")
    if not isinstance(getattr(cls, "v", None), int) or cls.v < 1:
        raise BadEvent(f"{cls.__name__}.v must be a version, from 1")
    if not cls.__dict__.get("__doc__"):
        raise BadEvent(f"{cls.__name__} needs a docstring: it is the text of the catalogue")
    known = EVENTS.get(cls.type)
    if known is not None and (known.__module__, known.__qualname__) != (cls.__module__, cls.__qualname__):
        raise BadEvent(f"{cls.__name__}.type is taken by {known.__module__}.{known.__qualname__}")


@dataclass(frozen=True, kw_only=True)
class FrameRefused(Event):
    """A frame this socket sent was not understood and nothing was done with it. Only its sender is told."""

    type = "realtime.frame_refused"
    v = 1

    code: str


def frame(type: str) -> str:
    """A frame of the connection itself, which no app publishes: `realtime.resync`."""
    return orjson.dumps({"type": type, "v": 1, "data": {}, "html": ""}).decode()


RESYNC = frame("realtime.resync")
