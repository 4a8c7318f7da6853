"""Pictures people send in: opened with care, turned upright, stripped of everything but the pixels."""

from __future__ import annotations

import io
import struct
import warnings
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from core.errors import Refusal

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 40_000_000
# What decoders raise at a picture that is broken, or was made to break them; AVIF's has RuntimeError alone.
BROKEN = (
    *(OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError),
    *(ArithmeticError, RuntimeError, struct.error),
)
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "BMP", "TIFF")  # decided by the bytes; no SVG, which is a program


class BadPicture(Refusal):
    """Not a picture we take; the text says why."""


def open_picture(file: IO[bytes], size: int, *, enough: int = 0) -> Image.Image:
    """The picture's first frame, upright, in RGB or RGBA. Raises BadPicture.

    Where a shorter side of `enough` pixels will do, a large JPEG is not unpacked to its full size.
    """
    if size > MOST_BYTES:
        raise BadPicture("too_big", _("This file is too big. 20 MB is the most."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(file, formats=FORMATS)
            if picture.width * picture.height > MOST_PIXELS:
                raise BadPicture("too_many_pixels", _("This picture is too large. 40 megapixels are the most."))
            if enough:
                picture.draft("RGB", (enough, enough))
            picture.load()
            upright = ImageOps.exif_transpose(picture)
            return upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except UnidentifiedImageError:
        raise BadPicture(
            "no_picture", _("This is not a picture we can read. Please take a JPEG, PNG or WebP.")
        ) from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise BadPicture("too_many_pixels", _("This picture is too large. 40 megapixels are the most.")) from None
    except BROKEN:
        raise BadPicture("broken", _("This picture is broken. Please try another one.")) from None


def square_webp(picture: Image.Image, side: int) -> bytes:
    """The middle of the picture as a square of `side` pixels, without any metadata."""
    square = ImageOps.fit(picture, (side, side), Image.Resampling.LANCZOS)
    if square.mode == "RGBA":  # a face is round on any ground: no holes
        ground = Image.new("RGB", square.size, "white")
        ground.paste(square, mask=square.getchannel("A"))
        square = ground
    out = io.BytesIO()
    square.save(out, "WEBP", quality=82, method=4)
    return out.getvalue()
