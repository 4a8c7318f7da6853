"""The company's settings are as light as every other page."""

import pytest

from tests.workplace.test_weight import KB, compressed, linked, with_imports


@pytest.mark.parametrize("room", ["general", "people", "log"])
def test_a_first_visit_is_light(client_of, alice, room):
    html = client_of(alice).get(f"/settings/company/{room}/").text
    scripts = set()
    for path in linked(html, "js"):
        with_imports(path, scripts)
    assert sum(map(compressed, linked(html, "css"))) <= 30 * KB
    assert sum(map(compressed, scripts)) <= 60 * KB
