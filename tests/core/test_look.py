"""What keeps the look in one place: values in tokens.css, behaviour in modules, icons that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STYLES = sorted((ROOT / "static/css").glob("*.css"))
TEMPLATES = sorted(path for path in ROOT.rglob("templates/**/*.html") if ".venv" not in path.parts)
SCRIPTS = sorted((ROOT / "static/js").rglob("*.js"))

RAW = re.compile(
    r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|hwb|lab|lch)\(|(?<![\w-])\d*\.?\d+(?:px|rem|pt|ms)\b"
)
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom|width|height|"
    r"(?:min|max)-(?:width|height)|(?:float|clear)(?=\s*:\s*(?:left|right)))\s*:|text-align:\s*(?:left|right)"
)


def identify(path: Path) -> str:
    return str(path.relative_to(ROOT))


def without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


@pytest.mark.parametrize("path", [path for path in STYLES if path.name != "tokens.css"], ids=identify)
def test_raw_values_stand_in_the_tokens_only(path):
    lines = [line for line in without_comments(path.read_text()).splitlines() if "@media" not in line]
    assert [line.strip() for line in lines if RAW.search(line)] == []


@pytest.mark.parametrize("path", STYLES, ids=identify)
def test_styles_know_start_and_end_not_left_and_right(path):
    assert PHYSICAL.findall(without_comments(path.read_text())) == []


@pytest.mark.parametrize("path", STYLES, ids=identify)
def test_styles_name_only_tokens_that_exist(path):
    every = " ".join(sheet.read_text() for sheet in STYLES)
    known = set(re.findall(r"(--[\w-]+)\s*:", every))
    assert set(re.findall(r"var\((--[\w-]+)", path.read_text())) - known == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=identify)
def test_templates_hold_no_style_and_no_behaviour(path):
    html = re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", path.read_text(), flags=re.DOTALL)
    is_mail = "email" in path.parts or "mail" in path.parts
    assert is_mail or not re.search(r"""<[^>]*\sstyle\s*=|<style\b""", html)
    assert not re.search(r"<[a-z][^>]*\s(?:on[a-z]+|hx-on[^=\s]*)\s*=", html)
    assert not re.search(r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")", html)
    assert "javascript:" not in html


@pytest.mark.parametrize("path", SCRIPTS, ids=identify)
def test_every_import_ends_with_a_semicolon_so_that_its_name_gets_hashed(path):
    lines = re.findall(r"^(?:import|export)\b.*[\"']\.{1,2}/.*$|^\} from .*$", path.read_text(), re.MULTILINE)
    assert [line for line in lines if not line.rstrip().endswith(";")] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=identify)
def test_templates_ask_only_for_icons_we_have_drawn(path):
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (ROOT / "static/img/icons.svg").read_text()))
    assert set(re.findall(r'\{% icon "([^"]+)"', path.read_text())) - drawn == set()
