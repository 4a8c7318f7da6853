"""People's faces in templates, much sooner than by an `include`: a feed has sixty of them."""

from __future__ import annotations

from typing import NamedTuple

from django import template
from django.utils.safestring import SafeString, mark_safe

from core.templatetags.kept import written
from people.models import User

register = template.Library()


class Face(NamedTuple):
    """As much of a person as `_avatar.html` shows."""

    pk: int
    photo: str
    photo_version: str
    initials: str
    is_active: bool


@register.simple_tag(takes_context=True)
def avatar(context: template.Context, person: User, size: str = "", plain: bool = False) -> SafeString:
    """What `{% include "_avatar.html" with person=… %}` writes, written once for each look of a face."""
    photo = person.photo.name or ""
    face = Face(person.pk, photo, person.photo_version if photo else "", person.initials, person.is_active)
    html = written(context, "_avatar.html", {"person": face, "size": size, "plain": plain})
    return mark_safe(html)  # noqa: S308  (a template wrote it)
