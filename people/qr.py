"""A link as a QR code."""

from __future__ import annotations

import qrcode
from django.utils.safestring import SafeString, mark_safe
from qrcode.image.svg import SvgPathImage


def qr_code(link: str) -> SafeString:
    """As an SVG path for the page itself: no picture to fetch, no style attribute."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=2, image_factory=SvgPathImage)
    code.add_data(link)
    return mark_safe(code.make_image().to_string().decode())  # noqa: S308  (drawn by the library from numbers alone)
