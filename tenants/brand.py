"""How a company looks to browsers: its stylesheet, its icons, its manifest."""

from __future__ import annotations

import logging
from functools import lru_cache
from io import BytesIO

from django.core.files.storage import default_storage
from PIL import Image, ImageDraw, ImageFont, ImageOps

from core.colour import brand_of
from tenants.models import Company

logger = logging.getLogger(__name__)

ICON_SIZES = (96, 180, 192, 512)
LOGO = 512  # pixels of the square that is kept
LOGO_INSIDE = 0.86  # of it, where the logo brings no ground of its own
LOGO_MASKABLE = 0.72
SHARPER = 4  # drawn this much larger, then reduced: round corners without steps
CORNER = 0.3  # of the side; a maskable icon has none, the system cuts it
LETTER = 0.56
LETTER_MASKABLE = 0.42  # inside the middle 80 %, which no system cuts


def stylesheet(company: Company) -> str:
    return brand_of(company.colour).css()


def manifest(company: Company, icon_url, start_url: str) -> dict[str, object]:
    """The web app manifest, in the company's name and colour."""
    brand = brand_of(company.colour)
    icons = [
        {"src": icon_url(size, purpose), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size in (192, 512)
        for purpose in ("any", "maskable")
    ]
    return {
        "id": "/",
        "name": company.name,
        "short_name": company.name[:12].strip(),
        "start_url": start_url,
        "scope": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": brand.light.fill.hex,
        "lang": company.language,
        "icons": icons,
    }


def icon_of(company: Company, size: int, maskable: bool) -> bytes:
    """A PNG: the logo, or without one the company's first letter on its colour."""
    if company.logo:
        try:
            return _logo_icon(company.logo.name, size, maskable)
        except OSError:  # the storage is away or was not restored: a letter is better than nothing
            logger.warning("the logo %s cannot be read", company.logo.name)
    return icon(company.name.strip()[:1].upper(), company.colour, size, maskable)


def logo_master(picture: Image.Image) -> bytes:
    """What is kept of a logo: the whole of it in the middle of a square, on the ground it was drawn for."""
    clear = picture.mode == "RGBA"
    ground = "white" if clear else picture.getpixel((0, 0))
    inner = round(LOGO * (LOGO_INSIDE if clear else 1))
    fitted = ImageOps.contain(picture, (inner, inner), Image.Resampling.LANCZOS)
    square = Image.new("RGB", (LOGO, LOGO), ground)
    at = ((LOGO - fitted.width) // 2, (LOGO - fitted.height) // 2)
    square.paste(fitted, at, fitted.getchannel("A") if clear else None)
    return _png(square)


@lru_cache(maxsize=256)
def _logo_icon(name: str, size: int, maskable: bool) -> bytes:
    """Named by its file, which never changes: a new logo is a new file."""
    with default_storage.open(name) as file:
        master = Image.open(file).convert("RGB")
    if maskable:  # the system cuts all but the middle
        inner = round(size * LOGO_MASKABLE)
        picture = Image.new("RGB", (size, size), master.getpixel((0, 0)))
        small = master.resize((inner, inner), Image.Resampling.LANCZOS)
        picture.paste(small, ((size - inner) // 2, (size - inner) // 2))
        return _png(picture)
    picture = master.resize((size, size), Image.Resampling.LANCZOS)
    corners = Image.new("L", (size * SHARPER, size * SHARPER))
    side = size * SHARPER
    ImageDraw.Draw(corners).rounded_rectangle((0, 0, side - 1, side - 1), radius=side * CORNER, fill=255)
    picture.putalpha(corners.resize((size, size), Image.Resampling.LANCZOS))
    return _png(picture)


def _png(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


@lru_cache(maxsize=512)
def icon(letter: str, colour: str, size: int, maskable: bool) -> bytes:
    """A PNG: the company's first letter on its colour."""
    accent = brand_of(colour).light
    side = size * SHARPER
    picture = Image.new("RGBA", (side, side))
    draw = ImageDraw.Draw(picture)
    radius = 0 if maskable else side * CORNER
    draw.rounded_rectangle((0, 0, side - 1, side - 1), radius=radius, fill=accent.fill.hex)
    font = ImageFont.load_default(size=round(side * (LETTER_MASKABLE if maskable else LETTER)))
    weight = max(1, side // 90)
    draw.text(
        (side / 2, side / 2 + side * 0.02), letter, font=font, fill=accent.on_fill.hex, anchor="mm", stroke_width=weight
    )
    return _png(picture.resize((size, size), Image.Resampling.LANCZOS))
