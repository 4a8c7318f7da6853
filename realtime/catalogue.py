"""What apps declared, as text: the documents and the list the browser knows."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import fields

from django.apps import apps
from django.utils.module_loading import autodiscover_modules

from core.hooks import ALL_HOOKS
from realtime.events import EVENTS, Event
from realtime.hooks import FRAMES

WRITTEN_BY = "Written by `manage.py document`"


def events() -> list[type[Event]]:
    """Every event of the installed apps, by type."""
    autodiscover_modules("events")
    ours = {config.name for config in apps.get_app_configs()}
    return [EVENTS[type] for type in sorted(EVENTS) if EVENTS[type].__module__.split(".")[0] in ours]


def documents() -> dict[str, str]:
    """Path → text of all that is generated."""
    return {
        "docs/realtime.md": "\n".join(realtime_lines()) + "\n",
        "docs/hooks.md": "\n".join(hook_lines()) + "\n",
        "static/js/event_types.js": "\n".join(script_lines()) + "\n",
    }


def doc(thing: object) -> str:
    return " ".join((inspect.getdoc(thing) or "").split())


def realtime_lines() -> Iterator[str]:
    yield INTRODUCTION.strip()
    for event in events():
        yield f"\n### `{event.type}` · v {event.v}\n\n{doc(event)}\n"
        yield from (f"- `{field.name}`: `{field.type}`" for field in fields(event) if field.name != "html")
    yield "\n## Frames in\n"
    yield "What a client may send, as JSON with a `type`. Everything else is a POST.\n"
    yield '- `ping`: answered with `{"type": "pong"}`.'
    yield "- `presence`: `state` is `active` or `away`; said at least every 50 seconds, forgotten after 60."
    yield "  Ask who is there with `GET /api/v1/presence?ids=`."
    yield "- `watch`: `people` is a list of up to 5 ids; for 90 seconds their `realtime.presence_changed` comes here."
    for type in sorted(FRAMES):
        yield f"- `{type}`: {doc(FRAMES[type].handler)}"


def hook_lines() -> Iterator[str]:
    yield f"# Hooks\n\n{WRITTEN_BY}. What an app sets off in apps to its right, in running order.\n"
    for each in sorted(ALL_HOOKS, key=lambda hook: hook.name):
        yield f"## `{each.name}`\n\n{' '.join(each.doc.split())}\n"
        yield from (f"{number}. `{label}`" for number, label in enumerate(each.handlers, 1))
        yield "" if each.handlers else "Nobody listens yet.\n"
    yield "## Frames that come in through the socket\n"
    yield from (f"- `{type}` → `{FRAMES[type].label}`" for type in sorted(FRAMES))


def script_lines() -> Iterator[str]:
    yield f"// {WRITTEN_BY.replace('`', '')}. The events this page can read: type and version."
    yield "export const EVENT_TYPES = {"
    yield from (f'  "{event.type}": {event.v},' for event in events())
    yield "};"


INTRODUCTION = """
# Real time

Written by `manage.py document` from the event classes; do not edit it by hand.

One socket per page or app, at `/ws/` of the company's host. A page comes with its cookie, an app with
`X-Session-Token`. The handshake answers 403 to everyone who may not come in. The socket tells what happened;
everything that counts is sent by POST, so a lost socket loses nothing.

## The client's side

1. Open the socket first, then ask for what changed since the last known version (`…/changes?since=`), then drop what
   you already have: an event may come twice, or late.
2. Ask again after every reconnect, after sleep, at `realtime.resync`, and once a minute (`threads/versions`): the
   socket may lose an event, the API cannot.
3. Reconnect after a random part of ten seconds.
4. Send `{"type": "ping"}` when nothing was heard for 25 seconds; no `pong` within 8 means the connection is dead.

Close codes: `4401` the session ended (ask `/api/v1/me`: 401 means sign in again, otherwise reconnect) · `4403` the
company is shut · `4408` too slow, reconnect and catch up · `4429` too many frames or sockets · `1009` a frame over
64 KiB · `1012` reconnect: the server
restarts, or the company was paused (then frames are refused with `paused`).

## Events

`{"type", "v", "data", "html"}`. `data` is what the API gives for the same thing; `html` is the rendered fragment for
pages, or empty. Ids are strings. Unknown types and versions are to be ignored, and to be caught up with.

### `realtime.resync` · v 1

Something may have been missed: ask for changes.
"""
