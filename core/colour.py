"""From one colour a company chose to an accent that can be read, in light and in dark."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

READABLE = 4.5  # WCAG AA for text
VISIBLE = 3.0  # WCAG AA for what is not text
GREY_HUE = 255.0  # what grey and black companies tint their surfaces with
GREY_BELOW = 0.03
VIVID = 0.12  # chroma from which surfaces take the full tint
LIGHT_FROM = 0.68  # colours this light keep their lightness and carry dark text
STEP = 0.005
APART = 1.25  # least contrast of a button with the page behind it: below, only its words show that it is one


@dataclass(frozen=True)
class Oklch:
    """Lightness 0–1, chroma from 0, hue in degrees."""

    lightness: float
    chroma: float
    hue: float

    @classmethod
    def of(cls, colour: str) -> Oklch:
        """`#rrggbb` as OKLCH; anything else is a ValueError."""
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
            raise ValueError(f"not a colour: {colour!r}")
        red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
        long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
        middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
        short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
        a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
        b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
        lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
        return cls(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)

    def at(self, lightness: float) -> Oklch:
        """The same hue at another lightness, with as much of the chroma as a screen can show there."""
        low, high = 0.0, self.chroma
        if Oklch(lightness, high, self.hue).on_screen:
            return Oklch(lightness, high, self.hue)
        for _ in range(20):
            middle = (low + high) / 2
            low, high = (middle, high) if Oklch(lightness, middle, self.hue).on_screen else (low, middle)
        return Oklch(lightness, low, self.hue)

    @property
    def linear(self) -> tuple[float, float, float]:
        """Linear sRGB, outside 0–1 where no screen can show it."""
        a = self.chroma * math.cos(math.radians(self.hue))
        b = self.chroma * math.sin(math.radians(self.hue))
        long = (self.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
        middle = (self.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
        short = (self.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
        return (
            4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
            -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
            -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
        )

    @property
    def on_screen(self) -> bool:
        return all(-0.0005 <= part <= 1.0005 for part in self.linear)

    @property
    def hex(self) -> str:
        return "#" + "".join(f"{round(255 * _curved(min(1, max(0, part)))):02x}" for part in self.linear)

    @property
    def luminance(self) -> float:
        red, green, blue = (min(1, max(0, part)) for part in self.linear)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(self, other: Oklch) -> float:
        """WCAG's ratio, 1 to 21."""
        lighter, darker = sorted((self.luminance, other.luminance), reverse=True)
        return (lighter + 0.05) / (darker + 0.05)

    def __str__(self) -> str:
        """As CSS writes it inside `oklch()`."""
        return f"{self.lightness:.4g} {self.chroma:.4g} {self.hue:.4g}"


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _curved(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


WHITE = Oklch(1, 0, 0)


@dataclass(frozen=True)
class Accent:
    """What a company's colour becomes in one of the two themes."""

    fill: Oklch  # buttons, own bubbles
    on_fill: Oklch  # text on them
    ink: Oklch  # links and icons on the surfaces


@dataclass(frozen=True)
class Brand:
    hue: float
    vividness: float  # 0 for grey companies, 1 for most
    light: Accent
    dark: Accent

    def css(self) -> str:
        """The stylesheet of a company; tokens.css builds everything else from these."""
        rules = [f"--accent-h:{self.hue:.4g}", f"--accent-c:{self.vividness:.3g}"]
        for accent, end in ((self.light, ""), (self.dark, "-dark")):
            rules += [
                f"--brand-fill{end}:{accent.fill}",
                f"--brand-on-fill{end}:{accent.on_fill}",
                f"--brand-ink{end}:{accent.ink}",
            ]
        return ":root{" + ";".join(rules) + "}\n"


def tinted(lightness: float, chroma: float, brand: Oklch) -> Oklch:
    """A neutral of tokens.css under this brand's hue."""
    return Oklch(lightness, chroma, brand.hue)


def brand_of(colour: str) -> Brand:
    """Everything a company's `#rrggbb` turns into; every pair in it is readable."""
    chosen = Oklch.of(colour)
    grey = chosen.chroma < GREY_BELOW
    base = Oklch(chosen.lightness, chosen.chroma, GREY_HUE if grey else chosen.hue)
    vividness = min(1.0, chosen.chroma / VIVID)
    return Brand(base.hue, vividness, _light(base, vividness), _dark(base, vividness))


def stands_out(colour: str) -> bool:
    """Whether a company's colour, made readable, can still be told from the page it stands on."""
    brand = brand_of(colour)
    too_pale = brand.light.fill.contrast(WHITE) < APART
    return not too_pale and _reads(brand.light) and _reads(brand.dark)


def _reads(accent: Accent) -> bool:
    return accent.fill.contrast(accent.on_fill) >= READABLE


def nearest_that_stands_out(colour: str) -> str:
    """The same hue, only as much darker as it must be."""
    chosen = Oklch.of(colour)
    while not stands_out(chosen.hex):
        chosen = chosen.at(min(chosen.lightness, 0.95) - STEP)
    return chosen.hex


def _light(base: Oklch, vividness: float) -> Accent:
    dark_text = Oklch(0.2, 0.02 * vividness, base.hue)
    if base.lightness >= LIGHT_FROM:
        fill, on_fill = base.at(min(base.lightness, 0.93)), dark_text
    else:
        fill, on_fill = _darker(base.at(max(base.lightness, 0.22)), [WHITE], READABLE), WHITE
    grounds = [Oklch(0.928, 0.009, base.hue), Oklch(0.94, 0.03 * vividness, base.hue)]
    return Accent(fill, on_fill, _darker(fill.at(min(fill.lightness, 0.56)), grounds, READABLE))


def _dark(base: Oklch, vividness: float) -> Accent:
    grounds = [Oklch(0.31, 0.015, base.hue), Oklch(0.3, 0.045 * vividness, base.hue)]
    if base.lightness >= LIGHT_FROM:
        fill, on_fill = base.at(min(base.lightness, 0.86)), Oklch(0.18, 0.02 * vividness, base.hue)
    else:
        fill = _darker(base.at(max(base.lightness, 0.5)), [WHITE], READABLE)
        fill, on_fill = _lighter(fill, [Oklch(0.208, 0.011, base.hue)], VISIBLE), WHITE
    return Accent(fill, on_fill, _lighter(base.at(max(base.lightness, 0.78)), grounds, READABLE))


def _darker(colour: Oklch, grounds: list[Oklch], ratio: float) -> Oklch:
    while any(colour.contrast(ground) < ratio for ground in grounds):
        colour = colour.at(colour.lightness - STEP)
    return colour


def _lighter(colour: Oklch, grounds: list[Oklch], ratio: float) -> Oklch:
    while any(colour.contrast(ground) < ratio for ground in grounds):
        colour = colour.at(colour.lightness + STEP)
    return colour
