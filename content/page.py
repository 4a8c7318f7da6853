"""What a stranger's page says about itself: title, description, site and picture, out of whatever bytes it sent.

The HTML is first taken apart and written anew by nh3, which reads like a browser and in linear time; only
what it lets through (`title`, `meta`, `base`) is looked at.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

import nh3

TITLE, TEXT, SITE = 200, 400, 80
HEAD = 128 * 1024  # what counts stands in the head
PLACES_OF_TITLE = ("og:title", "twitter:title")
PLACES_OF_TEXT = ("og:description", "twitter:description", "description")
PLACES_OF_PICTURE = ("og:image:secure_url", "og:image:url", "og:image", "twitter:image", "twitter:image:src")
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
NO_WRITING = {"punycode", "idna", "unicode_escape", "raw_unicode_escape", "unicode-escape", "raw-unicode-escape"}
CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
TAG = re.compile(r'<(?P<tag>meta|base)(?P<attributes>(?: [a-z]+="[^"]*")*)>|<title>(?P<title>[^<]*)</title>')
ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
MOST_SAID = 200
ASIDE = {chr(code) for code in (*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)}

_head = nh3.Cleaner(
    tags={"title", "meta", "base"},
    attributes={"meta": {"property", "name", "content", "itemprop"}, "base": {"href"}},
    clean_content_tags={"script", "style", "template", "noscript", "svg", "math"},
    url_schemes={"http", "https"},
    strip_comments=True,
    link_rel=None,
)


@dataclass(frozen=True)
class Told:
    """What a page says of itself; `picture` is an absolute address or empty."""

    title: str = ""
    text: str = ""
    site: str = ""
    picture: str = ""


def read_page(body: bytes, content_type: str, url: str) -> Told:
    """Title and more of a page that was fetched from `url`."""
    source = decoded(body, content_type)[:HEAD]
    found = _Found(_head.clean(source))
    return Told(
        title=plain(found.first(PLACES_OF_TITLE) or found.title, TITLE),
        text=plain(found.first(PLACES_OF_TEXT), TEXT),
        site=plain(found.first(("og:site_name",)), SITE) or site_of(url),
        picture=absolute(found.first(PLACES_OF_PICTURE), found.base, url),
    )


def picture_alone(url: str) -> Told:
    """A link to a picture: its file's name is all it says."""
    name = unquote(urlsplit(url).path.rsplit("/", 1)[-1])
    return Told(title=plain(name, TITLE) or site_of(url), site=site_of(url), picture=url)


def site_of(url: str) -> str:
    """`https://www.news.example/x` → news.example"""
    return (urlsplit(url).hostname or "").removeprefix("www.")[:SITE]


def decoded(body: bytes, content_type: str) -> str:
    """Bytes as text: by their mark, the header, the page's own word, and what is usual, in this order."""
    for mark, encoding in MARKS:
        if body.startswith(mark):
            return body.decode(encoding, "replace").lstrip("\ufeff")
    declared = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", content_type, re.IGNORECASE)
    written = CHARSET.search(body[:4096])
    for encoding in (declared and declared[1], written and written[1].decode("ascii", "replace")):
        if encoding and _is_writing(encoding):
            try:
                return body.decode(encoding, "replace")
            except (LookupError, ValueError):
                continue
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as broken:
        cut_off = broken.start >= len(body) - 3  # in the middle of a sign
        return body.decode("utf-8" if cut_off else "windows-1252", "replace")


def _is_writing(encoding: str) -> bool:
    """Whether pages are written so. Python knows more by that name, and some of it takes minutes to unpack."""
    try:
        return codecs.lookup(encoding).name not in NO_WRITING
    except LookupError:
        return False


def plain(text: str, most: int) -> str:
    """One line of visible text; what turns the writing round or hides is left out."""
    kept = (" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in text if sign not in ASIDE)
    text = " ".join("".join(kept).split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def absolute(address: str, base: str, url: str) -> str:
    if not address.strip():
        return ""
    try:
        whole = urljoin(urljoin(url, base), address.strip())
    except ValueError:
        return ""
    return whole if whole.startswith(("http://", "https://")) else ""


class _Found:
    """What stands in the HTML that the cleaner wrote: quotes are always there, and `<` is always a tag."""

    def __init__(self, html: str) -> None:
        self.said: dict[str, str] = {}
        self.title = self.base = ""
        for tag in TAG.finditer(html):
            if tag["tag"] is None:
                self.title = self.title or unescape(tag["title"])
            else:
                given = {name: unescape(value) for name, value in ATTRIBUTE.findall(tag["attributes"])}
                self.base = self.base or (given.get("href", "") if tag["tag"] == "base" else "")
                for attribute in ("property", "name", "itemprop"):
                    if attribute in given and len(self.said) < MOST_SAID:
                        self.said.setdefault(given[attribute].strip().lower(), given.get("content", ""))

    def first(self, places: tuple[str, ...]) -> str:
        return next((self.said[place] for place in places if self.said.get(place, "").strip()), "")
