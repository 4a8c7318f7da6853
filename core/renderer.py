"""JSON out. Apart from core.rest, since Django REST framework reads its renderer while core.rest is being read."""

from __future__ import annotations

from typing import Any

import orjson
from django.utils.encoding import force_str
from rest_framework import renderers


class JSONRenderer(renderers.JSONRenderer):
    """orjson: a list of 100 messages is written in the time the standard library takes for five."""

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        return b"" if data is None else orjson.dumps(data, default=force_str, option=orjson.OPT_UTC_Z)
