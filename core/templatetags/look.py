"""Small words of the templates: a colour by id, the person's own language names."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info

register = template.Library()

HUES = 12


@register.filter
def hue(number: int | str | None) -> str:
    """The class of a quiet colour that stays with this id: `hue-0` to `hue-11`."""
    return f"hue-{int(number or 0) * 7 % HUES}"


@register.filter
def language_name(code: str) -> str:
    """`fr` → Français: a language is listed in its own words."""
    return get_language_info(code)["name_local"].capitalize()


@register.simple_tag
def moment(at: datetime, style: str = "relative") -> SafeString:
    """A `<time>` the browser keeps fresh (`<relative-time>` in app.js) and which reads well without it.

    `style`: relative ("3 min"), clock ("14:05"), day ("Monday 3 May") or date ("Mon 3 May", of what is to come too).
    """
    here = timezone.localtime(at)
    forms = {"clock": "H:i", "day": "l j F", "date": "D j M"}
    return format_html(
        '<time datetime="{}" data-{} title="{}">{}</time>',
        at.isoformat(),
        style,
        date_format(here, "DATETIME_FORMAT"),
        date_format(here, forms.get(style, "j M, H:i")),
    )


@register.simple_tag(takes_context=True)
def current(context: dict[str, object], to: str, room: str) -> SafeString:
    """` aria-current` for a link to this page ("page"), or to the room it belongs to ("true").

    A page whose address does not begin with its room's says so by `room` in its context.
    """
    if not to:
        return mark_safe("")
    path = context["request"].path
    if path == to:
        return mark_safe(' aria-current="page"')
    inside = context["room"] == room if context.get("room") else to != "/" and path.startswith(to)
    return mark_safe(' aria-current="true"' if inside else "")  # noqa: S308
