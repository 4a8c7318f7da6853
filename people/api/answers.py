"""What several lists of people are asked with."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter

PAGE = [
    OpenApiParameter("limit", int, description="1 to 100, usually 30."),
    OpenApiParameter("cursor", str, description="`next` of the page before."),
]
