"""Which of the API's addresses are asked so often that they have a road of their own (`people/lean_road.py`).

Their views are like all others, in the OpenAPI document too; on the lean road `get` and `post` are called with
Django's own request, which has no more of REST framework's than `user`, `data` and `query_params`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from django.urls import URLPattern, path
from rest_framework.views import APIView

PREFIX = "/api/v1/"
METHODS = {"GET", "POST"}
_parameter = re.compile(r"<str:(\w+)>")


class Road(NamedTuple):
    """A view and what its address says."""

    view: type[APIView]
    kwargs: dict[str, str]


_roads: list[tuple[re.Pattern[str], type[APIView]]] = []


def lean_path(route: str, view: type[APIView]) -> URLPattern:
    """`path()`, for an address of the API that has the lean road as well."""
    _roads.append((re.compile(PREFIX + _parameter.sub(r"(?P<\1>[^/]+)", route)), view))
    return path(route, view.as_view())


def road_for(method: str | None, path: str) -> Road | None:
    """The view that answers this, if it is one of those."""
    if method not in METHODS or not path.startswith(PREFIX):
        return None
    for pattern, view in _roads:
        found = pattern.fullmatch(path)
        if found is not None:
            return Road(view, found.groupdict()) if hasattr(view, method.lower()) else None
    return None
