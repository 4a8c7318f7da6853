"""How a company looks to browsers: its stylesheet, its icons, its manifest."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from core.colour import brand_of
from tenants.models import Company

ICON_SIZES = (180, 192, 512)
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
    out = BytesIO()
    picture.resize((size, size), Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()
