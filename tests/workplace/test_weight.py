"""What a first visit loads, compressed: UI.md promises 60 KB of script and 30 KB of style for any page."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

KB = 1024
PAGES = ["/", "/chat/", "/groups/", "/people/", "/people/2/", "/settings/profile/", "/people/invite/", "/welcome/"]


def compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6))


def with_imports(path: Path, known: set[Path]) -> set[Path]:
    if path not in known:
        known.add(path)
        for name in re.findall(r"from \"(\.[^\"]+)\"|^import \"(\.[^\"]+)\"", path.read_text(), re.MULTILINE):
            with_imports((path.parent / "".join(name)).resolve(), known)
    return known


def linked(html: str, ending: str) -> set[Path]:
    names = re.findall(rf"/static/([^\"?]+\.{ending})\"", html)
    return {Path(finders.find(name)) for name in names}


@pytest.mark.parametrize("page", PAGES)
def test_a_first_visit_is_light(client_of, bob, page):
    html = client_of(bob).get(page).text
    scripts: set[Path] = set()
    for path in linked(html, "js"):
        with_imports(path, scripts)
    assert linked(html, "css")
    assert scripts
    assert sum(map(compressed, linked(html, "css"))) <= 30 * KB
    assert sum(map(compressed, scripts)) <= 60 * KB
