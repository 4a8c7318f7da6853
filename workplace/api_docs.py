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
from workplace.api_words import ERROR, REFUSALS, TAGS, Why, told_under

COMPANY_ROLES = User.Role.values  # what the document names "CompanyRole": settings name it by this place

WRITES = {"post", "put", "patch", "delete"}
SAID_BY_FEW = {"411", "413"}  # each by those who may give it
TAKEN_ANYWHERE = {"401", "403"}  # signed out; without the second factor that the company asks for
LIMITED = {"/api/v1/search"}  # answers that are counted though nothing is written


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
    return orjson.dumps(schema, default=force_str)


def finish(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """What holds for every operation, said once here (drf-spectacular calls this): under which heading it stands, and
    that it can refuse, always in the same shape."""
    parts = result.setdefault("components", {})
    parts.setdefault("schemas", {})["Error"] = ERROR
    parts["responses"] = {why.name: _refusal(why) for why in REFUSALS.values()}
    for path, methods in result["paths"].items():
        for method, operation in methods.items():
            operation["tags"] = [told_under(path)]
            _add_refusals(path, method, operation)
    result["tags"] = [{"name": name, "description": about} for name, about in TAGS.items()]
    return result


def _add_refusals(path: str, method: str, operation: dict[str, Any]) -> None:
    answers = operation["responses"]
    for status, why in REFUSALS.items():
        if status in answers and "content" not in answers[status]:  # an endpoint has its own words for it
            answers[status] = {**_refusal(why), **answers[status]}
        elif status not in answers and _may_answer(status, path, method, operation):
            answers[status] = {"$ref": f"#/components/responses/{why.name}"}


def _may_answer(status: str, path: str, method: str, operation: dict[str, Any]) -> bool:
    asks = "requestBody" in operation or any(each["in"] == "query" for each in operation.get("parameters", ()))
    if status == "400":
        return asks or method in WRITES
    if status == "404":
        return asks or "{" in path
    if status == "429":
        return method in WRITES or path in LIMITED
    return status in TAKEN_ANYWHERE or (method in WRITES and status not in SAID_BY_FEW)


def _refusal(why: Why) -> dict[str, Any]:
    shape = {"$ref": "#/components/schemas/Error"}
    said = {"An error": {"value": why.said}}
    refusal: dict[str, Any] = {
        "description": why.text,
        "content": {"application/json": {"schema": shape, "examples": said}},
    }
    return {**refusal, "headers": why.headers} if why.headers else refusal
