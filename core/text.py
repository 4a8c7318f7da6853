"""Text that people write → HTML that is safe to show: a small part of Markdown, nothing else.

Two locks: the parser knows no HTML, picture or heading, and what it makes is cleaned against a list.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from html import unescape
from itertools import islice, pairwise
from typing import Any

import nh3
from django.utils.html import escape, strip_tags
from markdown_it import MarkdownIt

# Past this the text is shown as it is: no parser's worst case may hold a web thread.
MOST_MARKDOWN = 40_000
# Past this addresses stay words: each is looked for in all the text behind it.
MOST_ADDRESSES = 100

_after_www = re.compile(
    r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,6}\.[a-z]{2,24}(?:[/?#](?:[^\s<>]*[^\s<>.,;:!?'\")\]])?)?", re.IGNORECASE
)
TAGS = {"p", "br", "span", "strong", "em", "s", "code", "pre", "a", "ul", "ol", "li", "blockquote"}
_clean = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags=set(),
    attributes={"a": {"href"}, "ol": {"start"}, "*": set()},
    tag_attribute_values={"a": {"target": {"_blank"}, "class": {"mention"}}, "span": {"class": {"mention"}}},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener noreferrer nofollow",
    strip_comments=True,
)


NAME = "name"  # a mention that leads nowhere: @all


def _parser(*, linkify: bool) -> MarkdownIt:
    parser = MarkdownIt("zero", {"breaks": True, "linkify": linkify, "maxNesting": 12})
    parser.enable(["linkify", "blockquote", "fence", "list", "newline", "escape", "backticks"])
    parser.enable(["strikethrough", "emphasis", "link", "autolink"])
    # Without a scheme only "www." starts a link: "readme.md" and "main.py" end like countries.
    parser.linkify.set({"fuzzy_link": False, "fuzzy_ip": False, "fuzzy_email": True})
    parser.linkify.add("www.", {"validate": _rest_of_host, "normalize": _with_scheme})
    parser.add_render_rule("link_open", _open_link)
    parser.inline.ruler.push("mention", _mention)
    return parser


def _mention(state: Any, silent: bool) -> bool:
    """`@Name` of somebody in `env["mentions"]`, name → addresses in turn, becomes a link to them."""
    start, known = state.pos + 1, state.env.get("mentions")
    if not known or state.src[state.pos] != "@" or state.src[max(0, state.pos - 1) : state.pos].isalnum():
        return False
    name = name_at(state.src, start, known)
    if name is None:
        return False
    if not silent:
        addresses = known[name]
        address = addresses.pop(0) if len(addresses) > 1 else addresses[0]
        kind, tag = ("link", "a") if address else (NAME, "span")
        link = state.push(f"{kind}_open", tag, 1)
        link.attrs = {"href": address, "class": "mention"} if address else {"class": "mention"}
        state.push("text", "", 0).content = f"@{name}"
        state.push(f"{kind}_close", tag, -1)
    state.pos = start + len(name)
    return True


def name_at(text: str, start: int, names: Iterable[str]) -> str | None:
    """The longest of `names` that stands in the text at `start` as a whole."""
    found = [n for n in names if text.startswith(n, start) and not text[start + len(n) : start + len(n) + 1].isalnum()]
    return max(found, key=len, default=None)


def _rest_of_host(linkify: Any, text: str, at: int) -> int:
    """How much of what stands behind "www." belongs to the address."""
    found = _after_www.match(text, at)
    return len(found[0]) if found else 0


def _with_scheme(linkify: Any, match: Any) -> None:
    match.url = f"https://{match.url}"


def _open_link(renderer: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    """Other sites open in a tab of their own; our own pages stay in this one."""
    href = str(tokens[index].attrGet("href") or "")
    if not href.startswith("/") or href.startswith("//"):
        tokens[index].attrSet("target", "_blank")
    return renderer.renderToken(tokens, index, options, env)


_markdown, _unlinked = _parser(linkify=True), _parser(linkify=False)
_space = re.compile(r"\s+")
_ONE = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u25fe\u2600-\u27bf"
    "\u2934\u2935\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
# Pictographs, flags, keycaps, skin tones, joiners and variation marks.
_emoji = re.compile(
    "(?:[\U0001f1e6-\U0001f1ff]{2}"
    "|[0-9#*]\ufe0f?\u20e3"
    f"|{_ONE}[\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*"
    f"(?:\u200d{_ONE}[\ufe0f\U0001f3fb-\U0001f3ff]*)*)"
)
MOST_BIG_EMOJI = 6
# One line of words that mean nothing but themselves: most of what people write.
_only_words = re.compile(r"[^\W\d_](?:[^\W_]|[ .,;!?()'’…–-])*")


def to_html(text: str, mentions: Iterable[tuple[str, str]] = ()) -> str:
    """Safe HTML: bold, italic, struck, code, code blocks, links, lists, quotes; a newline is a line break.

    `mentions` are name and address of each `@Name` in the text, in order; they become links, or without an address
    only marks.
    """
    if len(text) > MOST_MARKDOWN:
        return plain_html(text)
    if _only_words.fullmatch(text) and not may_link(text):
        return f"<p>{text.strip()}</p>"
    known: dict[str, list[str]] = defaultdict(list)
    for name, address in mentions:
        known[name].append(address)
    parser = _markdown if text.count("://") <= MOST_ADDRESSES else _unlinked
    return _clean.clean(parser.render(text, {"mentions": known})).strip()


def may_link(text: str) -> bool:
    """False where no address can stand in it, told without reading it as Markdown."""
    return "://" in text or "www." in text.lower()


def links_of(text: str, *, most: int) -> list[str]:
    """The first web addresses that the text links to, as a reader would open them; at most `most`."""
    if len(text) > MOST_MARKDOWN or not may_link(text):
        return []
    parser = _markdown if text.count("://") <= MOST_ADDRESSES else _unlinked
    tokens = (token for block in parser.parse(text, {}) for token in block.children or ())
    links = (str(token.attrGet("href") or "") for token in tokens if token.type == "link_open")
    return list(islice(dict.fromkeys(link for link in links if link.startswith(("http://", "https://"))), most))


def names_someone(text: str, names: Iterable[str]) -> bool:
    """Whether the text says one of `@names` itself: not as code, and not in what it quotes."""
    if len(text) > MOST_MARKDOWN:
        return False
    depth = 0
    for block in _unlinked.parse(text, {"mentions": {name: [""] for name in names}}):
        depth += {"blockquote_open": 1, "blockquote_close": -1}.get(block.type, 0)
        if not depth and any(token.type == f"{NAME}_open" for token in block.children or ()):
            return True
    return False


def places_in_code(text: str, places: Sequence[int]) -> set[int]:
    """Which of these ascending places of the text are shown as code: asked of the parser itself, by a mark at each."""
    if len(text) > MOST_MARKDOWN or not places or ("`" not in text and "~~~" not in text):
        return set()
    mark = next(sign for sign in map(chr, range(0xE000, 0xF8FF)) if sign not in text)
    ends = [0, *places, len(text)]
    pieces = [text[start:end] for start, end in pairwise(ends)]
    marked = pieces[0] + "".join(f"{mark}{place}{mark}{piece}" for place, piece in zip(places, pieces[1:], strict=True))
    found: set[int] = set()
    for block in _unlinked.parse(marked, {}):
        for token in (block, *(block.children or ())):
            if token.type in {"fence", "code_inline"}:
                found.update(int(number) for number in token.content.split(mark)[1::2])
                found.update(int(number) for number in token.info.split(mark)[1::2])
    return found


def plain_html(text: str) -> str:
    """The text as it was typed, as one paragraph."""
    return "<p>" + escape(text).replace("\n", "<br>") + "</p>"


def is_only_emoji(text: str) -> bool:
    """Whether a message is nothing but a few emoji, to be shown large."""
    bare = _space.sub("", text[:200])
    if not bare or len(text) > 200:
        return False
    found = _emoji.findall(bare)
    return len(found) <= MOST_BIG_EMOJI and "".join(found) == bare


def plain(text: str, *, most: int) -> str:
    """The beginning of it in one line, without its markup."""
    return " ".join(unescape(strip_tags(to_html(text[: most * 4]))).split())[:most]


def one_line(text: str) -> str:
    """What somebody typed for a name: no line break, no space too many."""
    return " ".join(text.split())
