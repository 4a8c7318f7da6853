"""Whether a person has anything to do in the company's settings."""

from __future__ import annotations

from django import template
from django.urls import reverse

from administration.sections import sections_for
from people.models import User

register = template.Library()


@register.simple_tag
def company_settings(person: User) -> str:
    """The address of the company's settings, empty for whom there is no room in them."""
    return reverse("administration:index") if sections_for(person) else ""
