"""What mails need in their templates."""

from __future__ import annotations

from django import template

from jobs.mail import Sender

register = template.Library()

OURS = "#2f6f5e"


@register.filter
def brand(company: Sender | None) -> dict[str, str]:
    """Name, first letter, and the company's colour with black or white upon it, whichever reads better."""
    name = company.name if company else "Workplace"
    fill = company.colour if company else OURS
    dark = luminance(fill) > 0.18
    return {
        "name": name,
        "letter": name[:1].upper(),
        "fill": fill,
        "text": "#141716" if dark else "#ffffff",
        "logo": company.logo_url if company else "",
    }


def luminance(colour: str) -> float:
    """WCAG's relative luminance of `#rrggbb`."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
