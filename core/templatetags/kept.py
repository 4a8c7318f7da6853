"""Parts of pages that are the same each time, written once: `{% kept "_shortcuts.html" %}`.

Menus, empty forms, dialogs: with all their words and symbols they cost more than what is new on a page. A kept part is
a template that **sees nothing but the values that are handed to it** (`{% kept "feed/_order.html" order=order %}`),
no page, no reader, no request; it is kept under these values, its language, time zone and company. So it can't show
one reader what is another's: what is not handed over is not there. Values are plain: words, numbers, moments, or tuples
and frozen dataclasses of those; a row of the database is refused, since it may change. `{% csrf_token %}` works: the
page's own is put in its place each time.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from contextlib import suppress
from dataclasses import is_dataclass
from datetime import date
from types import NoneType
from typing import Any

from django import template
from django.middleware.csrf import get_token
from django.template.base import FilterExpression, Node, Parser, Token, token_kwargs
from django.urls import get_urlconf
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core.schema import entered

register = template.Library()

MOST = 4000  # kept in each process, a kilobyte or two each; what was not asked for longest goes
TOKEN = secrets.token_hex(16)  # where the page's own token belongs; no text can name it
PLAIN = (str, int, float, date, NoneType)

_kept: OrderedDict[tuple[object, ...], str] = OrderedDict()


@register.tag("kept")
def do_kept(parser: Parser, token: Token) -> KeptNode:
    bits = token.split_contents()
    if len(bits) < 2:
        raise template.TemplateSyntaxError("kept wants the name of a template")
    name, *rest = bits[1:]
    values = token_kwargs(rest, parser)
    if rest:
        raise template.TemplateSyntaxError(f"kept wants name=value, not {rest[0]!r}")
    return KeptNode(parser.compile_filter(name), values)


class KeptNode(Node):
    def __init__(self, template_name: FilterExpression, values: dict[str, FilterExpression]) -> None:
        self.template_name, self.values = template_name, values

    def render(self, context: template.Context) -> SafeString:
        name = self.template_name.resolve(context)
        values = {key: plain(value.resolve(context)) for key, value in self.values.items()}
        html = written(context, name, values)
        if TOKEN in html:
            html = html.replace(TOKEN, _token_of(context))
        return mark_safe(html)  # noqa: S308  (a template wrote it)


def written(context: template.Context, name: str, values: dict[str, Any]) -> str:
    """What the template makes of these values, with `TOKEN` where the page's own belongs."""
    here = (entered(), get_language(), timezone.get_current_timezone_name(), get_urlconf())
    key = (*here, name, *((key, type(value), value) for key, value in values.items()))
    html = _kept.get(key)
    if html is not None:
        with suppress(KeyError):  # another thread needed its place this moment
            _kept.move_to_end(key)
        return html
    engine = context.template.engine
    made = template.Context({**values, "csrf_token": TOKEN}, autoescape=context.autoescape)
    html = _kept[key] = engine.get_template(name).render(made)
    while len(_kept) > MOST:
        _kept.popitem(last=False)
    return html


def plain(value: Any) -> Any:
    """The value, if it will say tomorrow what it says today."""
    if isinstance(value, tuple):
        for part in value:
            plain(part)
    elif is_dataclass(value) and value.__hash__ is not None:
        for part in vars(value).values():
            plain(part)
    elif not isinstance(value, PLAIN):
        raise TypeError(f"a kept part takes plain values, not {type(value).__name__}")
    return value


def _token_of(context: template.Context) -> str:
    request = context.get("request")
    return str(context.get("csrf_token") or get_token(request))
