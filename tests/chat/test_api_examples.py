"""The API's document shows each of Work Chat's endpoints by an example that is what the endpoint takes or gives."""

from __future__ import annotations

import re

import jsonschema
import pytest

from chat.api_urls import urlpatterns

PATHS = {re.sub(r"<[^>]*>", "{}", f"/api/v1/{route.pattern}") for route in urlpatterns}


@pytest.fixture
def document(stranger):
    return stranger.get("/api/v1/openapi.json").json()


@pytest.fixture
def bodies(document):
    """Each request body and each answer of Work Chat that is JSON: what it is of, and what the document says."""
    found = []
    for path, methods in document["paths"].items():
        if re.sub(r"{[^}]*}", "{}", path) not in PATHS:
            continue
        for method, operation in methods.items():
            about = {"asked": operation.get("requestBody"), **operation["responses"]}
            for name, body in about.items():
                if body and (name == "asked" or name < "300"):
                    media = body.get("content", {}).get("application/json")
                    found += [(f"{method} {path} {name}", media)] if media else []
    return found


def test_the_document_has_all_of_its_paths(document):
    assert {re.sub(r"{[^}]*}", "{}", path) for path in document["paths"]} >= PATHS


def test_each_request_and_each_answer_has_an_example(bodies):
    assert len(bodies) > 50
    assert [name for name, media in bodies if not media.get("examples")] == []


def test_each_example_is_what_it_is_of(bodies, document):
    wrong = []
    for name, media in bodies:
        check = jsonschema.Draft202012Validator({**media["schema"], "components": document["components"]})
        for given in media.get("examples", {}).values():
            wrong += [f"{name}: {no.message}" for no in check.iter_errors(given["value"])]
            wrong += [f"{name}: {key} is not in it" for key in unknown(given["value"], media["schema"], document)]
    assert wrong == []


def unknown(value, schema, document) -> set[str]:
    """Keys of the example, at any depth, that its shape does not have."""
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    for other in (*schema.get("allOf", ()), *schema.get("oneOf", ())):
        if "$ref" in other:
            return unknown(value, other, document) if isinstance(value, dict) else set()
    if isinstance(value, list):
        return {key for each in value for key in unknown(each, schema.get("items", {}), document)}
    known = schema.get("properties")
    if not isinstance(value, dict) or known is None:
        return set()
    return {*(value.keys() - known.keys())}.union(
        *(unknown(each, known[key], document) for key, each in value.items() if key in known)
    )
