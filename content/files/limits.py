"""How much: for one file, for one thing, for one company."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from core.errors import TooLarge


@dataclass(frozen=True)
class Limits:
    """Bytes. The one place that knows them: a company's own, once it has some, are read here."""

    file: int
    company: int
    waiting: int  # of one person's files that nothing holds: or one could fill the company's space alone and unseen


def limits_here() -> Limits:
    """What holds in the company that is entered now."""
    most = settings.COMPANY_SPACE
    return Limits(file=settings.LARGEST_FILE, company=most, waiting=max(most // 10, settings.LARGEST_FILE))


def too_big(most: int) -> TooLarge:
    return TooLarge("too_large", _("This file is too big. %(most)s is the most.") % {"most": filesizeformat(most)})


def no_space() -> TooLarge:
    return TooLarge("no_space", _("Your company’s space for files is full. Please ask your admins."))


def too_many_waiting() -> TooLarge:
    text = _("Too many of your files wait to be put into a post or message. Use some or take some back first.")
    return TooLarge("too_many_waiting", text)
