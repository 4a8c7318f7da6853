"""`:name:` in what people wrote becomes the company's picture of that name, outside code and links' addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.html import escape, format_html

from chat.trays import emoji_pictures
from core.text import is_only_emoji

NAME = r"[a-z0-9_]{2,30}"
MARK = re.compile(f":({NAME}):")
_tag = re.compile(r"""(<(?:"[^"]*"|'[^']*'|[^>"'])*>)""")
STAND_IN = "\N{GRINNING FACE}"


def pictures_for(text: str) -> Mapping[str, str]:
    """The company's emoji, where the text may have one; most texts have none, and ask nothing."""
    return emoji_pictures() if MARK.search(text) else {}


def with_pictures(html: str, pictures: Mapping[str, str]) -> str:
    """Safe HTML as `to_html` makes it, with pictures in its text."""
    if not pictures:
        return html
    parts, code = _tag.split(html), 0
    for index, part in enumerate(parts):
        if part.startswith(("<code", "<pre")):
            code += 1
        elif part.startswith(("</code", "</pre")):
            code -= 1
        elif not code and not part.startswith("<"):
            parts[index] = MARK.sub(lambda found: _picture(found, pictures), part)
    return "".join(parts)


def sign_of(reaction: str) -> str:
    """Safe HTML of a reaction: the emoji itself, or the company's picture of that name."""
    return with_pictures(escape(reaction), pictures_for(reaction))


def is_company_emoji(text: str) -> bool:
    """Whether it is `:name:` and nothing else, and the company has a picture of that name."""
    found = MARK.fullmatch(text)
    return found is not None and found[1] in emoji_pictures()


def only_emoji(text: str, pictures: Mapping[str, str]) -> bool:
    """Whether a text is nothing but a few emoji, the company's among them."""
    return is_only_emoji(MARK.sub(lambda found: STAND_IN if found[1] in pictures else found[0], text))


def _picture(found: re.Match[str], pictures: Mapping[str, str]) -> str:
    url = pictures.get(found[1])
    if url is None:
        return found[0]
    return format_html(
        '<img class="emoji-picture" src="{}" alt="{}" title="{}" width="20" height="20">', url, *[found[0]] * 2
    )
