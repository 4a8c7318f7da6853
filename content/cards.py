"""From an address to what its card shows: asking the page, reading it, making its picture small."""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace

from django.conf import settings
from PIL import Image

from content.page import Told, picture_alone, read_page
from core.errors import Refusal
from core.fetching import Fetched, Unfetchable, fetch, parse
from core.pictures import open_picture
from tenants.models import company_for_host

MOST_PER_TEXT = 3
SECONDS = 8.0
PAGE_BYTES, PICTURE_BYTES = 512 * 1024, 5 * 1024 * 1024
WIDEST, TALLEST, SMALLEST = 640, 480, 48  # pixels of our copy; less than the last is a dot for counting visits
HTML = {"text/html", "application/xhtml+xml"}


@dataclass(frozen=True)
class Picture:
    webp: bytes
    width: int
    height: int


@dataclass(frozen=True)
class Read:
    """What a page gave; `trouble` says why it gave nothing."""

    told: Told = field(default_factory=Told)
    picture: Picture | None = None
    trouble: str = ""

    @property
    def shows_something(self) -> bool:
        return bool(self.told.title and (self.told.text or self.picture or self.told.title != self.told.site))


def address_of(link: str) -> str | None:
    """The address a link's page is asked at; None where we do not ask: our own pages, what is no address."""
    try:
        parts = parse(link)
    except Unfetchable:
        return None
    return None if is_ours(str(parts.hostname)) else parts.geturl()


def is_ours(host: str) -> bool:
    """Whether the host is one of this installation: its pages are for people who signed in, and stay there."""
    public = settings.PUBLIC_HOST
    return host == public or host.endswith(f".{public}") or company_for_host(host) is not None


def read_card(url: str) -> Read:
    """Ask the page and, if it names one, its picture. Never raises for what the other side does."""
    try:
        page = fetch(
            url, most_bytes=PAGE_BYTES, seconds=SECONDS, accept="text/html,image/*;q=0.8", cut=True, shun=is_ours
        )
    except Unfetchable as no:
        return Read(trouble=no.reason)
    if not page.ok:
        return Read(trouble=f"status_{page.status}")
    if page.media_type.startswith("image/"):
        return Read(picture_alone(page.url), _picture_of(page.url))
    if page.media_type not in HTML:
        return Read(trouble="no_page")
    told = read_page(page.body, page.content_type, page.url)
    read = Read(told, _picture_of(told.picture))
    return read if read.shows_something else replace(read, trouble="says_nothing")


def _picture_of(url: str) -> Picture | None:
    """The small copy that we serve ourselves, so that no reader is seen by the other site."""
    if not url:
        return None
    try:
        answer = fetch(url, most_bytes=PICTURE_BYTES, seconds=SECONDS, accept="image/*", shun=is_ours)
        return small(answer) if answer.ok else None
    except Refusal:  # Unfetchable, BadPicture: a card without a picture is a card
        return None


def small(answer: Fetched) -> Picture | None:
    picture = open_picture(io.BytesIO(answer.body), len(answer.body), enough=WIDEST)
    if min(picture.size) < SMALLEST:
        return None
    picture.thumbnail((WIDEST, TALLEST * 4), Image.Resampling.LANCZOS)
    if picture.height > TALLEST:
        picture = picture.crop((0, 0, picture.width, TALLEST))
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=78, method=4)
    return Picture(out.getvalue(), *picture.size)
