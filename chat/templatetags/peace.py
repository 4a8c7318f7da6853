"""Blocking, for pages of apps that do not know of it."""

from __future__ import annotations

from typing import Any

from django import template

from chat.peace import has_blocked
from people.models import User

register = template.Library()


@register.inclusion_tag("chat/peace/_on_profile.html", takes_context=True)
def block_button(context: dict[str, Any], person: User) -> dict[str, Any]:
    """Blocks a colleague or lifts it; nothing for oneself."""
    request = context["request"]
    is_me = person.pk == request.user.pk
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "person": person,
        "is_me": is_me,
        "is_blocked": not is_me and has_blocked(request.user, person.pk),
    }
