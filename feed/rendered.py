"""Posts and comments of a list as HTML, each written once for all readers to whom it looks the same.

Writing a post is the dearest part of a feed: ten times what finding it costs. What is kept is named by everything
that was read of it (the rows as they stand, whatever else was put beside them) and by what the reader may do with
it, so nothing has to be forgotten when something changes. Templates see nothing else: of the reader no more than
whether they are the author, of the page no more than what stands in `Look`.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from types import NoneType
from typing import Any, NamedTuple

from django.db.models import Model, QuerySet
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import get_language

from core.schema import entered
from feed.models import Comment, Post
from people.models import User

MOST = 4000  # kept in each process; some kilobytes each
TOKEN = secrets.token_hex(16)  # a place for the page's own; a text that could name it would have it filled in there
ROW = {"_state"}  # Django's own
PRIVATE = {*ROW, "password", "last_login", "seen_at"}  # of a person: changes often, shows nowhere
PLAIN = {int, str, bool, float, datetime, NoneType}

SETS = ("joined", "moderated", "administers", "makes_important")


class Look(NamedTuple):
    """What of a reader and their page decides how a post looks."""

    me: int
    joined: frozenset[int]
    moderated: frozenset[int]
    administers: frozenset[int]
    makes_important: frozenset[int]
    words: Mapping[str, str]
    is_home: bool


class _Reader(NamedTuple):
    """The author, or somebody else."""

    pk: int


_shapes: dict[tuple[Any, ...], int] = {}
_kept: OrderedDict[bytes, str] = OrderedDict()


def post_html(post: Post, look: Look) -> str:
    """A post without its comments, with `TOKEN` where the page's own belongs."""
    return _written("feed/_post.html", "post", post, post, look)


def comment_html(comment: Comment, post: Post, look: Look) -> str:
    """A comment as it stands in a list: its replies are asked for."""
    return _written("feed/_comment.html", "comment", comment, post, look)


def _written(template: str, name: str, thing: Post | Comment, post: Post, look: Look) -> str:
    group = {post.group_id} if post.group_id else set()
    sets = {name: group & getattr(look, name) for name in SETS}
    flags = (thing.author_id == look.me, [bool(each) for each in sets.values()], look.is_home)
    place = (
        entered(),
        get_language(),
        timezone.get_current_timezone_name(),
        template,
        post.pk,
        post.group_id,
        _minute(post),
    )
    key = hashlib.blake2b(repr((place, flags, _frozen(thing, set()))).encode(), digest_size=20).digest()
    html = _kept.get(key)
    if html is None:
        html = _kept[key] = _render(
            template,
            {
                name: thing,
                "viewer": _Reader(thing.author_id if flags[0] else 0),
                **sets,
                "words": look.words,
                "order": look.is_home,
                "csrf_token": TOKEN,
            },
        )
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    else:
        with suppress(KeyError):  # another thread needed its place this moment
            _kept.move_to_end(key)
    return html


def _render(template: str, values: dict[str, Any]) -> str:
    """Numbers are ids and counts, the same in every language: asking for each how it is written took a fifth."""
    return get_template(template).template.render(Context(values, use_l10n=False))


def _minute(post: Post) -> int:
    """What ends by itself (a poll, an event, importance) is written anew each minute."""
    pin = post._state.fields_cache.get("pin")
    ends = post.kind != Post.Kind.TEXT or post.important_until is not None or (pin is not None and pin.until)
    return int(time.time() // 60) if ends else 0


def _frozen(value: Any, seen: set[int]) -> Any:
    """All that is known of a row and of what hangs on it, as plain values."""
    if isinstance(value, Model):
        if id(value) in seen:
            return value.pk
        seen.add(id(value))
        known = vars(value)
        left_out = PRIVATE if isinstance(value, User) else ROW
        columns = [
            part if type(part) in PLAIN else _frozen(part, seen) for key, part in known.items() if key not in left_out
        ]
        shape = _shapes.setdefault((type(value), *known), len(_shapes))  # which columns these are
        return shape, columns, _frozen(value._state.fields_cache, seen)
    if isinstance(value, Mapping):
        return [(key, _frozen(part, seen)) for key, part in value.items() if key != "post"]
    if isinstance(value, QuerySet):
        return _frozen(value._result_cache, seen)
    if isinstance(value, list | tuple | set | frozenset):
        return [_frozen(part, seen) for part in value]
    return value
