"""What templates point to is there; it would be an error page in production and nothing at all in a test."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

ROOT = Path(__file__).resolve().parent.parent
NAMED = [
    (template.relative_to(ROOT), name)
    for template in sorted((ROOT / "templates").rglob("*.html"))
    for name in re.findall(r"""{%\s*static\s+['"]([^'"]+)['"]""", template.read_text())
]


@pytest.mark.parametrize(("template", "name"), NAMED, ids=lambda value: str(value))
def test_a_static_file_named_in_a_template_exists(template: Path, name: str):
    assert finders.find(name), f"{template} wants {name}"
