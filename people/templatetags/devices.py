"""A browser's own long name, in words."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

register = template.Library()

# The first that is found wins: each newer browser also names those it wants to be taken for.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Vivaldi", "Vivaldi"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


@register.filter
def device(user_agent: str) -> str:
    """`Mozilla/5.0 (X11; Linux x86_64) …` → Chrome on Linux."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or user_agent.split("/")[0].split("(")[0].strip()[:40] or _("An unknown device")


@register.filter
def in_fours(key: str) -> str:
    """A long key as people type it."""
    return " ".join(key[at : at + 4] for at in range(0, len(key), 4))


@register.filter
def is_phone(user_agent: str) -> bool:
    return any(mark in user_agent for mark in ("iPhone", "iPad", "Android"))
