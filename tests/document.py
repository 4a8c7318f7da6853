"""The API's document as tests use it: what it says of an operation, and whether an answer is what it says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema

from workplace import api_docs

START = "/api/v1/"
UNSAID = {405, 406, 413, 415, 503}  # said once, at the head of the document


@cache
def document() -> dict[str, Any]:
    return json.loads(api_docs._document())


@cache
def _paths() -> list[tuple[re.Pattern[str], str]]:
    """Each path as a pattern; those without a part that may be anything first."""
    paths = sorted(document()["paths"], key=lambda path: (path.count("{"), path))
    return [(re.compile(re.sub(r"{[^}]*}", "[^/]+", path) + r"\Z"), path) for path in paths]


def operation_of(method: str, path: str) -> tuple[str, dict[str, Any]] | None:
    """What the document says of a request, and under which path; None where there is no such address or verb."""
    for pattern, name in _paths():
        if pattern.match(path):
            operation = document()["paths"][name].get(method.lower())
            return (name, operation) if operation else None
    return None


def resolved(said: dict[str, Any]) -> dict[str, Any]:
    """The same, or what it points to."""
    while "$ref" in said:
        at: Any = document()
        for part in said["$ref"].removeprefix("#/").split("/"):
            at = at[part]
        said = at
    return said


def bodies() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each request body and each answer that is JSON, by a name, with what the document says of it."""
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            for name, body in {"asked": operation.get("requestBody", {}), **operation["responses"]}.items():
                media = resolved(body).get("content", {}).get("application/json")
                if media:
                    yield f"{method} {path} {name}", media


@cache
def _validator(schema: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator({**json.loads(schema), "components": document()["components"]})


def not_as_said(value: Any, schema: dict[str, Any]) -> list[str]:
    """In what a value is not of a shape: also keys, at any depth, that the shape does not have."""
    wrong = [f"{no.json_path}: {no.message[:300]}" for no in _validator(json.dumps(schema)).iter_errors(value)]
    return wrong + [f"{key} is not in it" for key in sorted(unknown(value, schema))]


def unknown(value: Any, schema: dict[str, Any]) -> set[str]:
    """Keys of the value, at any depth, that its shape does not have."""
    schema = resolved(schema)
    for other in (*schema.get("allOf", ()), *schema.get("oneOf", ())):
        if "$ref" in other:
            return unknown(value, other) if isinstance(value, dict) else set()
    if isinstance(value, list):
        return {key for each in value for key in unknown(each, schema.get("items", {}))}
    known = schema.get("properties")
    if not isinstance(value, dict) or known is None:
        return set()
    return {*(value.keys() - known.keys())}.union(
        *(unknown(each, known[key]) for key, each in value.items() if key in known)
    )


def must_be_as_said(method: str, path: str, status: int, answer: Any) -> None:
    """Fails a test whose request was answered otherwise than the document promises to whoever builds on it."""
    found = operation_of(method, path)
    if found is None or status in UNSAID:
        return
    name, operation = found
    said = operation["responses"].get(str(status))
    assert said is not None, f"{method} {name} answers {status}, of which the API's document says nothing"
    media = resolved(said).get("content", {}).get("application/json")
    if answer is None:
        assert media is None, f"{method} {name} {status} answers nothing, the API's document promises something"
        return
    assert media is not None, f"{method} {name} {status} answers something, the API's document promises nothing"
    wrong = not_as_said(answer, media["schema"])
    assert not wrong, f"{method} {name} {status} is not what the API's document says:\n" + "\n".join(wrong)
