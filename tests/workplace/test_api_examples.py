"""The API's document shows each endpoint by examples that are what the endpoint takes or gives, and how it refuses.

That real answers have the same keys is asked of every answer that any test gets: `tests/cast.py`.
"""

from __future__ import annotations

import re

import pytest

from tests.document import bodies, document, must_be_as_said, not_as_said, resolved
from workplace.api_v1 import urlpatterns
from workplace.api_words import TAGS, UNDER

NO_JSON = {"company/emoji", "company/logo", "company/sticker-packs/{}/stickers", "files", "me/photo"}  # they take bytes


def operations():
    return [(path, method, each) for path, methods in document()["paths"].items() for method, each in methods.items()]


def test_each_address_of_the_api_is_in_it():
    there = {re.sub(r"{[^}]*}", "{}", path) for path in document()["paths"]}
    routes = [str(each.pattern) for part in urlpatterns if hasattr(part, "url_patterns") for each in part.url_patterns]
    assert len(routes) > 150
    assert {re.sub(r"<[^>]*>", "{}", f"/api/v1/{route}") for route in routes} == there


def test_each_request_and_each_answer_has_an_example():
    assert [name for name, media in bodies() if not media.get("examples")] == []


def test_each_write_that_takes_something_says_what():
    taking = {
        path.removeprefix("/api/v1/")
        for path, _method, operation in operations()
        if "requestBody" in operation and "application/json" not in operation["requestBody"]["content"]
    }
    assert {re.sub(r"{[^}]*}", "{}", path) for path in taking} == NO_JSON


def test_each_example_is_what_it_is_of():
    wrong = [
        f"{name}: {no}"
        for name, media in bodies()
        for given in media.get("examples", {}).values()
        for no in not_as_said(given["value"], media["schema"])
    ]
    assert wrong == []


def test_each_refusal_has_the_one_shape():
    for path, method, operation in operations():
        refusals = {status: resolved(said) for status, said in operation["responses"].items() if status >= "400"}
        assert {"401", "403"} <= refusals.keys(), (method, path)
        assert "404" in refusals or "{" not in path, (method, path)
        for status, said in refusals.items():
            shape = said["content"]["application/json"]["schema"]
            assert shape == {"$ref": "#/components/schemas/Error"} or status == "409", (method, path, status)


def test_each_operation_stands_under_a_heading_that_says_what_it_is():
    used = {tag for _path, _method, operation in operations() for tag in operation["tags"]}
    assert used == TAGS.keys() == {tag["name"] for tag in document()["tags"] if tag["description"]}
    firsts = {path.removeprefix("/api/v1/").split("/")[0] for path in document()["paths"]}
    assert UNDER.keys() <= firsts


def test_each_parameter_says_what_it_means():
    unsaid = [
        (method, path, each["name"])
        for path, method, operation in operations()
        for each in operation.get("parameters", ())
        if not each.get("description") and each["in"] == "query"
    ]
    assert unsaid == []


@pytest.mark.parametrize(
    ("status", "answer"),
    [(200, {"following": True, "more": 1}), (200, {}), (200, None), (402, {"following": True})],
)
def test_an_answer_that_is_not_what_it_says_fails_whatever_test_got_it(status, answer):
    must_be_as_said("PUT", "/api/v1/people/7/follow", 200, {"following": True})
    with pytest.raises(AssertionError):
        must_be_as_said("PUT", "/api/v1/people/7/follow", status, answer)
