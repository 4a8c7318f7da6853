"""What a file is: decided by its bytes, never by its name or by what was said of it.

Only what browsers show or play without running anything gets a type of its own. All else, SVG and HTML too, is
a plain file that downloads.
"""

from __future__ import annotations

import struct
import warnings
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image

from content.files.boxes import read_movie
from content.files.limits import too_big
from content.files.rendering import FORMATS, MOST_PIXELS
from content.models import File
from core.pictures import BROKEN, BadPicture

PLAIN = "application/octet-stream"
LOOKED_AT = 256 * 1024
MOST_READ_WHOLE = 20 * 1024 * 1024  # WebP and AVIF: their decoders read all of it at once
TURNED = {5, 6, 7, 8}  # EXIF orientations that lie on their side
ORIENTATION = 0x0112
PICTURE_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")
PICTURE_BRANDS = {b"avif", b"avis"}
MOVIES = {b"qt  ": "video/quicktime", b"3gp": "video/3gpp"}
UNPLAYABLE_BRANDS = (b"hei", b"hev", b"mif1", b"msf1")  # phones' own picture formats, which no browser shows
LONGEST = 24 * 60 * 60 * 1000


@dataclass(frozen=True)
class Seen:
    """What a look at the bytes tells."""

    kind: str
    mime: str = PLAIN
    width: int | None = None
    height: int | None = None
    duration: int | None = None


def look_at(file: IO[bytes], size: int, *, duration: int | None = None) -> Seen:
    """What it is. Raises BadPicture for one that cannot be opened or is too large.

    `duration` is what the sender says of a recording; taken only where the bytes do not tell.
    """
    file.seek(0)
    head = file.read(LOOKED_AT)
    if head.startswith(PICTURE_STARTS) or _is(head, b"RIFF", b"WEBP") or head[8:12] in PICTURE_BRANDS:
        return _picture(file, size, head)
    seen = _movie(file, head, size) or _recording(head, size)
    if seen is None:
        return Seen(File.Kind.FILE, "application/pdf" if head.startswith(b"%PDF-") else PLAIN)
    return Seen(seen.kind, seen.mime, seen.width, seen.height, _believed(seen.duration) or _believed(duration))


def _believed(duration: int | None) -> int | None:
    """A length that a recording can have: its own bytes may say anything."""
    return duration if duration and 0 < duration < LONGEST else None


def _picture(file: IO[bytes], size: int, head: bytes) -> Seen:
    """Only its head is read here; the worker unpacks it, and may still find it broken."""
    if size > MOST_READ_WHOLE and not head.startswith(PICTURE_STARTS):
        raise too_big(MOST_READ_WHOLE)
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(file, formats=FORMATS)
            width, height = picture.size
            if picture.format != "PNG" and picture.getexif().get(ORIENTATION) in TURNED:  # PNG would be unpacked for it
                width, height = height, width
    except Image.DecompressionBombError:
        raise _too_many_pixels() from None
    except BROKEN:
        raise BadPicture("broken", _("This picture is broken. Please try another one.")) from None
    if width * height > MOST_PIXELS:
        raise _too_many_pixels()
    mime = "image/jpeg" if picture.format == "MPO" else f"image/{(picture.format or '').lower()}"
    return Seen(File.Kind.PICTURE, mime, width, height)


def _too_many_pixels() -> BadPicture:
    return BadPicture("too_many_pixels", _("This picture is too large. 40 megapixels are the most."))


def _movie(file: IO[bytes], head: bytes, size: int) -> Seen | None:
    brand = head[8:12]
    if head[4:8] != b"ftyp" or brand.startswith(UNPLAYABLE_BRANDS):
        return None
    movie = read_movie(file, size)
    if b"vide" in movie.tracks:
        mime = next((mime for start, mime in MOVIES.items() if brand.startswith(start)), "video/mp4")
        return Seen(File.Kind.VIDEO, mime, movie.width, movie.height, movie.duration)
    if b"soun" in movie.tracks:
        return Seen(File.Kind.AUDIO, "audio/mp4", duration=movie.duration)
    return None


def _recording(head: bytes, size: int) -> Seen | None:
    if head.startswith(b"\x1aE\xdf\xa3") and b"webm" in head[:64]:
        has_video = b"\x83\x81\x01" in head[head.find(b"\x16\x54\xae\x6b") :][:4096]
        return Seen(File.Kind.VIDEO, "video/webm") if has_video else Seen(File.Kind.AUDIO, "audio/webm")
    if head.startswith(b"OggS"):
        has_video = b"\x80theora" in head[:4096]
        return Seen(File.Kind.VIDEO, "video/ogg") if has_video else Seen(File.Kind.AUDIO, "audio/ogg")
    if _is(head, b"RIFF", b"WAVE"):
        return Seen(File.Kind.AUDIO, "audio/wav", duration=_length_of_wave(head, size))
    if head.startswith(b"fLaC"):
        return Seen(File.Kind.AUDIO, "audio/flac")
    if head.startswith(b"ID3") or _is_mpeg_frame(head):
        return Seen(File.Kind.AUDIO, "audio/aac" if _is_aac(head) else "audio/mpeg")
    return None


def _is(head: bytes, container: bytes, what: bytes) -> bool:
    return head[:4] == container and head[8:12] == what


def _is_mpeg_frame(head: bytes) -> bool:
    """Eleven set bits, a layer, a bit rate and a sampling rate that exist; AAC in its own frames likewise."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    return _is_aac(head) or (head[1] & 0x06 == 0x02 and head[2] >> 4 not in {0, 15} and head[2] & 0x0C != 0x0C)


def _is_aac(head: bytes) -> bool:
    return len(head) > 1 and head[0] == 0xFF and head[1] & 0xF6 == 0xF0


def _length_of_wave(head: bytes, size: int) -> int | None:
    at = head.find(b"fmt ")
    if at < 0 or len(head) < at + 24:
        return None
    (rate,) = struct.unpack("<I", head[at + 16 : at + 20])
    return (size - 44) * 1000 // rate if rate and size > 44 else None
