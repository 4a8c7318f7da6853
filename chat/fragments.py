"""Messages as pages and sockets show them: one template, rendered once for all who see it.

No word and no local time in it: the reader's page fills those in, in its own language and zone.
"""

from __future__ import annotations

import json
from functools import cache
from typing import NamedTuple

from django.template import Context, Engine, Template
from django.utils.safestring import SafeString

from chat.custom_emoji import MARK, only_emoji, pictures_for, sign_of, with_pictures
from chat.everybody import everybody_in
from chat.models import Message
from chat.reactions import in_order
from chat.stickers import url_of
from core.text import plain, to_html
from people.models import User


def message_html(message: Message) -> str:
    """The fragment; of words alone it is written once for all pages that show the message as it is now."""
    if not _is_words(message):
        return _written(message)
    look = _look(message)
    found = _fragments.get(look)
    if found is None:
        found = _written(message)
        if len(_fragments) >= MOST_FRAGMENTS:
            _fragments.clear()
        _fragments[look] = found
    return found


def _is_words(message: Message) -> bool:
    """Whether all its fragment is made of stands in its own row and its author's: no file, quote, card, reaction, and
    no picture of the company's own."""
    hangs = message.file_count or message.card_count or message.reply_to_id or message.reactions
    return not hangs and message.kind == Message.Kind.TEXT and not MARK.search(message.text)


def _look(message: Message) -> tuple[object, ...]:
    """All of it that the fragment shows, so that nothing old is ever found. Two companies' equal ones may share it."""
    mentions = tuple((named.person_id, named.name) for named in message.mention_list)
    return (
        *(message.pk, message.thread_id, message.seq, message.version, message.text, message.client_id),
        *(message.created_at, message.edited_at, message.deleted_at, message.is_forwarded, message.means_all),
        *(mentions, _looks(message.author)),
    )


def _written(message: Message) -> str:
    shown = "" if message.deleted_at else message.text
    mentions = [(named.name, f"/people/{named.person_id}/") for named in message.mention_list]
    pictures = pictures_for(shown)
    if message.means_all:
        mentions += [(word, "") for word in everybody_in(shown)]
    context = {
        "message": message,
        "author": _author(message.author),
        "html": with_pictures(to_html(shown, mentions), pictures),
        "only_emoji": only_emoji(shown, pictures),
        "sticker_url": url_of(message),
        "quote": _quote(message),
        "reactions": [(emoji, sign_of(emoji), people) for emoji, people in in_order(message.reactions)],
        "cards": message.card_list,
        "card_place": f"/api/v1/messages/{message.pk}",
        "event": json.dumps({**message.detail, "by": str(message.author)}) if message.is_event else "",
    }
    return _template().render(Context(context, autoescape=True))


QUOTED = 200


def _quote(message: Message) -> str:
    """The beginning of what it answers, in one line."""
    if not message.reply_to_id or message.quotes_apart or message.deleted_at or message.reply_to.deleted_at:
        return ""
    return plain(message.reply_to.text, most=QUOTED)


AUTHOR = ("_avatar.html", "chat/message/_author.html")
MOST_AUTHORS = 5000


class Author(NamedTuple):
    """A person's face and name, as they stand beside each of their messages."""

    face: SafeString
    name: SafeString


class Look(NamedTuple):
    """All of a person that their face and name are made of. Two companies' people may look alike and share it."""

    pk: int
    name: str
    photo: str
    is_active: bool


_authors: dict[Look, Author] = {}
_fragments: dict[tuple[object, ...], str] = {}
MOST_FRAGMENTS = 5000


def _looks(person: User) -> Look:
    return Look(person.pk, str(person), person.photo.name or "", person.is_active)


def _author(person: User) -> Author:
    """Written once for all messages of a person who looks the same: it is a third of the work on a message."""
    look = _looks(person)
    found = _authors.get(look)
    if found is None:
        engine, context = Engine.get_default(), Context({"person": person, "size": "s"}, autoescape=True)
        found = Author(*(engine.get_template(part).render(context) for part in AUTHOR))
        if len(_authors) >= MOST_AUTHORS:
            _authors.clear()
        _authors[look] = found
    return found


@cache
def _template() -> Template:
    """Without a request: no context processor may slip something of one reader in."""
    return Engine.get_default().get_template("chat/_message.html")
