"""The API's document, for programs at /api/v1/openapi.json and for people at /api/docs/. It holds no secret."""

from __future__ import annotations

from functools import cache
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.encoding import force_str
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

from people.models import User

COMPANY_ROLES = User.Role.values  # what the document names "CompanyRole": settings name it by this place

ERROR = {
    "type": "object",
    "properties": {
        "code": {"type": "string", "description": "For programs."},
        "text": {"type": "string", "description": "For people, in the caller's language."},
        "fields": {
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
            "description": "What is wrong with which field that was sent.",
        },
    },
    "required": ["code", "text", "fields"],
}
REFUSALS = {
    "400": "Something that was sent is not right; `fields` says what.",
    "401": "The credentials are missing or dead.",
    "403": "The caller may see it but not do this with it.",
    "404": "There is nothing, or it is not for the caller.",
    "429": "Too fast; `Retry-After` says how many seconds to wait.",
}
WRITES = {"post", "put", "patch", "delete"}


@require_safe
def document(request: HttpRequest) -> HttpResponse:
    """The OpenAPI 3.1 document, the same for everyone."""
    return HttpResponse(_document(), content_type="application/json")


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The document as a page on which one's own session can try things out."""
    return render(request, "api_docs.html")


@cache
def _document() -> bytes:
    with translation.override("en"):
        schema = SchemaGenerator().get_schema(request=None, public=True)
    return orjson.dumps(schema, default=force_str, option=orjson.OPT_INDENT_2)


def add_refusals(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """Every operation can refuse, always in the same shape (drf-spectacular calls this)."""
    result.setdefault("components", {}).setdefault("schemas", {})["Error"] = ERROR
    for path, methods in result["paths"].items():
        for method, operation in methods.items():
            for status, why in REFUSALS.items():
                if _may_answer(status, path, method, operation):
                    operation["responses"].setdefault(status, _refusal(why))
    return result


def _may_answer(status: str, path: str, method: str, operation: dict[str, Any]) -> bool:
    if status == "400":
        return method in WRITES or "parameters" in operation
    if status == "404":
        return "{" in path
    return status == "401" or method in WRITES or (status == "403" and path.startswith("/api/v1/company/"))


def _refusal(why: str) -> dict[str, Any]:
    return {"description": why, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}}
