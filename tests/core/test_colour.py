import re
from pathlib import Path

import pytest

from core.colour import READABLE, VISIBLE, Accent, Oklch, brand_of

TOKENS = (Path(__file__).parents[2] / "static/css/tokens.css").read_text()
EVERY_HUE = [
    Oklch(lightness, 0.37, hue).at(lightness).hex for hue in range(0, 360, 15) for lightness in (0.3, 0.6, 0.9)
]
COLOURS = [
    "#000000",
    "#ffffff",
    "#808080",
    "#ff0000",
    "#00ff00",
    "#0000ff",
    "#ffcc00",
    "#2f6f5e",
    "#fff200",
    *EVERY_HUE,
]
THEMES = ["light", "dark"]


def token(name: str, theme: str, colour: str = "#2f6f5e") -> Oklch:
    """What `--name` is for a company of this colour; opaque colours only."""
    brand = brand_of(colour)
    value = re.search(rf"--{name}: (.*);", TOKENS)[1]
    parts = re.findall(r"oklch\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)", value)
    text = parts[0 if theme == "light" else -1]
    text = re.sub(r"calc\((.*?)\) (var\(--accent-h\))", r"\1 \2", text)
    text = text.replace("var(--accent-h)", str(brand.hue)).replace("var(--accent-c)", str(brand.vividness))
    lightness, *chroma, hue = text.replace("*", " * ").replace("+", " + ").split()
    numbers = [[float(n) for n in term.split("*")] for term in " ".join(chroma).split("+")]
    return Oklch(float(lightness), sum(n[0] * (n[1] if n[1:] else 1) for n in numbers), float(hue))


@pytest.mark.parametrize("colour", ["#ff0000", "#2f6f5e", "#123456", "#ffcc00", "#ffffff", "#000000"])
def test_a_colour_survives_the_way_to_oklch_and_back(colour):
    assert Oklch.of(colour).hex == colour


@pytest.mark.parametrize("colour", ["", "red", "#fff", "#gggggg", "2f6f5e", "#2f6f5e;}", "#2f6f5e\n"])
def test_what_is_no_colour_is_refused(colour):
    with pytest.raises(ValueError, match="not a colour"):
        Oklch.of(colour)


def test_contrast_is_that_of_wcag():
    assert Oklch.of("#000000").contrast(Oklch.of("#ffffff")) == pytest.approx(21, abs=0.01)
    assert Oklch.of("#767676").contrast(Oklch.of("#ffffff")) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("colour", COLOURS)
def test_every_company_colour_can_be_read(colour, theme):
    accent: Accent = getattr(brand_of(colour), theme)
    assert accent.fill.contrast(accent.on_fill) >= READABLE
    for ground in ("surface-0", "surface-1", "surface-2", "surface-3", "accent-soft"):
        assert accent.ink.contrast(token(ground, theme, colour)) >= READABLE, ground


@pytest.mark.parametrize("colour", COLOURS)
def test_every_company_colour_can_be_shown(colour):
    brand = brand_of(colour)
    for accent in (brand.light, brand.dark):
        assert all(part.on_screen for part in (accent.fill, accent.on_fill, accent.ink))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["surface-0", "surface-1", "surface-2", "surface-3", "accent-soft"])
@pytest.mark.parametrize("colour", COLOURS[:9])
def test_text_can_be_read_on_every_surface(ground, theme, colour):
    for name in ("text", "text-soft"):
        assert token(name, theme, colour).contrast(token(ground, theme, colour)) >= READABLE, name


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["good", "warn", "bad"])
def test_signals_can_be_read_on_cards_and_on_their_own_ground(name, theme):
    for ground in (f"{name}-soft", "surface-0", "surface-1"):
        assert token(name, theme).contrast(token(ground, theme)) >= READABLE, ground


@pytest.mark.parametrize("theme", THEMES)
def test_edges_of_fields_and_the_danger_button_can_be_seen(theme):
    assert token("line-strong", theme).contrast(token("surface-1", theme)) >= VISIBLE
    assert token("bad-fill", theme).contrast(token("bad-text", theme)) >= READABLE


def test_the_look_without_a_company_is_that_of_the_default_colour():
    css = brand_of("#2f6f5e").css()
    for name, value in re.findall(r"(--(?:brand|accent)-[a-z-]+):([^;}]+)", css):
        written = re.search(rf"{name}: (.*);", TOKENS)[1]
        assert [float(n) for n in written.split()] == pytest.approx([float(n) for n in value.split()], abs=0.005), name
