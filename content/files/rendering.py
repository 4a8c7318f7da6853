"""One picture made fit to be shown, in a process of its own: `python -m content.files.rendering raw folder`.

A picture is a program for its decoder, and some are written to eat the machine or to break it. So memory and time
of this process are bounded, nothing of Django is in it, and if it dies nothing else does. It writes `clean`, `view`
and `thumb` into the folder, and what it found to its output.
"""

from __future__ import annotations

import io
import json
import resource
import struct
import sys
import warnings
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps, ImageSequence, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")  # what browsers show; no SVG, which is a program
MOST_PIXELS = 40_000_000
MOST_MOVING_PIXELS = 25_000_000  # of all frames together; beyond, the first stands for all
MOST_FRAMES = 400
MEMORY = 2 * 1024**3
SECONDS = 90
VIEW, THUMB = 1600, 320
BROKEN = 3  # how the process ends when trying again would not help


def main(raw: str, folder: str) -> int:
    _bound(resource.RLIMIT_AS, MEMORY)
    _bound(resource.RLIMIT_CPU, SECONDS)
    try:
        found = render(Path(raw), Path(folder))
    except (
        *(UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError),
        *(EOFError, IndexError, TypeError, KeyError, ArithmeticError, RuntimeError, struct.error),
    ) as problem:
        sys.stderr.write(f"{type(problem).__name__} {problem}")
        return BROKEN
    sys.stdout.write(json.dumps(found))
    return 0


def render(raw: Path, folder: Path) -> dict[str, Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(raw, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValueError("too many pixels")
            moving = _frames(picture)
            still = _upright(moving[0][0] if moving else picture)
            lossless = picture.format == "PNG" or still.mode == "RGBA"
    mime = _save_moving(moving, folder) if moving else _save_still(still, folder / "clean", lossless=lossless)
    width, height = still.size
    for name, side in (("view", VIEW), ("thumb", THUMB)):
        image = _within(still, side)
        image.save(folder / name, "WEBP", quality=80, method=3)
    if moving and max(width, height) <= VIEW:
        (folder / "view").write_bytes((folder / "clean").read_bytes())
    return {"mime": mime, "width": width, "height": height}


def _within(picture: Image.Image, side: int) -> Image.Image:
    """The picture in a square of so many pixels; never larger than it was. The large one is let go as it shrinks."""
    picture.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return picture


def _frames(picture: Image.Image) -> list[tuple[Image.Image, int]]:
    """All frames with their milliseconds, if it moves and is small enough to go on moving."""
    count = getattr(picture, "n_frames", 1) if picture.format in {"GIF", "WEBP", "PNG", "AVIF"} else 1
    if not 1 < count <= MOST_FRAMES or picture.width * picture.height * count > MOST_MOVING_PIXELS:
        return []
    return [
        (frame.convert("RGBA"), min(10_000, int(frame.info.get("duration") or 100)))
        for frame in ImageSequence.Iterator(picture)
    ]


def _upright(picture: Image.Image) -> Image.Image:
    """Turned as the camera was held, in the colours every screen knows, and nothing else left of it."""
    picture.load()
    profile = picture.info.get("icc_profile")
    picture = ImageOps.exif_transpose(picture)
    if profile and picture.mode in {"RGB", "CMYK", "L"}:
        picture = _in_common_colours(picture, profile)
    picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    picture.info = {}
    return picture


def _in_common_colours(picture: Image.Image, profile: bytes) -> Image.Image:
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        changed = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture
    return changed or picture


def _save_still(picture: Image.Image, path: Path, *, lossless: bool) -> str:
    if lossless:
        picture.save(path, "PNG")
        return "image/png"
    picture.save(path, "JPEG", quality=88, progressive=True)
    return "image/jpeg"


def _save_moving(frames: list[tuple[Image.Image, int]], folder: Path) -> str:
    picture, *others = [frame for frame, _ in frames]
    durations = [milliseconds for _, milliseconds in frames]
    for frame in (picture, *others):
        frame.info = {}
    picture.save(
        folder / "clean", "WEBP", save_all=True, append_images=others, duration=durations, loop=0, quality=75, method=2
    )
    return "image/webp"


def _bound(what: int, most: int) -> None:
    _soft, hard = resource.getrlimit(what)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    try:
        resource.setrlimit(what, (most, hard))
    except (ValueError, OSError):  # this system bounds it in another way
        return


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
