"""The API's document shows each endpoint of groups by an example that is what the endpoint takes or gives."""

import re

import jsonschema
import pytest

from groups.api_urls import urlpatterns
from tests.chat.test_api_examples import unknown

PATHS = {re.sub(r"<[^>]*>", "{}", f"/api/v1/{route.pattern}") for route in urlpatterns}


@pytest.fixture
def document(stranger):
    return stranger.get("/api/v1/openapi.json").json()


@pytest.fixture
def bodies(document):
    found = []
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            about = {"asked": operation.get("requestBody"), **operation["responses"]}
            for name, body in about.items() if re.sub(r"{[^}]*}", "{}", path) in PATHS else ():
                media = (body or {}).get("content", {}).get("application/json")
                found += [(f"{method} {path} {name}", media)] if media and (name == "asked" or name < "300") else []
    return found


def test_each_request_and_each_answer_has_an_example(bodies):
    assert len(bodies) > 30
    assert [name for name, media in bodies if not media.get("examples")] == []


def test_each_example_is_what_it_is_of(bodies, document):
    wrong = []
    for name, media in bodies:
        check = jsonschema.Draft202012Validator({**media["schema"], "components": document["components"]})
        for given in media.get("examples", {}).values():
            wrong += [f"{name}: {no.message}" for no in check.iter_errors(given["value"])]
            wrong += [f"{name}: {key} is not in it" for key in unknown(given["value"], media["schema"], document)]
    assert wrong == []
