"""Whether a person has anything to do in the company's settings."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from administration.sections import Section, sections_for
from people.models import User

register = template.Library()


@register.simple_tag
def company_settings(person: User) -> str:
    """The address of the company's settings, empty for whom there is no room in them."""
    return reverse("administration:index") if sections_for(person) else ""


@register.simple_tag(takes_context=True)
def waiting(context: dict[str, Any], section: Section) -> int:
    """How many things in a room wait for the reader."""
    return section.waits(context["request"].user) if section.waits else 0
